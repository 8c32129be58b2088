package io.pgspan.placement.survive;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.placement.ElectionModel;
import io.pgspan.model.replication.Replication;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The textbook's numbers of majorities over domains, each found by trying every way to spread the members over clusters. */
class MajorityTableTest {
    private static final int NEVER = 0;

    @ParameterizedTest(name = "{0} members: any 1 of {1} clusters, any 2 of {2}, any 3 of {3}")
    @CsvSource({
        "1, 0, 0, 0",
        "2, 0, 0, 0",
        "3, 3, 0, 0",
        "4, 4, 0, 0",
        "5, 3, 5, 0",
        "6, 3, 6, 0",
        "7, 3, 6, 7",
        "8, 3, 7, 8",
        "9, 3, 5, 8"
    })
    void theFewestClustersThatOutliveAnyLoss(int members, int one, int two, int three) {
        assertThat(IntStream.rangeClosed(1, 3).map(f -> fewest(members, f)).toArray())
                .containsExactly(one, two, three);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9})
    void twoClustersNeverOutliveTheLossOfEither(int members) {
        for (int first = 0; first <= members; first++) {
            assertThat(smallest(first, members - first)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void oneVoteInEachOfTwiceAndOneMoreClustersOutlivesAnyOfThem(int lost) {
        int[] counts = new int[2 * lost + 1];
        Arrays.fill(counts, 1);
        assertThat(smallest(counts)).isEqualTo(lost + 1);
    }

    private static int fewest(int members, int lost) {
        for (int clusters = 1; clusters <= members; clusters++) {
            if (partitions(members, clusters, members).stream().anyMatch(counts -> smallest(counts) > lost)) {
                return clusters;
            }
        }
        return NEVER;
    }

    private static List<int[]> partitions(int members, int clusters, int most) {
        if (clusters == 0) {
            return members == 0 ? List.of(new int[0]) : List.of();
        }
        return IntStream.rangeClosed(1, Math.min(most, members))
                .boxed()
                .flatMap(first -> partitions(members - first, clusters - 1, first).stream()
                        .map(rest -> IntStream.concat(IntStream.of(first), Arrays.stream(rest))
                                .toArray()))
                .toList();
    }

    /** How many clusters are lost at least when a majority is. */
    private static int smallest(int... counts) {
        Fleet fleet = Worlds.fleet(counts);
        String[] nodes = IntStream.range(0, counts.length)
                .boxed()
                .flatMap(c -> IntStream.range(0, counts[c]).mapToObj(n -> "" + (char) ('a' + c) + n))
                .toArray(String[]::new);
        Situation situation = Situation.of(
                Worlds.replicas(fleet, nodes),
                Replication.asynchronous(),
                Worlds.limits(ElectionModel.memberMajority()),
                fleet);
        return new FatalSets(new Judge(situation))
                .of(Question.LEADER, Level.CLUSTER)
                .orElseThrow()
                .domains()
                .size();
    }
}
