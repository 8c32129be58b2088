package io.pgspan.operators.kubedb;

import io.pgspan.model.Arbiter;
import io.pgspan.model.Container;
import io.pgspan.model.InstanceSet;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.Storage;
import io.pgspan.model.fleet.PodContainer;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.fleet.PodVolume;
import io.pgspan.model.monitoring.Exporter;
import io.pgspan.model.placement.Affinity;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.NodeAffinity;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.PodAffinity;
import io.pgspan.model.placement.PodTerm;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.placement.Spread.WhenUnsatisfiable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The pods KubeDB's controller creates, as its scheduler-facing half is public: each data pod runs PostgreSQL, the coordinator, an exporter
 * where there is monitoring, and what the wish adds; before them the first container. Constraints of the policy become spread constraints
 * over all labels of the pod template, and a hard one adds required anti-affinity on the same key, so that a hard spread means one pod per
 * zone or node whatever its skew says. Without a policy of its own a pod refers to {@code default}, which KubeDB's chart installs: it prefers
 * to spread over zones and nodes.
 *
 * <p>Members come first, in the assignment's order, then read replicas. Not public, and taken as the narrower case for the scheduler: the
 * arbiter bears the same labels as data pods; read replicas live in the cluster of ordinal 0, and the policy they name is known only when it
 * is the default one.
 */
final class KubeDbPods {
    private static final List<Spread> DEFAULT_POLICY =
            List.of(Spread.acrossZones().scheduleAnyway(), Spread.acrossNodes().scheduleAnyway());
    private static final String OWN_DOMAIN = "kubedb.com";

    private final PostgresCluster cluster;
    private final PodDetails details;
    private final List<Spread> spreads;
    private final PlacementPolicy placement;

    KubeDbPods(PostgresCluster cluster, PodDetails details) {
        this.cluster = cluster;
        this.details = details;
        this.spreads = cluster.placement()
                .filter(PolicyMapping::hasPolicy)
                .map(PlacementPolicy::spreads)
                .orElse(DEFAULT_POLICY);
        this.placement =
                cluster.placement().orElseGet(() -> PlacementPolicy.builder().build());
    }

    List<PodTemplate> of(Assignment assignment) {
        List<PodTemplate> pods = new ArrayList<>();
        Map<String, String> labels = labels(cluster.pod().labels());
        PodTemplate data = spread(containers(cluster.resources()), labels, spreads)
                .nodeSelector(placement.nodeSelector())
                .tolerations(placement.tolerations())
                .build();
        for (Assignment.Placed placed : assignment.replicas()) {
            pods.add(data.toBuilder()
                    .name(cluster.podName(placed.ordinal()))
                    .clusterName(placed.clusterName())
                    .volumes(claims(cluster.podName(placed.ordinal()), placed, cluster.storage()))
                    .build());
        }
        assignment.arbiter().ifPresent(placed -> pods.add(arbiter(placed, labels)));
        if (!assignment.replicas().isEmpty()) {
            String home = assignment.replicas().get(0).clusterName();
            cluster.furtherInstances().forEach(set -> readReplicas(pods, set, home));
        }
        return pods;
    }

    private PodTemplate arbiter(Assignment.Placed placed, Map<String, String> labels) {
        Arbiter arbiter = cluster.arbiter().orElseGet(Arbiter::ofDefaults);
        String name = cluster.name() + "-arbiter-0";
        PodTemplate.Builder pod = PodTemplate.builder()
                .addContainer(PodContainer.of("postgres", arbiter.resources().reserved()));
        return spread(pod, labels, spreads)
                .name(name)
                .clusterName(placed.clusterName())
                .nodeSelector(arbiter.nodeSelector())
                .tolerations(arbiter.tolerations())
                .volumes(claims(name, placed, arbiter.storage()))
                .holdsData(false)
                .build();
    }

