package io.pgspan.model.validation;

import static io.pgspan.model.validation.Mistake.FLEET;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Storage;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.replication.Replication;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for all rules together; each theme has a test of its own. */
class ValidatorTest {

    private static Stream<Mistake> mistakes() {
        return Stream.of(
                        SizeRulesTest.mistakes(),
                        NameRulesTest.mistakes(),
                        PlacementRulesTest.mistakes(),
                        PodRulesTest.mistakes(),
                        ReplicationRulesTest.mistakes(),
                        BackupRulesTest.mistakes(),
                        SourceRulesTest.mistakes(),
                        AccessRulesTest.mistakes(),
                        ServiceRulesTest.mistakes(),
                        SettingRulesTest.mistakes(),
                        FleetRulesTest.mistakes())
                .flatMap(mistakes -> mistakes);
    }

    @Test
    void everyRuleHasItsOwnIdAndAMistakeThatOnlyItFinds() {
        List<String> ids = Validator.rules(FLEET).stream().map(Rule::id).toList();

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(ids))
                .isEqualTo(Stream.concat(mistakes().map(Mistake::rule), Stream.of("placement.slice-lacks-cluster"))
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(ids).startsWith(Validator.rules().stream().map(Rule::id).toArray(String[]::new));
        mistakes().forEach(mistake -> {
            List<Rule<PostgresCluster>> others = Validator.rules(FLEET).stream()
                    .filter(rule -> !rule.id().equals(mistake.rule()))
                    .toList();
            assertThat(new Validator(others).run(mistake.wish())).isEmpty();
        });
    }

    @Test
    void aRuleReportsUnderItsOwnId() {
        mistakes()
                .forEach(mistake -> Validator.rules(FLEET)
                        .forEach(rule -> assertThat(rule.check(mistake.wish()))
                                .allMatch(violation -> violation.rule().equals(rule.id()))));
    }

    @Test
    void allMistakesAreFoundAtOnce() {
        PostgresCluster wish = PostgresCluster.builder()
                .name("Hippo")
                .replicas(4)
                .storage(Storage.of("-1Gi"))
                .replication(Replication.anySynchronous(4))
                .placement(PlacementPolicy.builder()
                        .on("a", 0, 2, 2)
                        .on("nowhere", 4)
                        .spread(Spread.acrossZones().maxSkew(-1))
                        .build())
                .build();

        assertThat(Validator.validate(wish, FLEET))
                .extracting(Violation::rule)
                .containsExactly(
                        "name.dns-1123",
                        "storage.positive",
                        "placement.ordinal-twice",
                        "placement.ordinal-gap",
                        "placement.ordinal-gap",
                        "placement.slice-missing",
                        "spread.skew-positive",
                        "replication.confirmations",
                        "placement.cluster-unknown");
    }

    @Test
    void anInvalidExceptionTellsEverything() {
        List<Violation> violations = List.of(
                Violation.of("replicas.positive", "replicas", "0", "too few", "use 1")
                        .at("postgres.yaml:7"),
                Violation.of("name.dns-1123", "name", "X", "bad", "use x"));

        InvalidException thrown = new InvalidException(violations);

        assertThat(thrown.violations()).isEqualTo(violations);
        assertThat(thrown).hasMessage("""
                        2 violations:
                          postgres.yaml:7: replicas = '0': too few; use 1 [replicas.positive]
                          name = 'X': bad; use x [name.dns-1123]""");
    }
}
