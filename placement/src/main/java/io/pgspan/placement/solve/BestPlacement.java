package io.pgspan.placement.solve;

import io.pgspan.model.PgspanException;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.fleet.RunningPod;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Validator;
import io.pgspan.placement.scheduler.ClusterScheduler;
import io.pgspan.placement.scheduler.Plugin;
import io.pgspan.placement.scheduler.Reason;
import io.pgspan.placement.scheduler.SchedulerProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The best nodes for the replicas of a PostgreSQL cluster in one Kubernetes cluster, by the rules that their pods carry, judged by the
 * cluster's own scheduler: {@link ReplicaRules} asks it what the rules mean, {@link Solver} finds the best placement, and each replica
 * of the answer is shown to the scheduler once more, on its node, in the order of creation.
 *
 * <pre>{@code
 * BestPlacement.of(cluster, pods, Optional.of("hippo-0"), SchedulerProfile.ofDefaults()).match(
 *         optimal -> optimal.plan().nodes(),
 *         infeasible -> ...,   // infeasible.rules(): what can't be kept together
 *         undecided -> ...);
 * }</pre>
 *
 * <p>Pods that run in the cluster by the replicas' names are where the replicas are now; all others stay. The scheduler left alone may
 * choose otherwise, for it is greedy: a plan is carried out by pinning each replica to its node.
 *
 * <p>Cost: for each replica one diagnosis of all nodes, as many again for the rooms, and that of the solver.
 */
public final class BestPlacement {
    /** What shall survive first: the loss of a zone, then of a node. */
    public static final List<String> LEVELS = List.of(Spread.ZONE, Spread.HOSTNAME);

    private final KubernetesCluster others;
    private final List<PodTemplate> replicas;
    private final SchedulerProfile profile;
    private final Map<String, String> present = new HashMap<>();

    private BestPlacement(KubernetesCluster cluster, List<PodTemplate> replicas, SchedulerProfile profile) {
        this.replicas = List.copyOf(replicas);
        this.profile = profile;
        List<RunningPod> staying = new ArrayList<>();
        for (RunningPod pod : cluster.contents().pods()) {
            if (isReplica(pod)) {
                present.put(pod.pod().name(), pod.nodeName());
            } else {
                staying.add(pod);
            }
        }
        this.others = cluster.contents(cluster.contents().withPods(staying));
    }

    private boolean isReplica(RunningPod pod) {
        return replicas.stream()
                .anyMatch(r -> r.name().equals(pod.pod().name())
                        && r.namespace().equals(pod.pod().namespace()));
    }

    /** The same over {@link #LEVELS}. */
    public static Solution of(
            KubernetesCluster cluster, List<PodTemplate> replicas, Optional<String> primary, SchedulerProfile profile) {
        return of(cluster, replicas, primary, LEVELS, profile);
    }

    /**
     * Finds the best nodes.
     *
     * @param cluster its nodes and what is in it
     * @param replicas one template each, alike in requests and in the rules that concern one another
     * @param primary the name of the one that had better stay
     * @param levels the node labels whose values fail together, the most important first
     * @param profile how the cluster's scheduler is set up
     * @throws InvalidException with all that is wrong with the templates or the nodes
     * @throws PgspanException when the rules are of a kind that is not solved for; the message says which
     */
    public static Solution of(
            KubernetesCluster cluster,
            List<PodTemplate> replicas,
            Optional<String> primary,
            List<String> levels,
            SchedulerProfile profile) {
        BestPlacement best = judged(cluster, replicas, profile);
        return best.shown(best.problem(levels, primary));
    }

    /**
     * What is solved, over {@link #LEVELS}: for {@link Rebalancing}, which leads from where the replicas run to where they are best.
     *
     * @throws InvalidException as {@link #of}
     * @throws PgspanException as {@link #of}
     */
    public static PlacementProblem problem(
            KubernetesCluster cluster, List<PodTemplate> replicas, Optional<String> primary, SchedulerProfile profile) {
        return judged(cluster, replicas, profile).problem(LEVELS, primary);
    }

    private static BestPlacement judged(
            KubernetesCluster cluster, List<PodTemplate> replicas, SchedulerProfile profile) {
        InvalidException.requireNone(replicas.stream()
                .flatMap(pod -> Validator.validate(pod).stream())
                .toList());
        return new BestPlacement(cluster, replicas, profile);
    }

    private PlacementProblem problem(List<String> levels, Optional<String> primary) {
        return new ReplicaRules(others, replicas, profile).problem(levels, present, primary);
    }

    /** How many of these replicas a node takes may depend on volumes: only the scheduler knows, one after another. */
    private Solution shown(PlacementProblem first) {
        PlacementProblem problem = first;
        while (true) {
            Solution solution = Solver.solve(problem);
            Optional<ReplicaPlan> plan =
                    solution.match(o -> Optional.of(o.plan()), i -> Optional.empty(), Solution.Undecided::bestFound);
            Optional<Map.Entry<String, Integer>> full = plan.flatMap(this::full);
            if (full.isEmpty()) {
                return solution;
            }
            problem = problem.withRoom(full.get().getKey(), full.get().getValue());
        }
    }

    /** The first node at which the scheduler lets no further volume be attached, with the number of replicas it takes. */
    private Optional<Map.Entry<String, Integer>> full(ReplicaPlan plan) {
        Map<String, PodTemplate> byName = replicas.stream().collect(Collectors.toMap(PodTemplate::name, pod -> pod));
        ClusterScheduler scheduler = ClusterScheduler.of(others, profile);
        Map<String, Integer> taken = new HashMap<>();
        for (String name : plan.order()) {
            String node = plan.nodes().getOrDefault(name, "");
            PodTemplate pod = byName.get(name);
            if (pod == null) {
                throw new IllegalStateException(name + " is none of the replicas");
            }
            Set<Plugin> against = scheduler.diagnose(pod).getOrDefault(node, List.of()).stream()
                    .map(Reason::plugin)
                    .collect(Collectors.toSet());
            if (against.equals(Set.of(Plugin.NODE_VOLUME_LIMITS))) {
                return Optional.of(Map.entry(node, taken.getOrDefault(node, 0)));
            }
            if (!against.isEmpty()) {
                throw new IllegalStateException("the plan puts " + name + " on node " + node + ", where " + against
                        + " would not have it: " + plan);
            }
            scheduler.add(RunningPod.of(pod, node));
            taken.merge(node, 1, Integer::sum);
        }
        return Optional.empty();
    }
}
