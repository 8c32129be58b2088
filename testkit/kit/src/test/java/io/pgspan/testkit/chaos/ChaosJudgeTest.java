package io.pgspan.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import io.pgspan.testkit.assertions.TwoPrimaries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChaosJudgeTest {
    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");
    private static final TimelineHistory TWO = TimelineHistory.first().promotedTo(2, Lsn.of("0/500"));

    @Test
    void anAcknowledgedRowThatIsMissingIsLost() {
        List<Acknowledgement> rows = List.of(row("a", 1, 1, 0, 1), row("a", 2, 1, 2, 3), row("b", 1, 2, 4, 5));

        assertThat(ChaosJudge.lostRows(rows, Map.of("a", Set.of(1L, 2L), "b", Set.of(1L, 7L))))
                .isEmpty();
        assertThat(ChaosJudge.lostRows(rows, Map.of("a", Set.of(1L), "b", Set.of(1L))))
                .containsExactly("1 acknowledged rows of a on timeline 1 are lost, ids 2 to 2");
        assertThat(ChaosJudge.lostRows(rows, Map.of("a", Set.of(1L, 2L)))).hasSize(1);
    }

    @Test
    void rowsOfTheOldPrimarySentAfterTheNewOnesFirstAcknowledgementAreAViolation() {
        assertThat(ChaosJudge.writablePrimaries(
                        List.of(row("b", 1, 2, 10, 20), row("a", 1, 1, 0, 5), row("a", 2, 1, 21, 22))))
                .containsExactly("1 rows were acknowledged by a on timeline 1 after the first of b on timeline 2");
    }

    @Test
    void aRowSentBeforeTheSuccessorsFirstAcknowledgementProvesNothing() {
        assertThat(ChaosJudge.writablePrimaries(
                        List.of(row("a", 1, 1, 0, 5), row("a", 2, 1, 19, 40), row("b", 1, 2, 10, 20))))
                .isEmpty();
    }

    @Test
    void twoMembersOnOneTimelineAreAViolation() {
        assertThat(ChaosJudge.writablePrimaries(List.of(row("a", 1, 3, 0, 1), row("b", 1, 3, 2, 3))))
                .containsExactly("both a and b acknowledged rows on timeline 3");
    }

    @Test
    void twoServersOutOfRecoveryAreAViolationUnlessTheGuardOfOneIsFrozenWithItsAgent() {
        List<TwoPrimaries> seen = List.of(new TwoPrimaries("a", "b", T.plusSeconds(5), Duration.ofSeconds(1)));

        assertThat(ChaosJudge.overlaps(seen, List.of())).hasSize(1);
        assertThat(ChaosJudge.overlaps(seen, List.of(harmed(ChaosFault.FREEZE_AGENT, "a", 0, 9))))
                .hasSize(1);
        assertThat(ChaosJudge.overlaps(seen, List.of(harmed(ChaosFault.FREEZE_NODE, "c", 0, 9))))
                .hasSize(1);
        assertThat(ChaosJudge.overlaps(seen, List.of(harmed(ChaosFault.FREEZE_NODE, "a", 0, 3))))
                .hasSize(1);
        assertThat(ChaosJudge.overlaps(seen, List.of(harmed(ChaosFault.FREEZE_NODE, "a", 0, 9))))
                .isEmpty();
    }

    @Test
    void aChangeOfTimelineWithoutThePromotionsRecordIsAViolation() {
        Promotion right = new Promotion("b", 2, 1, Lsn.of("0/500"), "holder.promote", true);

        assertThat(ChaosJudge.timelines(TWO, List.of(), List.of(right))).isEmpty();
        assertThat(ChaosJudge.timelines(TWO, List.of(), List.of()))
                .singleElement()
                .asString()
                .startsWith("the end of timeline 1 at 0/500 is explained by no audit record");
        assertThat(ChaosJudge.timelines(
                        TWO, List.of(), List.of(new Promotion("b", 2, 2, Lsn.of("0/500"), "holder.promote", true))))
                .as("of another timeline")
                .hasSize(1);
        assertThat(ChaosJudge.timelines(
                        TWO, List.of(), List.of(new Promotion("b", 2, 1, Lsn.of("0/4FF"), "holder.promote", true))))
                .as("of a member that had not received so much")
                .hasSize(1);
        assertThat(ChaosJudge.timelines(
                        TWO, List.of(), List.of(new Promotion("b", 2, 1, Lsn.of("0/500"), "holder.promote", false))))
                .as("that replays to another decision")
                .hasSize(1);
    }

    @Test
    void aRowOnATimelineThatIsNoAncestorIsAViolation() {
        Promotion right = new Promotion("b", 2, 1, Lsn.of("0/500"), "holder.promote", true);

        assertThat(ChaosJudge.timelines(TWO, List.of(row("a", 1, 1, 0, 1), row("b", 1, 2, 2, 3)), List.of(right)))
                .isEmpty();
        assertThat(ChaosJudge.timelines(TWO, List.of(row("c", 1, 3, 0, 1)), List.of(right)))
                .hasSize(1);
    }

    private static Acknowledgement row(String member, long id, int timeline, long sent, long acknowledged) {
        return new Acknowledgement(member, id, timeline, sent, acknowledged);
    }

    private static Harmed harmed(ChaosFault fault, String member, int from, int until) {
        return new Harmed(fault, member, T.plusSeconds(from), T.plusSeconds(until), "");
    }
}
