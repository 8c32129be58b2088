package io.pgspan.testkit.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.testkit.postgres.Gap;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a run did and what became of it.
 *
 * @param plan what was to be done
 * @param harmed what was done, in order of its healing
 * @param acknowledgedRows how many rows were acknowledged, to the roaming application and to those that stick to one member
 * @param promotions the promotions the agents' audit records tell of, in no order
 * @param eventPromotions how many of them are known as Kubernetes Events too: an agent that is killed or cut off may not get so far
 * @param lastTimeline the timeline of the last primary
 * @param longestOutage the longest time without an acknowledged row of the roaming application; null when it had fewer than two
 * @param recovery from the last healing until one member led and all others streamed
 * @param excusedOverlaps how often two servers were out of recovery at one moment while the guard of one was frozen; neither
 *     acknowledged anything beside the other, or there is a violation
 * @param violations what must not be; empty is good
 */
public record ChaosReport(
        ChaosPlan plan,
        List<Harmed> harmed,
        int acknowledgedRows,
        List<Promotion> promotions,
        long eventPromotions,
        int lastTimeline,
        @Nullable Gap longestOutage,
        Duration recovery,
        int excusedOverlaps,
        List<String> violations) {
    /** Copies the lists. */
    public ChaosReport {
        harmed = List.copyOf(harmed);
        promotions = List.copyOf(promotions);
        violations = List.copyOf(violations);
    }

    /** On one line, as JSON. */
    public String toJson() {
        ObjectNode o = new ObjectMapper()
                .createObjectNode()
                .put("seed", plan.seed())
                .put("members", plan.members())
                .put("harmedMax", plan.harmedMax())
                .put("seconds", plan.duration().toSeconds())
                .put("faults", harmed.size());
        ObjectNode kinds = o.putObject("faultsByKind");
        harmed.stream()
                .collect(Collectors.groupingBy(Harmed::fault, TreeMap::new, Collectors.counting()))
                .forEach((kind, count) -> kinds.put(kind.name(), count));
        o.put("acknowledgedRows", acknowledgedRows)
                .put("promotions", promotions.size())
                .put("promotionsAsEvents", eventPromotions)
                .put("lastTimeline", lastTimeline)
                .put("recoveryMillis", recovery.toMillis())
                .put("excusedOverlaps", excusedOverlaps);
        if (longestOutage != null) {
            o.put("longestOutageMillis", longestOutage.length().toMillis())
                    .put("longestOutageFrom", longestOutage.lastBefore().toString());
        }
        violations.forEach(o.putArray("violations")::add);
        return o.toString();
    }
}
