package io.pgspan.placement.survive;

import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Nodes without a member, on which one more might live. Whether it fits there is the scheduler's question; here only the first few of each
 * zone are kept. Cost: linear in the nodes, once.
 */
final class Homes {
    /** Free nodes kept of each site: as many as one remedy may need. */
    static final int KEPT_MAX = Remedies.ACTIONS_MAX + 1;

    private final Map<String, List<Resident>> free = new TreeMap<>();

    Homes(Fleet fleet, List<Resident> members) {
        for (KubernetesCluster cluster : fleet.clusters()) {
            List<Resident> kept = new ArrayList<>();
            Map<Sites.Site, Integer> perSite = new HashMap<>();
            for (Node node : cluster.nodes()) {
                Resident home = new Resident("", true, cluster.name(), Sites.region(node), node.zone(), node.name());
                boolean taken = members.stream().anyMatch(m -> isAt(m, home));
                if (node.schedulable() && !taken && perSite.merge(site(home), 1, Integer::sum) <= KEPT_MAX) {
                    kept.add(home);
                }
            }
            free.put(cluster.name(), kept);
        }
    }

    /** The clusters, sorted. */
    List<String> clusters() {
        return List.copyOf(free.keySet());
    }

    /** The free node of a cluster in the site with the fewest of the members; of equals the first by zone and name. */
    Optional<Resident> in(String cluster, List<Resident> members) {
        return free.getOrDefault(cluster, List.of()).stream()
                .filter(home -> members.stream().noneMatch(m -> isAt(m, home)))
                .min(Comparator.comparingLong((Resident home) -> members.stream()
                                .filter(m -> m.cluster().equals(cluster) && m.isPlaced() && site(m).equals(site(home)))
                                .count())
                        .thenComparing(Homes::site)
                        .thenComparing(Resident::node));
    }

    private static Sites.Site site(Resident home) {
        return new Sites.Site(home.region(), home.zone());
    }

    private static boolean isAt(Resident member, Resident home) {
        return member.cluster().equals(home.cluster()) && member.node().equals(home.node());
    }
}
