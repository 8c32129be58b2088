package io.pgspan.operators.translation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.PostgresVersion;
import io.pgspan.model.access.Issuer;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.access.Tls;
import io.pgspan.model.backup.BackupSchedule;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.plan.Plan;
import io.pgspan.model.plan.Step;
import io.pgspan.model.replication.Connection;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.replication.StandbyCluster;
import io.pgspan.model.text.Cron;
import io.pgspan.operators.DialectOptions;
import io.pgspan.operators.Lint;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Severity;
import io.pgspan.operators.cnpg.CloudNativePg;
import io.pgspan.operators.feature.Support;
import io.pgspan.operators.kubedb.KubeDb;
import io.pgspan.operators.kubedb.KubeDbOptions;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.ManifestWriter;
import io.pgspan.operators.translation.Pairs.Pair;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How data get from one operator to another: nothing is deleted unasked, nobody leads beside the source, and everybody knows how far back goes. */
class DataMoveTest {
    private static final PostgresCluster ORDERS = PostgresCluster.builder()
            .namespace("shop")
            .name("orders")
            .version(new PostgresVersion(17, 0))
            .replicas(3)
            .backups(Backups.builder()
                    .addRepository(Repository.builder()
                            .name("repo1")
                            .target(RepositoryTarget.S3
                                    .builder()
                                    .bucket("backups")
                                    .endpoint("https://s3.example.org")
                                    .region("eu")
                                    .path("orders")
                                    .credentials(SecretRef.of("s3"))
                                    .build())
                            .build())
                    .build())
            .build();

    static Stream<Pair<?, ?>> pairs() {
        return Pairs.all().stream();
    }

    private static <A extends DialectOptions, B extends DialectOptions> Translation<B> moved(Pair<A, B> pair) {
        return moved(pair, ORDERS, Destination.same());
    }

    private static <A extends DialectOptions, B extends DialectOptions> Translation<B> moved(
            Pair<A, B> pair, PostgresCluster wish, Destination<B> where) {
        return Translator.translate(pair.reading(wish), pair.from(), pair.to(), where);
    }

    private static List<String> ids(Plan plan) {
        return plan.steps().stream().map(Step::id).toList();
    }

