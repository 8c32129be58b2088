package io.pgspan.testkit.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.text.Quantity;
import io.pgspan.testkit.base.network.Await;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Fleets and objects of the tests. */
final class TestFleets {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private TestFleets() {}

    static Fleet fleet(String hub, String... clusters) {
        return new Fleet(hub, Arrays.stream(clusters).map(TestFleets::cluster).toList(), List.of());
    }

    static KubernetesCluster cluster(String name) {
        return new KubernetesCluster(
                name,
                IntStream.rangeClosed(1, 3)
                        .mapToObj(i -> node(name + "-n" + i, "zone-" + i))
                        .toList(),
                List.of("local-path"),
                "local-path");
    }

    static Node node(String name, String zone) {
        return new Node(
                name,
                Map.of("kubernetes.io/hostname", name, "topology.kubernetes.io/zone", zone),
                Quantity.of("4"),
                Quantity.of("16Gi"),
                List.of(),
                true);
    }

    static FleetOptions options() {
        return FleetOptions.builder()
                .mainClass(TinyAgent.class.getName())
                .readinessPeriod(Duration.ofMillis(50))
                .build();
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static ObjectNode pod(String name) {
        return json("{'apiVersion':'v1','kind':'Pod','metadata':{'name':'" + name + "','namespace':'demo',"
                + "'labels':{'app':'postgres'}},'spec':{'containers':[{'name':'postgres','image':'pgspan/agent:0.1.0',"
                + "'env':[],'resources':{'requests':{'cpu':'500m','memory':'1Gi'}}}]}}");
    }

    static ObjectNode withEnvironment(ObjectNode pod, String name, String value) {
        pod.withArray("/spec/containers/0/env").addObject().put("name", name).put("value", value);
        return pod;
    }

    static ObjectNode claim(String name) {
        return json("{'apiVersion':'v1','kind':'PersistentVolumeClaim','metadata':{'name':'" + name
                + "','namespace':'demo'},'spec':{'accessModes':['ReadWriteOnce'],'resources':{'requests':"
                + "{'storage':'2Gi'}}}}");
    }

    static ObjectNode mounting(ObjectNode pod, String claim) {
        pod.withArray("/spec/volumes")
                .addObject()
                .put("name", "data")
                .putObject("persistentVolumeClaim")
                .put("claimName", claim);
        return pod;
    }

    static void await(String what, BooleanSupplier condition) {
        Await.until(what, LIMIT, condition);
    }
}
