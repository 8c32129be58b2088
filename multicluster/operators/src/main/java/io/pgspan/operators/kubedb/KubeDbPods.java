package io.pgspan.operators.kubedb;

import io.pgspan.model.Arbiter;
import io.pgspan.model.Container;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.fleet.PodTemplate;
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
import java.util.function.Function;

/**
 * The pods KubeDB's controller creates, as its scheduler-facing half is public: each data pod runs PostgreSQL and the coordinator,
 * constraints of the policy become spread constraints over all labels of the pod template, and a hard one adds required anti-affinity on
 * the same key, so that a hard spread means one pod per zone or node whatever its skew says.
 *
 * <p>The arbiter's labels are not public; it is taken to bear the same ones, which is the narrower case for the scheduler.
 */
final class KubeDbPods {
    /** What the coordinator asks for beside every PostgreSQL. */
    private static final Resources COORDINATOR = Resources.of("200m", "256Mi");

    /** What the init container asks for before PostgreSQL starts. */
    private static final Resources INIT = Resources.of("200m", "256Mi");

    /** A sum of requests keeps this many digits, rounded up. */
    private static final MathContext PRECISION = new MathContext(30, RoundingMode.CEILING);

    private final PostgresCluster cluster;
    private final List<Spread> spreads;

    KubeDbPods(PostgresCluster cluster) {
        this.cluster = cluster;
        this.spreads = cluster.placement().map(PlacementPolicy::spreads).orElse(List.of());
    }

    List<PodTemplate> of(Assignment assignment) {
        List<PodTemplate> pods = new ArrayList<>();
        Map<String, String> nodes =
                cluster.placement().map(PlacementPolicy::nodeSelector).orElse(Map.of());
        Quantity cpu = asked(Resources::cpu);
        Quantity memory = asked(Resources::memory);
        assignment.replicas().forEach(placed -> pods.add(pod(placed, cpu, memory, nodes, true)));
        assignment.arbiter().ifPresent(placed -> {
            Arbiter arbiter = cluster.arbiter().orElseGet(Arbiter::ofDefaults);
            pods.add(pod(
                    placed, arbiter.resources().cpu(), arbiter.resources().memory(), arbiter.nodeSelector(), false));
        });
        return pods;
    }

    /** As the scheduler counts: all containers that run beside each other, or the greediest that runs before them. */
    private Quantity asked(Function<Resources, Quantity> resource) {
        Quantity beside = sum(resource.apply(cluster.resources()), resource.apply(COORDINATOR));
        Quantity before = resource.apply(INIT);
        for (Container container : cluster.pod().containers()) {
            Quantity own = resource.apply(container.resources());
            if (container.isInit()) {
                before = before.compareTo(own) < 0 ? own : before;
            } else {
                beside = sum(beside, own);
            }
        }
        return beside.compareTo(before) < 0 ? before : beside;
    }

    private PodTemplate pod(
            Assignment.Placed placed, Quantity cpu, Quantity memory, Map<String, String> nodes, boolean holdsData) {
        List<String> apart = spreads.stream()
                .filter(spread -> spread.whenUnsatisfiable() == WhenUnsatisfiable.DO_NOT_SCHEDULE)
                .map(Spread::topologyKey)
                .toList();
        return new PodTemplate(
                holdsData ? cluster.podName(placed.ordinal()) : cluster.name() + "-arbiter-0",
                placed.clusterName(),
                labels(),
                cpu,
                memory,
                spreads,
                apart,
                nodes,
                holdsData);
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>(cluster.pod().labels());
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

    private static Quantity sum(Quantity a, Quantity b) {
        return Quantity.of(
                a.amount().add(b.amount(), PRECISION).round(PRECISION).toString());
    }
}
