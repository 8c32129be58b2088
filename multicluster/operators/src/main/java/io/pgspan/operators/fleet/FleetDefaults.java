package io.pgspan.operators.fleet;

import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.text.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a Kubernetes cluster is taken to be when manifests only name it.
 *
 * @param nodes how many nodes; they are called {@code <cluster>-node-1} and so on
 * @param zones the zones' last words, used in turn; a zone is called {@code <cluster>-zone-<word>}
 * @param cpu allocatable CPU of each node
 * @param memory allocatable memory of each node
 * @param storageClass the one storage class, which is the default one
 */
public record FleetDefaults(int nodes, List<String> zones, Quantity cpu, Quantity memory, String storageClass) {
    /** Copies the list. */
    public FleetDefaults {
        zones = List.copyOf(zones);
    }

    /** Three nodes of 4 CPUs and 16Gi in three zones, storage class {@code local-path}. */
    public static FleetDefaults ofDefaults() {
        return new FleetDefaults(3, List.of("a", "b", "c"), Quantity.of("4"), Quantity.of("16Gi"), "local-path");
    }

    KubernetesCluster cluster(String name) {
        List<Node> members = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            String node = name + "-node-" + (i + 1);
            String zone = name + "-zone-" + zones.get(i % zones.size());
            members.add(new Node(node, Map.of(Spread.HOSTNAME, node, Spread.ZONE, zone), cpu, memory, List.of(), true));
        }
        return new KubernetesCluster(name, members, List.of(storageClass), storageClass);
    }
}
