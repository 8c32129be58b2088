package io.pgspan.placement.survive;

import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.placement.PlacementLimits;
import io.pgspan.model.replication.Replication;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is judged: who lives where, what an acknowledged commit means, and what the operator can do.
 *
 * @param members replicas by ordinal, then the arbiter; pending ones too
 * @param arbiterWished whether the wish names an arbiter, so that it stays whatever the number of replicas
 * @param replication how commits are acknowledged
 * @param limits who elects, and which changes the operator can carry out
 * @param fleet the Kubernetes clusters and their nodes
 * @param scenarios further domains
 */
public record Situation(
        List<Resident> members,
        boolean arbiterWished,
        Replication replication,
        PlacementLimits limits,
        Fleet fleet,
        List<Scenario> scenarios) {

    /** Copies the lists. */
    public Situation {
        members = List.copyOf(members);
        scenarios = List.copyOf(scenarios);
    }

    /** A situation without scenarios, and without an arbiter by wish. */
    public static Situation of(List<Resident> members, Replication replication, PlacementLimits limits, Fleet fleet) {
        return new Situation(members, false, replication, limits, fleet, List.of());
    }

    /** The same with these scenarios. */
    public Situation withScenarios(Scenario... more) {
        return new Situation(members, arbiterWished, replication, limits, fleet, List.of(more));
    }

    Situation withMembers(List<Resident> others) {
        return new Situation(others, arbiterWished, replication, limits, fleet, scenarios);
    }

    Situation withArbiter(Resident arbiter) {
        List<Resident> all = Stream.concat(members.stream(), Stream.of(arbiter)).toList();
        return new Situation(all, true, replication, limits, fleet, scenarios);
    }

    Situation withReplication(Replication other) {
        return new Situation(members, arbiterWished, other, limits, fleet, scenarios);
    }

    Situation withLimits(PlacementLimits other) {
        return new Situation(members, arbiterWished, replication, other, fleet, scenarios);
    }

    /** Where a member on that node lives; pending when the fleet lacks the node. */
    public static Resident resident(String pod, boolean holdsData, String cluster, String node, Fleet fleet) {
        return fleet.cluster(cluster).map(KubernetesCluster::nodes).stream()
                .flatMap(List::stream)
                .filter(n -> n.name().equals(node))
                .findFirst()
                .map(n -> new Resident(pod, holdsData, cluster, Sites.region(n), n.zone(), n.name()))
                .orElse(new Resident(pod, holdsData, cluster, "", "", ""));
    }

    List<Resident> replicas() {
        return members.stream().filter(Resident::holdsData).toList();
    }

    List<Resident> arbiters() {
        List<Resident> found = new ArrayList<>(members);
        found.removeIf(Resident::holdsData);
        return found;
    }
}
