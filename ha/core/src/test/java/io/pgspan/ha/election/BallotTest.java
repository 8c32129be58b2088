package io.pgspan.ha.election;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Database;
import io.pgspan.ha.record.Holder;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BallotTest {
    private static final Duration WINDOW = Duration.ofSeconds(1);

    @Test
    void whoeverIsAheadWinsAndSaysOverWhom() {
        Ballot ballot = judge(standing("b", 100), List.of(standing("c", 99)), record(1, "a", "b", "c"), 0);
        assertThat(ballot.mayTake()).isTrue();
        assertThat(ballot.reason()).contains("[b, c]").contains("0/64");
    }

    @Test
    void theOneBehindSaysWhoIsAhead() {
        Ballot ballot = judge(standing("b", 100), List.of(standing("c", 101)), record(1, "a", "b", "c"), 0);
        assertThat(ballot.rule()).isEqualTo("election.behind");
        assertThat(ballot.reason()).contains("c has received 0/65").contains("b only 0/64");
    }

    @Test
    void positionsAreUnsigned() {
        Ballot ballot = judge(standing("b", 100), List.of(standing("c", -1)), record(1, "a", "b", "c"), 0);
        assertThat(ballot.rule()).isEqualTo("election.behind");
    }

    @Test
    void aPromiseOfAnotherVersionIsNotHeard() {
        Standing other = new Standing("c", "s", 1, new Lsn(500), new Lsn(500), "v0", 1);
        assertThat(judge(standing("b", 100), List.of(other), record(1, "a", "b", "c"), 90_000)
                        .rule())
                .isEqualTo("election.commit-may-hide");
    }

    @Test
    void strangersAndOtherSystemsAreNotHeard() {
        Standing stranger = standing("z", 500);
        Standing foreign = new Standing("c", "other", 1, new Lsn(500), new Lsn(500), "v1", 1);
        assertThat(judge(standing("b", 100), List.of(stranger, foreign), record(0, "a", "b", "c"), 90_000)
                        .rule())
                .isEqualTo("election.wins");
    }

    /** Of all that have promised the same version at most those that share the greatest position may take it. */
    @Property
    void onlyTheGreatestPositionWins(
            @ForAll @Size(min = 2, max = 4) List<@IntRange(min = 1, max = 4) Integer> positions) {
        List<String> names = List.of("b", "c", "d", "e").subList(0, positions.size());
        ClusterRecord record =
                record(1, Stream.concat(Stream.of("a"), names.stream()).toArray(String[]::new));
        int greatest = positions.stream().mapToInt(p -> p).max().orElseThrow();
        for (int i = 0; i < names.size(); i++) {
            int self = i;
            List<Standing> others = Stream.iterate(0, n -> n < names.size(), n -> n + 1)
                    .filter(n -> n != self)
                    .map(n -> standing(names.get(n), positions.get(n)))
                    .toList();
            assertThat(judge(standing(names.get(i), positions.get(i)), others, record, 0)
                            .mayTake())
                    .isEqualTo(positions.get(i) == greatest);
        }
    }

    private static Ballot judge(Standing self, List<Standing> others, ClusterRecord record, long freeMillis) {
        Set<String> awaited = freeMillis < WINDOW.toMillis() ? Set.copyOf(record.members()) : Set.of();
        return Ballot.judge(self, others, record, new Terms(awaited, Set.of(), false, false, Long.MAX_VALUE, 0, null));
    }

    private static Standing standing(String member, long received) {
        return new Standing(member, "s", 1, new Lsn(received), new Lsn(received), "v1", 1);
    }

    private static ClusterRecord record(int confirmations, String... members) {
        return ClusterRecord.uninitialised(List.of(members), confirmations)
                .takenBy(new Holder("a", "pod", "1"))
                .renewed(new Database("s", TimelineHistory.first(), Lsn.ZERO))
                .released();
    }
}
