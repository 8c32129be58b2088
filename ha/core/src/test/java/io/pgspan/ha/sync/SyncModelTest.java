package io.pgspan.ha.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every state, not a sample of them; see {@link SyncModel} for what a state leaves out. */
class SyncModelTest {
    private static final int STATES_MAX = 200_000;

    private static final List<SyncWish> ANY = List.of(
            SyncWish.off(),
            SyncWish.priority(1),
            SyncWish.priority(2),
            SyncWish.quorum(1),
            SyncWish.quorum(2),
            SyncWish.priority(1).strictly());
    private static final List<SyncWish> STRICT = List.of(
            SyncWish.priority(1).strictly(),
            SyncWish.priority(2).strictly(),
            SyncWish.quorum(1).strictly(),
            SyncWish.quorum(2).strictly());

    static Stream<Arguments> worlds() {
        return Stream.of(
                Arguments.of(1, ANY),
                Arguments.of(2, ANY),
                Arguments.of(3, ANY),
                Arguments.of(1, STRICT),
                Arguments.of(2, STRICT),
                Arguments.of(3, STRICT),
                Arguments.of(4, List.of(SyncWish.priority(1))),
                Arguments.of(4, List.of(SyncWish.quorum(1))));
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void everyAcknowledgedCommitSatisfiesTheClaimAndNobodyElectsWithoutIt(int standbys, List<SyncWish> wishes) {
        SyncModel model = new SyncModel(standbys, wishes, new SyncRules());
        assertThat(model.explore(STATES_MAX)).isEmpty();
        assertThat(model.states()).hasSizeGreaterThan(20 * standbys);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void comesToWhatIsWishedWhenNothingChanges(int standbys) {
        SyncModel model = new SyncModel(standbys, ANY, new SyncRules());
        assertThat(model.explore(STATES_MAX)).isEmpty();
        assertThat(firstUnsettled(model, standbys)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "KEEPS_THE_COUNT")
    void findsEveryMistake(SyncMutant mutant) {
        Optional<String> found = new SyncModel(2, mutant.strict() ? STRICT : ANY, mutant.rules()).explore(STATES_MAX);
        assertThat(found).isPresent();
    }

    @Test
    void findsThatAClaimWhichKeepsItsCountNeverSettles() {
        SyncModel model = new SyncModel(2, ANY, SyncMutant.KEEPS_THE_COUNT.rules());
        assertThat(model.explore(STATES_MAX)).isEmpty();
        assertThat(firstUnsettled(model, 2)).isPresent();
    }

    private static Optional<String> firstUnsettled(SyncModel model, int standbys) {
        for (SyncModel.State state : model.states()) {
            for (SyncWish wish : ANY) {
                for (int seen = 0; seen < 1 << standbys; seen++) {
                    Optional<String> wrong = model.settles(state, seen, wish);
                    if (wrong.isPresent()) {
                        return wrong;
                    }
                }
            }
        }
        return Optional.empty();
    }
}