    private void readReplicas(List<PodTemplate> pods, InstanceSet set, String home) {
        Map<String, String> labels = new LinkedHashMap<>(labels(Map.of()));
        labels.put("postgreses.kubedb.com/database.read-replica", set.name());
        // what an operator adds to resources that are not said is not public: taken as for data pods
        Resources resources = set.resources().equals(Resources.unsaid()) ? Resources.ofDefaults() : set.resources();
        boolean named = set.placement().flatMap(PlacementPolicy::name).isPresent();
        PodTemplate replica = spread(containers(resources), labels, named ? List.of() : DEFAULT_POLICY)
                .clusterName(home)
                .nodeSelector(set.placement().map(PlacementPolicy::nodeSelector).orElse(Map.of()))
                .tolerations(set.placement().map(PlacementPolicy::tolerations).orElse(List.of()))
                .build();
        for (int i = 0; i < set.replicas(); i++) {
            pods.add(replica.toBuilder()
                    .name(cluster.name() + "-" + set.name() + "-" + i)
                    .build());
        }
    }

    /** PostgreSQL, its coordinator, the exporter and what the wish adds; before them the first container. */
    private PodTemplate.Builder containers(Resources postgres) {
        PodTemplate.Builder pod = PodTemplate.builder()
                .addContainer(PodContainer.of("postgres", postgres.reserved()))
                .addContainer(
                        PodContainer.of("pg-coordinator", details.coordinator().reserved()))
                .addInitContainer(PodContainer.of(
                        "postgres-init-container", details.init().reserved()));
        cluster.monitoring().ifPresent(monitoring -> {
            Resources exporter = monitoring.exporter().map(Exporter::resources).orElse(Resources.unsaid());
            pod.addContainer(PodContainer.of("exporter", exporter.reserved()));
        });
        for (Container container : cluster.pod().containers()) {
            PodContainer added = PodContainer.of(
                            container.name(), container.resources().reserved())
                    .image(container.image().orElse(""));
            if (container.isInit()) {
                pod.addInitContainer(added);
            } else {
                pod.addContainer(added);
            }
        }
        return pod;
    }

    /** The labels, constraints that count pods of all of them, and on the keys of hard ones the controller's required anti-affinity. */
    private PodTemplate.Builder spread(PodTemplate.Builder pod, Map<String, String> labels, List<Spread> spreads) {
        LabelSelector same = LabelSelector.of(labels);
        List<PodTerm> apart = new ArrayList<>();
        for (Spread spread : spreads) {
            pod.spread(spread.counting(same));
            if (spread.whenUnsatisfiable() == WhenUnsatisfiable.DO_NOT_SCHEDULE) {
                apart.add(PodTerm.of(spread.topologyKey(), same));
            }
        }
        return pod.name("")
                .namespace(cluster.namespace())
                .labels(labels)
                .affinity(new Affinity(NodeAffinity.none(), PodAffinity.none(), new PodAffinity(apart, List.of())));
    }

    private static List<PodVolume> claims(String pod, Assignment.Placed placed, Storage storage) {
        return storage.durable() && !placed.storageClassName().isEmpty()
                ? List.of(PodVolume.newClaim("data-" + pod, placed.storageClassName()))
                : List.of();
    }

    /** Labels of the object and of the pod template, but none of KubeDB's own domain, then KubeDB's. */
    private Map<String, String> labels(Map<String, String> template) {
        Map<String, String> labels = new LinkedHashMap<>();
        foreign(labels, cluster.labels());
        foreign(labels, template);
        labels.put("app.kubernetes.io/name", "postgreses.kubedb.com");
        labels.put("app.kubernetes.io/instance", cluster.name());
        labels.put("app.kubernetes.io/managed-by", "kubedb.com");
        labels.put("app.kubernetes.io/component", "database");
        labels.put("postgreses.kubedb.com/database.cluster", cluster.name());
        if (cluster.placement().filter(policy -> !policy.rules().isEmpty()).isPresent()) {
            labels.put("app.kubernetes.io/namespace", cluster.namespace());
        }
        return labels;
    }

    private static void foreign(Map<String, String> labels, Map<String, String> more) {
        more.forEach((key, value) -> {
            int slash = key.indexOf('/');
            if (slash < 0 || !key.substring(0, slash).endsWith(OWN_DOMAIN)) {
                labels.put(key, value);
            }
        });
    }
}
