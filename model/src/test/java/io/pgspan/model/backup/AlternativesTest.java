package io.pgspan.model.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import io.pgspan.model.Storage;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.replication.Connection;
import io.pgspan.model.wal.Lsn;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each alternative answers with its own function, and with itself. */
class AlternativesTest {

    @Test
    void aDataSourceIsToldByItsKind() {
        List<DataSource> sources = List.of(
                InitDb.builder().build(),
                CloneOf.builder().clusterName("hippo").build(),
                RestoreFrom.builder().build(),
                VolumesOf.builder().dataClaim("data").build(),
                LogicalImport.builder()
                        .source(Connection.builder().host("old").build())
                        .build());

        assertThat(sources)
                .extracting(s -> s.<String>match(
                        x -> "init " + (x == s),
                        x -> "clone " + (x == s),
                        x -> "restore " + (x == s),
                        x -> "volumes " + (x == s),
                        x -> "import " + (x == s)))
                .containsExactly("init true", "clone true", "restore true", "volumes true", "import true");
    }

    @Test
    void aRepositorysPlaceIsToldByItsKind() {
        List<RepositoryTarget> targets = List.of(
                new RepositoryTarget.Volume(Storage.of("1Gi")),
                RepositoryTarget.S3.builder().bucket("b").build(),
                new RepositoryTarget.Gcs("b", null, null),
                new RepositoryTarget.Azure("c", null, null, null),
                new RepositoryTarget.Existing(null, "e"));

        assertThat(targets)
                .extracting(t -> t.<String>match(
                        x -> "volume " + (x == t),
                        x -> "s3 " + (x == t),
                        x -> "gcs " + (x == t),
                        x -> "azure " + (x == t),
                        x -> "existing " + (x == t)))
                .containsExactly("volume true", "s3 true", "gcs true", "azure true", "existing true");
    }

    @Test
    void aRecoveryTargetIsToldByItsKind() {
        List<RecoveryTarget> targets = List.of(
                RecoveryTarget.time(Instant.EPOCH),
                RecoveryTarget.upTo(Lsn.of("0/1")),
                RecoveryTarget.restorePoint("p", Lsn.ZERO),
                RecoveryTarget.transaction(3),
                RecoveryTarget.immediate(),
                RecoveryTarget.latest());

        assertThat(targets)
                .extracting(t -> t.<String>match(new RecoveryTarget.Cases<>(
                        x -> "time " + (x == t),
                        x -> "lsn " + (x == t),
                        x -> "point " + (x == t),
                        x -> "transaction " + (x == t),
                        x -> "immediate " + (x == t),
                        x -> "latest " + (x == t))))
                .containsExactly(
                        "time true", "lsn true", "point true", "transaction true", "immediate true", "latest true");
        assertThat(targets)
                .extracting(Object::toString)
                .containsExactly(
                        "time 1970-01-01 00:00:00.000000+00",
                        "LSN 0/1",
                        "restore point 'p'",
                        "transaction 3",
                        "the end of the newest backup",
                        "the end of the archive");
    }

    @Test
    void aMomentIsCutToWhatTheServerCanTellApart() {
        assertThat(RecoveryTarget.time(Instant.parse("2026-03-01T12:00:00.123456789Z")))
                .isEqualTo(RecoveryTarget.time(Instant.parse("2026-03-01T12:00:00.123456Z")))
                .hasToString("time 2026-03-01 12:00:00.123456+00");
    }

    @Test
    void aNumberThatNoTransactionHasIsRefused() {
        assertThatThrownBy(() -> RecoveryTarget.transaction(2))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("pg_current_xact_id");
    }

    @Test
    void whatIsNotSaidIsEmpty() {
        assertThat(new RepositoryTarget.Gcs("b", null, null).path()).isEmpty();
        assertThat(new RepositoryTarget.Gcs("b", "p", SecretRef.of("s")).path()).contains("p");
        assertThat(new RepositoryTarget.Gcs("b", "p", SecretRef.of("s")).credentials())
                .contains(SecretRef.of("s"));
        assertThat(new RepositoryTarget.Azure("c", "a", "p", null).storageAccount())
                .contains("a");
        assertThat(new RepositoryTarget.Azure("c", "a", "p", null).credentials())
                .isEmpty();
        assertThat(new RepositoryTarget.Existing("n", "e").namespace()).contains("n");
        assertThat(RestoreFrom.builder().build().target()).isEqualTo(RecoveryTarget.latest());
        assertThat(Retention.full(2).fulls()).contains(2);
        assertThat(Retention.full(2).time()).isEmpty();
    }
}
