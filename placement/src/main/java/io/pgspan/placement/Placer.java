package io.pgspan.placement;

import io.pgspan.model.PgspanException;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.placement.PlacementLimits;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Validator;
import io.pgspan.placement.assign.Assigner;
import io.pgspan.placement.assign.AssignmentGoals;
import io.pgspan.placement.scheduler.ClusterScheduler;
import io.pgspan.placement.scheduler.SchedulerProfile;
import io.pgspan.placement.survive.Situation;
import io.pgspan.placement.survive.Survivability;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides where a wish goes, in two steps: {@link #assign} sends each replica to a Kubernetes cluster, which is ours to decide;
 * {@link #predict} foretells the node within each cluster, which is that cluster's scheduler's to decide. Both are functions of
 * their arguments: equal arguments give equal results, and the order in which nodes are listed changes nothing.
 *
 * <pre>{@code
 * Assignment assignment = Placer.assign(cluster, fleet, limits);
 * List<PodTemplate> pods = ...;               // what the operator will really create
 * PlacementPlan plan = Placer.predict(cluster, assignment, pods, fleet, limits);
 * System.out.println(plan.explain());
 * }</pre>
 *
 * <p>Cost: {@code assign} is replicas × clusters; {@code predict} is that of {@link ClusterScheduler} for each pod and of
 * {@link Survivability} for the whole.
 */
public final class Placer {
    private Placer() {}

    /**
     * Sends each replica, and the arbiter if there is one, to a Kubernetes cluster, and settles its storage class. As {@link Assigner#plan}
     * with no goals: a new cluster, all Kubernetes clusters alike.
     *
     * <p>With rules, the first rule that names an ordinal wins. Without, replicas are spread evenly over the fleet's clusters (over those
     * of the policy's slice, where the fleet knows it), in order of names. The storage class is the rule's, else the wish's, else the
     * cluster's default. There is an arbiter when the wish has one, or when the limits say that the operator adds one to an even number of
     * replicas; it goes where ordinal 0 lives if the limits say so, else to the connected cluster with the fewest members.
     *
     * @throws InvalidException with all violations when the wish is not valid on this fleet
     */
    public static Assignment assign(PostgresCluster cluster, Fleet fleet, PlacementLimits limits) {
        return Assigner.plan(cluster, fleet, limits, AssignmentGoals.none()).assignment();
    }

    /**
     * Foretells the node of each pod as a kube-scheduler with the default profile would choose it on the nodes as they are, and
     * what the loss of each node, zone, Kubernetes cluster and region would mean.
     *
     * @param cluster the wish
     * @param assignment what {@link #assign} answered for it
     * @param pods what the operator will create: one template for each member of the assignment; further pods, which are no
     *     members, come last
     * @param fleet the clusters and nodes
     * @param limits who decides about the primary
     * @throws InvalidException with all that Kubernetes would refuse of the pods, and all that is wrong with the fleet
     * @throws PgspanException when a member has no template or several, or one for another cluster, or when the fleet lacks a
     *     cluster
     */
    public static PlacementPlan predict(
            PostgresCluster cluster,
            Assignment assignment,
            List<PodTemplate> pods,
            Fleet fleet,
            PlacementLimits limits) {
        return predict(cluster, assignment, pods, fleet, limits, SchedulerProfile.ofDefaults());
    }

    /** The same with another set-up of the schedulers, for example of another release of Kubernetes. */
    public static PlacementPlan predict(
            PostgresCluster cluster,
            Assignment assignment,
            List<PodTemplate> pods,
            Fleet fleet,
            PlacementLimits limits,
            SchedulerProfile profile) {
        InvalidException.requireNone(Stream.concat(
                        Validator.validate(fleet).stream(),
                        pods.stream().flatMap(pod -> Validator.validate(pod).stream()))
                .toList());
        Map<String, PodTemplate> templates = byMember(pods);
        Map<String, Assignment.Placed> members = new LinkedHashMap<>();
        List<PodTemplate> ordered = new ArrayList<>();
        for (Assignment.Placed member : assignment.members()) {
            members.put(member.pod(), member);
            ordered.add(template(templates, member));
        }
        pods.stream().filter(pod -> !members.containsKey(member(pod))).forEach(ordered::add);

        Map<String, ClusterScheduler> schedulers = new HashMap<>();
        List<PodPlacement> placements = new ArrayList<>();
        for (PodTemplate pod : ordered) {
            KubernetesCluster target = target(fleet, pod);
            ClusterScheduler scheduler =
                    schedulers.computeIfAbsent(target.name(), name -> ClusterScheduler.of(target, profile));
            placements.add(placement(pod, members.get(member(pod)), target, Foretold.place(pod, scheduler)));
        }
        List<PodPlacement> placed = placements.subList(0, members.size());
        return new PlacementPlan(placements, Survivability.of(situation(cluster, placed, fleet, limits)));
    }

    private static Situation situation(
            PostgresCluster cluster, List<PodPlacement> members, Fleet fleet, PlacementLimits limits) {
        return new Situation(
                members.stream()
                        .map(m -> Situation.resident(
                                m.pod(), m.holdsData(), m.cluster(), m.node().orElse(""), fleet))
                        .toList(),
                cluster.arbiter().isPresent(),
                cluster.replication(),
                limits,
                fleet,
                List.of());
    }

    private static String member(PodTemplate pod) {
        return pod.member().orElse(pod.name());
    }

    private static Map<String, PodTemplate> byMember(List<PodTemplate> pods) {
        Map<String, PodTemplate> templates = new HashMap<>();
        for (PodTemplate pod : pods) {
            if (templates.put(member(pod), pod) != null) {
                throw new PgspanException("pods: '" + member(pod) + "' has two templates; give each pod one");
            }
        }
        return templates;
    }

    private static PodTemplate template(Map<String, PodTemplate> templates, Assignment.Placed member) {
        PodTemplate pod = templates.get(member.pod());
        if (pod == null) {
            throw new PgspanException(
                    "pods: member '" + member.pod() + "' of the assignment has no template; give each member one");
        }
        if (!pod.clusterName().equals(member.clusterName())) {
            throw new PgspanException("pods: the template of '" + pod.name() + "' is for cluster " + pod.clusterName()
                    + ", but the assignment says " + member.clusterName() + "; render the pods from this assignment");
        }
        return pod;
    }

    private static KubernetesCluster target(Fleet fleet, PodTemplate pod) {
        String name = pod.clusterName();
        return fleet.cluster(name)
                .orElseThrow(() -> new PgspanException("pods: '" + pod.name() + "' is for cluster " + name
                        + ", which the fleet lacks; it has " + String.join(", ", fleet.names())));
    }

    private static PodPlacement placement(
            PodTemplate pod, Assignment.@Nullable Placed member, KubernetesCluster cluster, Foretold foretold) {
        List<String> reasons = new ArrayList<>(member == null ? List.of() : member.reasons());
        reasons.addAll(foretold.reasons());
        @Nullable String node = foretold.nodeName();
        return new PodPlacement(
                pod.name(),
                pod.clusterName(),
                node,
                cluster.nodes().stream()
                        .filter(n -> n.name().equals(node))
                        .map(Node::zone)
                        .findFirst()
                        .orElse(""),
                member == null ? "" : member.storageClassName(),
                pod.holdsData(),
                reasons);
    }
}
