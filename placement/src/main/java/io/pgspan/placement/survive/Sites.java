package io.pgspan.placement.survive;

import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which zones and regions the Kubernetes clusters of a fleet lie in: an API server falls with its cluster, and with half or more of
 * its cluster's zones, as its etcd does where it is spread over them.
 *
 * @param hub the cluster whose API server holds the fleet's objects
 * @param byCluster each cluster's sites, sorted; of a cluster without nodes none
 */
record Sites(String hub, Map<String, List<Site>> byCluster) {
    private static final String REGION_LABEL = "topology.kubernetes.io/region";

    /**
     * Nodes of one cluster in one zone.
     *
     * @param region the region's name, empty when nodes name none
     * @param zone the zone's name, empty when nodes name none
     */
    record Site(String region, String zone) implements Comparable<Site> {
        @Override
        public int compareTo(Site other) {
            int byRegion = region.compareTo(other.region);
            return byRegion != 0 ? byRegion : zone.compareTo(other.zone);
        }

        /** The cluster, the zone and the region that it falls with. */
        List<FailureDomain> domains(String cluster) {
            return Stream.of(
                            Optional.of(FailureDomain.cluster(cluster)),
                            Sites.zone(cluster, region, zone),
                            Sites.region(region))
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    static Sites of(Fleet fleet) {
        SortedMap<String, List<Site>> sites = new TreeMap<>();
        for (KubernetesCluster cluster : fleet.clusters()) {
            SortedSet<Site> found = new TreeSet<>();
            cluster.nodes().forEach(node -> found.add(new Site(region(node), node.zone())));
            sites.put(cluster.name(), List.copyOf(found));
        }
        return new Sites(fleet.hub(), Collections.unmodifiableSortedMap(sites));
    }

    /** The region a node names, empty when it names none. */
    static String region(Node node) {
        return node.labels().getOrDefault(REGION_LABEL, "");
    }

    List<Site> of(String cluster) {
        return byCluster.getOrDefault(cluster, List.of());
    }

    static Optional<FailureDomain> zone(String cluster, String region, String zone) {
        return zone.isEmpty()
                ? Optional.empty()
                : Optional.of(new FailureDomain(Level.ZONE, (region.isEmpty() ? cluster : region) + "/" + zone));
    }

    static Optional<FailureDomain> region(String region) {
        return region.isEmpty() ? Optional.empty() : Optional.of(new FailureDomain(Level.REGION, region));
    }
}
