package io.pgspan.operators.cnpg;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Tablespace;
import io.pgspan.model.fleet.PodContainer;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.fleet.PodVolume;
import io.pgspan.model.placement.Affinity;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.PodAffinity;
import io.pgspan.model.placement.PodTerm;
import io.pgspan.model.placement.Preferred;
import io.pgspan.model.placement.Requirement;
import io.pgspan.model.placement.Spread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The pods CloudNativePG makes: PostgreSQL, before it the container that brings the instance manager, with the same resources, and the plugin's
 * sidecar where it archives. Instances are numbered from 1. Unless it is told not to, it adds a rule that keeps the instances of the cluster
 * apart, a wish of weight 100 or a demand; what the wish says comes beside it, and constraints of spread go to the pods as they are.
 *
 * <p>In a distributed topology every Kubernetes cluster has a {@code Cluster} of its own, so that its pods are counted and kept apart by
 * themselves.
 */
final class CnpgPods {
    private static final int WEIGHT = 100;

    private final PostgresCluster cluster;
    private final CloudNativePgOptions options;
    private final PlacementPolicy placement;

    CnpgPods(PostgresCluster cluster, CloudNativePgOptions options) {
        this.cluster = cluster;
        this.options = options;
        this.placement =
                cluster.placement().orElseGet(() -> PlacementPolicy.builder().build());
    }

    List<PodTemplate> of(Assignment assignment) {
        Topology topology = Topology.of(cluster.name(), assignment);
        Map<String, Integer> serials = new HashMap<>();
        List<PodTemplate> pods = new ArrayList<>();
        for (Assignment.Placed placed : assignment.replicas()) {
            String owner = topology.name(placed.clusterName());
            int serial = serials.merge(owner, 1, Integer::sum);
            pods.add(pod(owner, serial, placed));
        }
        return pods;
    }

    private PodTemplate pod(String owner, int serial, Assignment.Placed placed) {
        String name = owner + "-" + serial;
        PodTemplate.Builder pod = PodTemplate.builder()
                .name(name)
                .member(placed.pod())
                .namespace(cluster.namespace())
                .clusterName(placed.clusterName())
                .labels(labels(owner, name, serial == 1))
                .addContainer(PodContainer.of("postgres", cluster.resources().reserved()))
                .addInitContainer(PodContainer.of(
                        "bootstrap-controller", cluster.resources().reserved()))
                .nodeSelector(placement.nodeSelector())
                .tolerations(placement.tolerations())
                .affinity(affinity(owner))
                .volumes(claims(name, placed));
        boolean plugin = options.backupForm() == BackupForm.PLUGIN
                && cluster.backups()
                        .filter(backups -> !backups.repositories().isEmpty())
                        .isPresent();
        if (plugin) {
            pod.addInitContainer(
                    PodContainer.of("plugin-barman-cloud", Map.of()).asSidecar());
        }
        for (Spread spread : placement.spreads()) {
            pod.spread(spread.pods().isPresent() ? spread : spread.counting(PodSection.instances(owner)));
        }
        return pod.build();
    }

    private Affinity affinity(String owner) {
        Affinity said = placement.affinity();
        AntiAffinity own = options.antiAffinity();
        if (!own.enabled()) {
            return said;
        }
        List<PodTerm> required = new ArrayList<>();
        List<Preferred<PodTerm>> preferred = new ArrayList<>();
        PodTerm term = PodTerm.of(
                own.topologyKey(),
                new LabelSelector(
                        Map.of(),
                        List.of(
                                Requirement.in(CnpgWords.CLUSTER_LABEL, owner),
                                Requirement.in(CnpgWords.ROLE_LABEL, "instance"))));
        if (own.required()) {
            required.add(term);
        } else {
            preferred.add(new Preferred<>(WEIGHT, term));
        }
        required.addAll(said.apart().required());
        preferred.addAll(said.apart().preferred());
        return new Affinity(said.nodes(), said.near(), new PodAffinity(required, preferred));
    }

    private Map<String, String> labels(String owner, String pod, boolean first) {
        Map<String, String> labels = new LinkedHashMap<>(cluster.pod().labels());
        String role = first ? "primary" : "replica";
        labels.put(CnpgWords.CLUSTER_LABEL, owner);
        labels.put("cnpg.io/instanceName", pod);
        labels.put("cnpg.io/instanceRole", role);
        labels.put("role", role);
        labels.put(CnpgWords.ROLE_LABEL, "instance");
        labels.put("app.kubernetes.io/name", "postgresql");
        labels.put("app.kubernetes.io/instance", owner);
        labels.put(
                "app.kubernetes.io/version", Integer.toString(cluster.version().major()));
        labels.put("app.kubernetes.io/component", "database");
        labels.put("app.kubernetes.io/managed-by", "cloudnative-pg");
        return labels;
    }

    private List<PodVolume> claims(String pod, Assignment.Placed placed) {
        List<PodVolume> claims = new ArrayList<>();
        claim(claims, pod, placed.storageClassName());
        cluster.volumes()
                .wal()
                .ifPresent(wal -> claim(claims, pod + "-wal", wal.storageClass().orElse(placed.storageClassName())));
        for (Tablespace tablespace : cluster.volumes().tablespaces()) {
            claim(
                    claims,
                    pod + "-tbs-" + kubernetes(tablespace.name()),
                    tablespace.storage().storageClass().orElse(placed.storageClassName()));
        }
        return claims;
    }

    private static void claim(List<PodVolume> claims, String name, String storageClass) {
        if (!storageClass.isEmpty()) {
            claims.add(PodVolume.newClaim(name, storageClass));
        }
    }

    /** A tablespace's name as Kubernetes takes it. */
    private static String kubernetes(String tablespace) {
        String lower = tablespace.toLowerCase(Locale.ROOT);
        String first = lower.startsWith("_") ? "1" + lower.substring(1) : lower;
        return first.replace('$', '-').replace('_', '-');
    }
}
