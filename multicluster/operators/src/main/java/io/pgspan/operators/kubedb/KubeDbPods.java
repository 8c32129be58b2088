package io.pgspan.operators.kubedb;

import io.pgspan.model.Arbiter;
import io.pgspan.model.Container;
import io.pgspan.model.InstanceSet;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.monitoring.Exporter;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.placement.Spread.WhenUnsatisfiable;
import io.pgspan.model.text.Quantity;
import java.math.MathContext;
import java.math.RoundingMode;
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

    /** A sum of requests keeps this many digits, rounded up. */
    private static final MathContext PRECISION = new MathContext(30, RoundingMode.CEILING);

    private final PostgresCluster cluster;
    private final PodDetails details;
    private final List<Spread> spreads;
    private final Map<String, String> nodeSelector;

    KubeDbPods(PostgresCluster cluster, PodDetails details) {
        this.cluster = cluster;
        this.details = details;
        this.spreads = cluster.placement()
                .filter(PolicyMapping::hasPolicy)
                .map(PlacementPolicy::spreads)
                .orElse(DEFAULT_POLICY);
        this.nodeSelector =
                cluster.placement().map(PlacementPolicy::nodeSelector).orElse(Map.of());
    }

    List<PodTemplate> of(Assignment assignment) {
        List<PodTemplate> pods = new ArrayList<>();
        Quantity cpu = demand(cluster.resources(), Resources.CPU);
        Quantity memory = demand(cluster.resources(), Resources.MEMORY);
        Map<String, String> labels = labels(cluster.pod().labels());
        for (Assignment.Placed placed : assignment.replicas()) {
            pods.add(new PodTemplate(
                    cluster.podName(placed.ordinal()),
                    placed.clusterName(),
                    labels,
                    cpu,
                    memory,
                    spreads,
                    apart(spreads),
                    nodeSelector,
                    true));
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
        return new PodTemplate(
                cluster.name() + "-arbiter-0",
                placed.clusterName(),
                labels,
                arbiter.resources().cpu(),
                arbiter.resources().memory(),
                spreads,
                apart(spreads),
                arbiter.nodeSelector(),
                false);
    }

    private void readReplicas(List<PodTemplate> pods, InstanceSet set, String home) {
        Map<String, String> labels = new LinkedHashMap<>(labels(Map.of()));
        labels.put("postgreses.kubedb.com/database.read-replica", set.name());
        // what an operator adds to resources that are not said is not public: taken as for data pods
        Resources resources = set.resources().equals(Resources.unsaid()) ? Resources.ofDefaults() : set.resources();
        boolean named = set.placement().flatMap(PlacementPolicy::name).isPresent();
        for (int i = 0; i < set.replicas(); i++) {
            pods.add(new PodTemplate(
                    cluster.name() + "-" + set.name() + "-" + i,
                    home,
                    labels,
                    demand(resources, Resources.CPU),
                    demand(resources, Resources.MEMORY),
                    named ? List.of() : DEFAULT_POLICY,
                    List.of(),
                    set.placement().map(PlacementPolicy::nodeSelector).orElse(Map.of()),
                    true));
        }
    }

    /** What the scheduler reserves: the sum of the containers, or what one of those before them asks for, whichever is more. */
    private Quantity demand(Resources postgres, String resource) {
        Quantity sum = sum(postgres.reserved(resource), details.coordinator().reserved(resource));
        if (cluster.monitoring().isPresent()) {
            Resources exporter = cluster.monitoring()
                    .get()
                    .exporter()
                    .map(Exporter::resources)
                    .orElse(Resources.unsaid());
            sum = sum(sum, exporter.reserved(resource));
        }
        Quantity before = details.init().reserved(resource);
        for (Container container : cluster.pod().containers()) {
            Quantity asked = container.resources().reserved(resource);
            if (!container.isInit()) {
                sum = sum(sum, asked);
            } else if (asked.compareTo(before) > 0) {
                before = asked;
            }
        }
        return before.compareTo(sum) > 0 ? before : sum;
    }

    /** The keys of hard constraints: the controller adds required anti-affinity on each. */
    private static List<String> apart(List<Spread> spreads) {
        List<String> keys = new ArrayList<>();
        for (Spread spread : spreads) {
            if (spread.whenUnsatisfiable() == WhenUnsatisfiable.DO_NOT_SCHEDULE) {
                keys.add(spread.topologyKey());
            }
        }
        return keys;
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

    private static Quantity sum(Quantity a, Quantity b) {
        return Quantity.of(
                a.amount().add(b.amount(), PRECISION).round(PRECISION).toString());
    }
}
