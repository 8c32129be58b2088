package io.pgspan.testkit.fleet;

import static io.pgspan.testkit.fleet.TestFleets.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.testkit.fleet.NodeChoice.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NodeChoiceTest {
    private static final String ZONE = "topology.kubernetes.io/zone";

    private final List<SchedulablePod> placed = new ArrayList<>();
    private List<ObjectNode> nodes = IntStream.rangeClosed(1, 3)
            .mapToObj(i -> node("n" + i, "zone-" + i))
            .toList();

    private static ObjectNode node(String name, String zone) {
        return json("{'metadata':{'name':'" + name + "','labels':{'kubernetes.io/hostname':'" + name + "','" + ZONE
                + "':'" + zone + "'}},'spec':{},'status':{'allocatable':{'cpu':'4','memory':'16Gi'}}}");
    }

    private static ObjectNode spread(ObjectNode pod, String key, String whenUnsatisfiable) {
        pod.withArray("/spec/topologySpreadConstraints")
                .add(json("{'maxSkew':1,'topologyKey':'" + key + "','whenUnsatisfiable':'" + whenUnsatisfiable
                        + "','labelSelector':{'matchLabels':{'app':'postgres'}}}"));
        return pod;
    }

    private Choice choose(ObjectNode pod) {
        return new NodeChoice(nodes, placed).choose(new SchedulablePod(pod), "");
    }

    private String place(ObjectNode pod) {
        Choice choice = choose(pod);
        placed.add(new SchedulablePod(pod).on(choice.node()));
        return choice.node();
    }

    private static ObjectNode pod(String name) {
        return TestFleets.pod(name);
    }

    @Test
    void threePodsGoToThreeNodesTheFirstNamesFirst() {
        assertThat(Stream.of("a", "b", "c").map(name -> place(pod(name)))).containsExactly("n1", "n2", "n3");
    }

    @Test
    void hardSpreadOverZonesKeepsAPodWaitingRatherThanBreakIt() {
        nodes = List.of(node("n1", "a"), node("n2", "a"), node("n3", "b"));
        nodes.get(2).withObject("/status/allocatable").put("cpu", "100m");
        assertThat(place(spread(pod("a"), ZONE, "DoNotSchedule"))).isEqualTo("n1");

        Choice second = choose(spread(pod("b"), ZONE, "DoNotSchedule"));

        assertThat(second.node()).isEmpty();
        assertThat(second.reason()).contains("0/3 nodes are available", "insufficient cpu", "topology spread");
    }

    @Test
    void softSpreadPrefersTheEmptierZoneOverTheEmptierNode() {
        nodes = List.of(node("n1", "a"), node("n2", "a"), node("n3", "b"));
        nodes.get(2).withObject("/status/allocatable").put("cpu", "1");
        place(spread(pod("a"), ZONE, "ScheduleAnyway"));

        assertThat(place(spread(pod("b"), ZONE, "ScheduleAnyway"))).isEqualTo("n3");
    }

    @Test
    void podsOfOtherLabelsDoNotCountForTheSpread() {
        ObjectNode other = pod("x");
        other.withObject("/metadata/labels").put("app", "other");
        placed.add(new SchedulablePod(other).on("n1"));
        nodes = List.of(node("n1", "a"), node("n2", "b"));
        nodes.get(1).withObject("/spec").put("unschedulable", true);

        assertThat(place(spread(pod("a"), ZONE, "DoNotSchedule"))).isEqualTo("n1");
    }

    @Test
    void aNodeSelectorATaintAndACordonKeepPodsAway() {
        ObjectNode choosy = pod("a");
        choosy.withObject("/spec/nodeSelector").put(ZONE, "zone-3");
        assertThat(choose(choosy).node()).isEqualTo("n3");
        nodes.get(0).withObject("/spec").put("unschedulable", true);
        nodes.get(1).withArray("/spec/taints").add(json("{'key':'gpu','value':'yes','effect':'NoSchedule'}"));
        assertThat(choose(pod("a")).node()).isEqualTo("n3");

        ObjectNode tolerant = pod("a");
        tolerant.withArray("/spec/tolerations").add(json("{'key':'gpu','operator':'Exists'}"));
        assertThat(choose(tolerant).node()).isEqualTo("n2");
    }

    @Test
    void aPodGoesWhereItFits() {
        ObjectNode large = pod("a");
        large.withObject("/spec/containers/0/resources/requests").put("memory", "15.5Gi");
        placed.add(new SchedulablePod(pod("x")).on("n1"));

        assertThat(choose(large).node()).isEqualTo("n2");
    }

    @Test
    void requiredAntiAffinityIsKeptInBothDirections() {
        ObjectNode loner = pod("a");
        loner.withArray("/spec/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution")
                .add(json(
                        "{'topologyKey':'kubernetes.io/hostname','labelSelector':{'matchLabels':{'app':'postgres'}}}"));
        nodes = List.of(node("n1", "a"));
        placed.add(new SchedulablePod(pod("x")).on("n1"));
        assertThat(choose(loner).reason()).contains("pod anti-affinity");

        placed.clear();
        place(loner);
        assertThat(choose(pod("y")).reason()).contains("pod anti-affinity");
    }

    @Test
    void aPodFollowsItsVolume() {
        assertThat(new NodeChoice(nodes, placed)
                        .choose(new SchedulablePod(pod("a")), "n2")
                        .node())
                .isEqualTo("n2");
    }
}
