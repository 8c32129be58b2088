package io.pgspan.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.text.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Expected figures are worked out by hand from the scheduler's formula. */
class SoftSpreadTest {
    private static final Spread ZONES = Spread.acrossZones().scheduleAnyway();

    @Test
    void theFewestPodsScoreHundredAndTheRestIsRelativeToTheMost() {
        // ln(2 + 2) = 1.386: raw 1 and 3, turned around 100 × (3 + 1 - raw) / 3
        assertThat(scores(asking(ZONES), state("a", "z1", 1), state("b", "z2", 2)))
                .isEqualTo(Map.of("a", 100, "b", 33));
    }

    @Test
    void aLargerSkewMakesTheDifferenceSmaller() {
        // raw 0 + 2 and 2 × 1.386 + 2 = 5
        assertThat(scores(asking(ZONES.maxSkew(3)), state("a", "z1", 0), state("b", "z2", 2)))
                .isEqualTo(Map.of("a", 100, "b", 40));
    }

    @Test
    void nodesThatTheNodeSelectorExcludesCountForNoDomain() {
        PodTemplate onSsd = template("pg", List.of(ZONES), Map.of("disk", "ssd"));
        NodeState a = state("a", "z1", 0, "disk", "ssd");
        NodeState excluded = state("b", "z1", 2);
        NodeState c = state("c", "z2", 1, "disk", "ssd");

        assertThat(SoftSpread.scores(onSsd, List.of(a, excluded, c), List.of(a, c)))
                .isEqualTo(Map.of("a", 100, "c", 0));
    }

    @Test
    void podsOnANodeThatLacksAnotherKeyCountForNoDomain() {
        PodTemplate both = template(
                "pg", List.of(ZONES, new Spread("rack", 1, Spread.WhenUnsatisfiable.SCHEDULE_ANYWAY)), Map.of());
        NodeState a = state("a", "z1", 0, "rack", "r1");
        NodeState rackless = state("b", "z1", 2);
        NodeState c = state("c", "z2", 1, "rack", "r2");

        assertThat(SoftSpread.scores(both, List.of(a, rackless, c), List.of(a, c)))
                .isEqualTo(Map.of("a", 100, "c", 0));
    }

    @Test
    void podsOnNodesThatAreFilteredOtherwiseCountForTheirDomain() {
        NodeState a = state("a", "z1", 0);
        NodeState full = state("b", "z1", 2);
        NodeState c = state("c", "z2", 1);

        // raw 2 × 1.386 = 3 and 1
        assertThat(SoftSpread.scores(asking(ZONES), List.of(a, full, c), List.of(a, c)))
                .isEqualTo(Map.of("a", 33, "c", 100));
    }

    @Test
    void aNodeWithoutTheKeyScoresNothingAndIsNoMeasure() {
        NodeState keyless = new NodeState(node("b", Map.of()));

        assertThat(scores(asking(ZONES), state("a", "z1", 0), keyless)).isEqualTo(Map.of("a", 100, "b", 0));
    }

    @Test
    void aPodThatPrefersNothingIsScoredNowhere() {
        assertThat(scores(asking(Spread.acrossZones()), state("a", "z1", 0), state("b", "z2", 2)))
                .isEqualTo(Map.of("a", 0, "b", 0));
    }

    private static Map<String, Integer> scores(PodTemplate pod, NodeState... nodes) {
        return SoftSpread.scores(pod, List.of(nodes), List.of(nodes));
    }

    private static PodTemplate asking(Spread spread) {
        return template("pg", List.of(spread), Map.of());
    }

    private static PodTemplate template(String name, List<Spread> spreads, Map<String, String> nodeSelector) {
        return Samples.pod(name, "c", "100m", "1Mi", spreads, List.of(), nodeSelector);
    }

    private static NodeState state(String name, String zone, int pods, String... label) {
        Map<String, String> labels = new HashMap<>(Map.of(Spread.ZONE, zone, Spread.HOSTNAME, name));
        if (label.length == 2) {
            labels.put(label[0], label[1]);
        }
        NodeState state = new NodeState(node(name, labels));
        for (int i = 0; i < pods; i++) {
            state.add(template(name + "-pod-" + i, List.of(), Map.of()));
        }
        return state;
    }

    private static Node node(String name, Map<String, String> labels) {
        return new Node(name, labels, Quantity.of("4"), Quantity.of("8Gi"), List.of(), true);
    }
}
