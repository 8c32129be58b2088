package io.pgspan.multicluster;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Storage;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.text.Quantity;
import io.pgspan.model.text.Redacted;
import io.pgspan.operators.nativeengine.NativeEngineOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The cluster and the fleet these tests speak of: three replicas over two Kubernetes clusters. */
final class Hippo {
    static final String HUB = "demo-controller";
    static final String WORKER = "demo-worker";
    static final String PASSWORD = "hunter2-and-more";

    private Hippo() {}

    static PostgresCluster wish() {
        return PostgresCluster.builder()
                .namespace("demo")
                .name("postgres")
                .version("17.2")
                .replicas(3)
                .storage(Storage.of("2Gi"))
                .replication(Replication.anySynchronous(1))
                .placement(PlacementPolicy.builder()
                        .on(HUB, 0, 2)
                        .on(WORKER, 1)
                        .spread(Spread.acrossNodes().maxSkew(1).scheduleAnyway())
                        .slice("kubeslice-demo-distributed-postgres", "demo-slice")
                        .build())
                .build();
    }

    static Fleet fleet() {
        return new Fleet(
                HUB,
                List.of(kubernetes(HUB), kubernetes(WORKER)),
                List.of(new Fleet.Slice("kubeslice-demo-distributed-postgres", "demo-slice", List.of(HUB, WORKER))));
    }

    private static KubernetesCluster kubernetes(String name) {
        List<Node> nodes = IntStream.rangeClosed(1, 3)
                .mapToObj(i -> new Node(
                        name + "-node-" + i,
                        Map.of(
                                "topology.kubernetes.io/zone",
                                "zone-" + i,
                                "kubernetes.io/hostname",
                                name + "-node-" + i),
                        Quantity.of("4"),
                        Quantity.of("16Gi"),
                        List.of(),
                        true))
                .toList();
        return new KubernetesCluster(name, nodes, List.of("local-path"), "local-path");
    }

    static NativeEngineOptions engine() {
        return NativeEngineOptions.of(Redacted.of(PASSWORD));
    }

    static DeliveryRetry quickRetry() {
        return new DeliveryRetry(3, Duration.ofMillis(20), 2, Duration.ofMillis(50), Duration.ofSeconds(10));
    }
}