    private static Step step(Plan plan, String id) {
        return plan.steps().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void everyWayIsJudgedAndAPossibleOneIsFirst(Pair<?, ?> pair) {
        List<DataMove> moves = moved(pair).moves();
        assertThat(moves).extracting(DataMove::way).containsExactlyInAnyOrder(Way.values());
        assertThat(moves.get(0).isPossible()).isTrue();
        assertThat(moves).allSatisfy(move -> {
            assertThat(move.why()).isNotBlank();
            assertThat(move.plan().isEmpty()).isEqualTo(!move.isPossible());
        });
        assertThat(moves.stream().map(DataMove::isPossible).toList())
                .isSortedAccordingTo((one, other) -> Boolean.compare(other, one));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void writesEndAndTheSourceIsFencedBeforeAnybodyLeadsBesideIt(Pair<?, ?> pair) {
        for (DataMove move : moved(pair).moves()) {
            if (move.isPossible()) {
                List<String> before = List.of("check", "last-backup", "stop-writes", "fence-source");
                assertThat(ids(move.plan()))
                        .as(move.plan().title())
                        .doesNotHaveDuplicates()
                        .containsSubsequence(before)
                        .containsSubsequence("fence-source", "settle", DataMove.POINT_OF_NO_RETURN);
                if (move.way() == Way.STANDBY) {
                    assertThat(ids(move.plan()))
                            .containsSubsequence(
                                    "open-source",
                                    "follow",
                                    "stop-writes",
                                    "last-lsn",
                                    "fence-source",
                                    "promote",
                                    "settle");
                    assertThat(step(move.plan(), "promote").precondition()).contains("fenced");
                    assertThat(step(move.plan(), "fence-source").precondition()).contains("replayed");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theSourceIsDeletedLastAloneAndOnlyWhenAPersonHasConfirmed(Pair<?, ?> pair) {
        for (DataMove move : moved(pair).moves()) {
            if (move.isPossible()) {
                List<Step> steps = move.plan().steps();
                Step last = steps.get(steps.size() - 1);
                assertThat(last.id()).isEqualTo(DataMove.DELETION);
                assertThat(last.what()).startsWith("DELETES DATA");
                assertThat(last.precondition())
                        .contains("a person has confirmed")
                        .contains("first-backup and observe");
                assertThat(last.undo()).startsWith("none");
                assertThat(ids(move.plan()))
                        .containsSubsequence(DataMove.POINT_OF_NO_RETURN, "first-backup", "observe", DataMove.DELETION);
                assertThat(steps.get(0).id()).isEqualTo("check");
                assertThat(steps.subList(0, steps.size() - 1))
                        .noneMatch(one -> one.what().contains("elete"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void everyStepBeforeThePointOfNoReturnCanBeTakenBackAndThatPointIsNamed(Pair<?, ?> pair) {
        for (DataMove move : moved(pair).moves()) {
            if (move.isPossible()) {
                List<String> ids = ids(move.plan());
                int point = ids.indexOf(DataMove.POINT_OF_NO_RETURN);
                assertThat(move.plan().steps().subList(0, point))
                        .allSatisfy(one ->
                                assertThat(one.undo()).as(one.id()).isNotBlank().doesNotStartWith("none"));
                assertThat(step(move.plan(), DataMove.POINT_OF_NO_RETURN).why()).contains("point of no return");
                assertThat(step(move.plan(), DataMove.POINT_OF_NO_RETURN).undo())
                        .startsWith("none without loss");
                assertThat(move.plan().steps()).allSatisfy(one -> {
                    assertThat(one.what()).as(one.id()).isNotBlank().doesNotContain("{");
                    assertThat(one.why()).as(one.id()).isNotBlank();
                    assertThat(one.precondition()).as(one.id()).isNotBlank();
                    assertThat(one.doneWhen()).as(one.id()).isNotBlank();
                    assertThat(one.abortWhen()).as(one.id()).isNotBlank();
                });
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "kubedb, cnpg, PARTLY, NO, YES",
        "kubedb, crunchy, PARTLY, NO, NO",
        "kubedb, kubedb, YES, NO, NO",
        "cnpg, cnpg, YES, YES, YES",
        "cnpg, crunchy, PARTLY, NO, NO",
        "cnpg, kubedb, PARTLY, NO, NO",
        "crunchy, cnpg, YES, NO, YES",
        "crunchy, crunchy, YES, YES, NO",
        "crunchy, kubedb, PARTLY, NO, NO"
    })
    void whatIsPossibleFollowsFromWhatTheOperatorsCan(
            String from, String to, Support standby, Support backup, Support dump) {
        Translation<?> moved = moved(Pairs.of(from, to));
        assertThat(moved.move(Way.STANDBY).possible()).isEqualTo(standby);
        assertThat(moved.move(Way.BACKUP).possible()).isEqualTo(backup);
        assertThat(moved.move(Way.IMPORT).possible()).isEqualTo(dump);
        assertThat(moved.move(Way.DUMP).possible()).isEqualTo(Support.PARTLY);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theManifestsOfTheBeginningAreReadWithoutErrorsAndTheNewClusterFollows(Pair<?, ?> pair) {
        beginnings(pair);
    }

    private static <A extends DialectOptions, B extends DialectOptions> void beginnings(Pair<A, B> pair) {
        Translation<B> moved = moved(pair, ORDERS, Destination.<B>same().named("orders2"));
        for (DataMove move : moved.moves()) {
            if (!move.beginning().isEmpty()) {
                Reading<B> read = pair.to().read(ManifestSet.of(move.beginning()), ReadOptions.ofDefaults());
                assertThat(read.lint(Severity.ERROR))
                        .as("%s %s", pair, move.way())
                        .isEmpty();
                PostgresCluster begun = read.orThrow();
                assertThat(begun.name()).isEqualTo("orders2");
                assertThat(begun.standby().filter(StandbyCluster::isEnabled).isPresent())
                        .isEqualTo(move.way() == Way.STANDBY);
                assertThat(begun.dataSource().isPresent()).isEqualTo(move.way() != Way.STANDBY);
            }
        }
        assertThat(moved.move(Way.STANDBY).beginning()).isNotEmpty();
    }

    @Test
    void anotherMajorVersionLeavesDumps() {
        Pair<?, ?> pair = Pairs.of("crunchy", "cnpg");
        List<DataMove> moves = newer(pair).moves();
        assertThat(moves)
                .filteredOn(DataMove::isPossible)
                .extracting(DataMove::way)
                .containsExactly(Way.IMPORT, Way.DUMP);
        assertThat(moves)
                .filteredOn(move -> move.way() == Way.STANDBY)
                .singleElement()
                .satisfies(move -> assertThat(move.why()).contains("major version"));
    }

    private static <A extends DialectOptions, B extends DialectOptions> Translation<B> newer(Pair<A, B> pair) {
        return moved(pair, ORDERS, Destination.<B>same().onVersion(new PostgresVersion(18, 0)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void whoFollowsAnotherHasNoDataOfItsOwnToMove(Pair<?, ?> pair) {
        PostgresCluster follower = ORDERS.withBackups(Optional.empty())
                .withStandby(StandbyCluster.builder().stream(
                                Connection.builder().host("other").build())
                        .source(new StandbyCluster.Reference("shop", "other"))
                        .build());
        assertThat(pair.reads(follower)).isTrue();
        assertThat(moved(pair, follower).moves()).hasSize(Way.values().length).noneMatch(DataMove::isPossible);
        assertThat(moved(pair, follower).plan()).isEmpty();
    }

    private static <A extends DialectOptions, B extends DialectOptions> Translation<B> moved(
            Pair<A, B> pair, PostgresCluster wish) {
        return moved(pair, wish, Destination.same());
    }

    @Test
    void theSameNameInOneNamespaceIsWarnedOf() {
        Pair<?, ?> pair = Pairs.of("cnpg", "kubedb");
        assertThat(step(moved(pair).plan().orElseThrow(), "check").doneWhen()).contains("both are called orders");
        assertThat(step(renamed(pair).plan().orElseThrow(), "check").doneWhen()).doesNotContain("both are called");
    }

    private static <A extends DialectOptions, B extends DialectOptions> Translation<B> renamed(Pair<A, B> pair) {
        return moved(pair, ORDERS, Destination.<B>same().inNamespace("shop2"));
    }

    @Test
    void aSourceInAnotherKubernetesClusterIsReachedWhereItIsSaid() {
        assertThat(far(Pairs.of("crunchy", "cnpg"))).contains("pg.example.org");
    }

    private static <A extends DialectOptions, B extends DialectOptions> String far(Pair<A, B> pair) {
        Connection there =
                Connection.builder().host("pg.example.org").port(6432).build();
        return moved(pair, ORDERS, Destination.<B>same().reaching(there))
                .move(Way.STANDBY)
                .beginning()
                .toString();
    }

    @Test
    void errorsAreToldAsOne() {
        assertThat(moved(Pairs.of("crunchy", "cnpg")).lint())
                .extracting(Lint::severity)
                .doesNotContain(Severity.ERROR);
        assertThat(moved(Pairs.of("crunchy", "cnpg")).orThrow().manifests()).isNotEmpty();
    }

    @Test
    void aRepositoryThatRestsHoldsNoBackupToMoveBy() {
        assertThat(Judgement.repository(ORDERS)).isPresent();
        assertThat(Judgement.repository(ORDERS.withBackups(ORDERS.backups()
                        .map(backups -> backups.toBuilder().paused(true).build()))))
                .isEmpty();
    }

    @Test
    void aCopyTakesNoBackupsInTheRepositoryItWasCopiedFrom() {
        Backups backups = ORDERS.backups().orElseThrow();
        Repository daily = backups.repositories().get(0).toBuilder()
                .addSchedules(
                        BackupSchedule.builder().schedule(Cron.of("0 1 * * 0")).build())
                .build();
        PostgresCluster scheduled = ORDERS.withBackups(
                backups.toBuilder().repositories(List.of(daily)).build());
        Pair<?, ?> pair = Pairs.of("crunchy", "crunchy");
        Translation<?> moved = moved(pair, scheduled, Destination.same());
        List<ObjectNode> begun = moved.move(Way.BACKUP).beginning();
        assertThat(ManifestWriter.toYaml(moved.manifests())).contains("0 1 * * 0");
        assertThat(begun).isNotEmpty();
        assertThat(begun.get(0).at("/spec/dataSource/pgbackrest/repo").toString())
                .contains("bucket")
                .doesNotContain("schedules");
    }

    @Test
    void aSourceWithCertificatesIsReachedEncrypted() {
        assertThat(imported(ORDERS)).doesNotContain("sslmode");
        assertThat(imported(ORDERS.withTls(Tls.builder()
                        .issuer(new Issuer(Issuer.CERT_MANAGER, "Issuer", "ca"))
                        .build())))
                .contains("sslmode: require");
    }

    private static String imported(PostgresCluster wish) {
        Reading<KubeDbOptions> reading = KubeDb.dialect()
                .read(
                        ManifestSet.of(KubeDb.dialect()
                                .write(wish.withBackups(Optional.empty()).withReplication(Replication.asynchronous()))),
                        ReadOptions.ofDefaults());
        return ManifestWriter.toYaml(Translator.translate(reading, KubeDb.dialect(), CloudNativePg.dialect())
                .move(Way.IMPORT)
                .beginning());
    }
}
