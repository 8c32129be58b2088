package io.pgspan.operators.conduct;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.replication.Replication;
import io.pgspan.operators.Dialect;
import io.pgspan.operators.dialects.Dialects;
import io.pgspan.operators.feature.Support;
import org.junit.jupiter.api.Test;

/** What every dialect states of its operator's conduct. */
class ConductTest {
    private static final PostgresCluster ORDERS = PostgresCluster.of("shop", "orders", 3);

    @Test
    void ordersToAnOperatorAreKnownByTheirDomain() {
        Conduct crunchy = Dialects.known().of("crunchy").conduct();
        assertThat(crunchy.owns("postgres-operator.crunchydata.com/pgbackrest-backup"))
                .isTrue();
        assertThat(crunchy.owns("crunchydata.com/x")).isTrue();
        assertThat(crunchy.owns("notcrunchydata.com/x")).isFalse();
        assertThat(crunchy.owns("crunchydata.com")).isFalse();
        assertThat(crunchy.owns("team")).isFalse();
    }

    @Test
    void ofAnUnknownOperatorNothingIsClaimed() {
        Conduct unknown = Conduct.unknown();
        assertThat(unknown.owns("x.y/z")).isFalse();
        assertThat(unknown.habit(Aspect.ELECTION)).isEmpty();
        assertThat(unknown.serving().streaming()).isEqualTo(Support.NO);
        assertThat(unknown.receiving().followsAny()).isEqualTo(Support.NO);
    }

    @Test
    void everyTextIsFilledForACluster() {
        for (Dialect<?> dialect : Dialects.known().all()) {
            Conduct conduct = dialect.conduct();
            assertThat(conduct.serving().of(ORDERS).toString())
                    .as(dialect.id())
                    .contains("orders")
                    .doesNotContain("{");
            assertThat(conduct.receiving().of(ORDERS).needs()).noneMatch(need -> need.contains("{"));
            assertThat(conduct.habits().values())
                    .allSatisfy(
                            habit -> assertThat(habit.of(ORDERS)).isNotBlank().doesNotContain("{name"));
        }
    }

    @Test
    void anAspectMattersOnlyWhereTheWishHasIt() {
        assertThat(Aspect.ELECTION.concerns(ORDERS)).isTrue();
        assertThat(Aspect.ELECTION.concerns(ORDERS.withReplicas(1))).isFalse();
        assertThat(Aspect.SYNCHRONOUS_COMMIT.concerns(ORDERS)).isFalse();
        assertThat(Aspect.SYNCHRONOUS_COMMIT.concerns(ORDERS.withReplication(Replication.anySynchronous(1))))
                .isTrue();
        assertThat(Aspect.BACKUPS.concerns(ORDERS)).isFalse();
        assertThat(Aspect.SEVERAL_CLUSTERS.concerns(ORDERS)).isFalse();
    }
}
