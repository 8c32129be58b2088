package io.pgspan.multicluster.kubernetes;

import static io.pgspan.multicluster.kubernetes.RecordStoreContract.FIRST;
import static io.pgspan.multicluster.kubernetes.RecordStoreContract.LIMIT;
import static io.pgspan.multicluster.kubernetes.RecordStoreContract.SECOND;
import static io.pgspan.multicluster.kubernetes.RecordStoreContract.created;
import static io.pgspan.multicluster.kubernetes.RecordStoreContract.fresh;
import static io.pgspan.multicluster.kubernetes.RecordStoreContract.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.RecordStore;
import io.pgspan.ha.record.StoreException;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import io.pgspan.testkit.base.apiserver.ApiRequest;
import io.pgspan.testkit.base.apiserver.ApiServerHttp;
import io.pgspan.testkit.base.apiserver.ApiServerModel;
import io.pgspan.testkit.base.apiserver.DeleteOptions;
import io.pgspan.testkit.base.apiserver.Fault;
import io.pgspan.testkit.base.apiserver.WriteOptions;
import io.pgspan.testkit.base.network.Await;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesRecordStoreTest {
    private static final LeaseServer SERVER = new LeaseServer();
    private static final Duration SHORT = Duration.ofMillis(150);
    /** Long enough for a request to reach the server on a busy machine. */
    private static final Duration ARRIVES = Duration.ofSeconds(1);

    private static final Duration GRACE = Duration.ofMillis(300);

    private final LeaseServer.Place place = SERVER.newPlace();
    private final RecordStore store = place.store();
    private final List<ApiRequest> requests = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void warmUp() {
        SERVER.warmUp();
    }

    @AfterEach
    void heal() {
        SERVER.http.heal();
        place.close();
    }

    @AfterAll
    static void closeServer() {
        SERVER.close();
    }

    private void fault(Fault fault) {
        requests.clear();
        SERVER.http.fault(request -> {
            requests.add(request);
            return Optional.of(fault);
        });
    }

    @Test
    void aCreationWhoseAnswerIsLostIsUnknownAndThere() {
        fault(Fault.lostResponse());
        assertThat(store.create(fresh(), ARRIVES)).isInstanceOf(WriteResult.Unknown.class);
        SERVER.http.heal();
        assertThat(store.read(LIMIT).orElseThrow().record()).isEqualTo(fresh());
    }

    @Test
    void anUpdateWhoseAnswerIsLostIsUnknownAndThere() {
        Versioned first = created(store);
        ClusterRecord taken = first.record().takenBy(FIRST);
        fault(Fault.lostResponse());
        assertThat(store.update(first.version(), taken, ARRIVES)).isInstanceOf(WriteResult.Unknown.class);
        SERVER.http.heal();
        assertThat(store.read(LIMIT).orElseThrow().record()).isEqualTo(taken);
    }

    @Test
    void anUpdateThatNeverArrivedIsUnknownAndNotThere() {
        Versioned first = created(store);
        fault(Fault.partition());
        assertThat(store.update(first.version(), first.record().takenBy(FIRST), ARRIVES))
                .isInstanceOf(WriteResult.Unknown.class);
        SERVER.http.heal();
        assertThat(store.read(LIMIT)).contains(first);
    }

    @Test
    void aReadWithoutAnAnswerFailsAndSaysWhere() {
        created(store);
        fault(Fault.partition());
        assertThatThrownBy(() -> store.read(SHORT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("record in Lease demo/postgres-")
                .hasMessageContaining("no answer within 150 ms");
    }

    @Test
    void noCallOutlivesItsLimit() {
        Versioned first = created(store);
        fault(Fault.latency(Duration.ofSeconds(3)));
        assertThat(fastestMillis(
                        () -> assertThatThrownBy(() -> store.read(SHORT)).isInstanceOf(StoreException.class)))
                .isLessThan(SHORT.plus(GRACE).toMillis());
        assertThat(fastestMillis(() -> assertThat(
                                store.update(first.version(), first.record().takenBy(FIRST), SHORT))
                        .isInstanceOf(WriteResult.Unknown.class)))
                .isLessThan(SHORT.plus(GRACE).toMillis());
    }

    /** The fastest of three: a busy machine slows some calls, a limit that does not hold slows all. */
    private static long fastestMillis(Runnable call) {
        return LongStream.range(0, 3)
                .map(i -> {
                    long start = System.nanoTime();
                    call.run();
                    return Duration.ofNanos(System.nanoTime() - start).toMillis();
                })
                .min()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 422, 429, 500, 503, 504})
    void aRefusedCallIsSentOnceAndItsOutcomeIsUnknown(int code) {
        Versioned first = created(store);
        fault(Fault.refusal(code));
        WriteResult refused = store.update(first.version(), first.record().takenBy(FIRST), LIMIT);
        assertThat(refused).isInstanceOf(WriteResult.Unknown.class);
        assertThat(requests).hasSize(1);
        assertThatThrownBy(() -> store.read(LIMIT)).isInstanceOf(StoreException.class);
        assertThat(requests).hasSize(2);
        SERVER.http.heal();
        assertThat(store.read(LIMIT)).contains(first);
    }

    @Test
    void whetherTheRecordMayBeWrittenIsAskedWithoutWriting() {
        Versioned first = created(store);
        SERVER.http.fault(request -> {
            requests.add(request);
            return Optional.empty();
        });

        assertThat(place.store().refusal(LIMIT)).isEmpty();

        assertThat(requests).extracting(ApiRequest::method).containsExactly("GET", "PUT");
        assertThat(requests.get(1).query().get("dryRun")).asString().contains("All");
        assertThat(store.read(LIMIT)).contains(first);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 422})
    void whoMayReadTheRecordAndNotWriteItIsToldWhy(int code) {
        created(store);
        refuseWrites(code);
        assertThat(place.store().refusal(LIMIT))
                .hasValueSatisfying(why -> assertThat(why).contains("Lease demo/postgres-"));
    }

    @ParameterizedTest
    @ValueSource(ints = {409, 429, 500, 504})
    void aServerThatCantTellNowRefusesNothing(int code) {
        assertThat(place.store().refusal(LIMIT)).as("there is no record").isEmpty();
        created(store);
        refuseWrites(code);
        assertThat(place.store().refusal(LIMIT)).isEmpty();
    }

    private static void refuseWrites(int code) {
        SERVER.http.fault(
                request -> request.method().equals("PUT") ? Optional.of(Fault.refusal(code)) : Optional.empty());
    }

    @Test
    void aServerThatIsGoneIsAnErrorNotAnAbsentRecord() {
        LeaseServer gone = new LeaseServer();
        LeaseServer.Place there = gone.newPlace();
        RecordStore onGone = there.store();
        Versioned first = created(onGone);
        gone.close();
        assertThatThrownBy(() -> onGone.read(LIMIT)).isInstanceOf(StoreException.class);
        assertThat(onGone.update(first.version(), first.record(), LIMIT)).isInstanceOf(WriteResult.Unknown.class);
    }

    @Test
    void aCreationWithoutItsNamespaceIsNoConflict() {
        try (ApiServerHttp bare =
                new ApiServerHttp(ApiServerModel.builder(Clock.systemUTC()).build())) {
            RecordStore nowhere = KubernetesRecordStore.on(bare.client(), "demo", "postgres");
            WriteResult result = nowhere.create(fresh(), LIMIT);
            assertThat(result).isInstanceOf(WriteResult.Unknown.class);
            assertThat(version(result)).contains("namespaces \"demo\" not found");
            nowhere.close();
        }
    }

    @Test
    void aDeletedRecordIsLostAndNotCreatedAgain() {
        Versioned first = created(store);
        SERVER.model.delete(place.path(), DeleteOptions.plain());
        assertThat(store.update(first.version(), first.record().takenBy(FIRST), LIMIT))
                .isEqualTo(new WriteResult.Conflict());
        assertThat(store.read(LIMIT)).isEmpty();
    }

    @Test
    void aRecreatedRecordIsAnotherOne() {
        Versioned first = created(store);
        SERVER.model.delete(place.path(), DeleteOptions.plain());
        Versioned second = created(place.store());
        assertThat(second.version()).isNotEqualTo(first.version());
        assertThat(store.update(first.version(), first.record().takenBy(FIRST), LIMIT))
                .isEqualTo(new WriteResult.Conflict());
        assertThat(store.read(LIMIT)).contains(second);
    }

    @Test
    void readsAskTheQuorumAndUpdatesNameTheirVersion() {
        Versioned first = created(store);
        SERVER.http.fault(request -> {
            requests.add(request);
            return Optional.empty();
        });
        store.read(LIMIT);
        store.update(first.version(), first.record().takenBy(FIRST), LIMIT);
        assertThat(requests).extracting(ApiRequest::method).containsExactly("GET", "PUT");
        assertThat(requests.get(0).query()).doesNotContainKey("resourceVersion");
        assertThat(requests.get(1).body()).contains("\"resourceVersion\":\"" + first.version() + "\"");
    }

    @Test
    void theHolderIsShownInTheLeaseItself() {
        Versioned first = created(store);
        assertThat(place.lease().path("spec").has("holderIdentity")).isFalse();
        ClusterRecord taken = first.record().takenBy(FIRST).released().takenBy(SECOND);
        String version = version(store.update(first.version(), taken, LIMIT));
        assertThat(place.lease().path("spec").path("holderIdentity").asText()).isEqualTo("postgres-1");
        assertThat(place.lease().path("spec").path("leaseTransitions").asInt()).isEqualTo(2);
        store.update(version, taken.released(), LIMIT);
        assertThat(place.lease().path("spec").has("holderIdentity")).isFalse();
    }

    @Test
    void whatOthersPutOnTheLeaseStays() {
        created(store);
        ObjectNode labelled = place.lease();
        ((ObjectNode) labelled.path("metadata").path("labels")).put("team", "payments");
        SERVER.model.update(place.path(), labelled, WriteOptions.by("somebody"));
        Versioned read = store.read(LIMIT).orElseThrow();
        String next = version(store.update(read.version(), read.record().takenBy(FIRST), LIMIT));
        store.update(next, read.record().takenBy(FIRST).released(), LIMIT);
        assertThat(place.lease().path("metadata").path("labels").path("team").asText())
                .isEqualTo("payments");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"not json", "{}", "{\"format\":99,\"epoch\":0,\"sequence\":0,\"timeline\":1,\"confirmations\":0}"
            })
    void aRecordThatCantBeUnderstoodIsAnErrorThatSaysWhy(String text) {
        created(store);
        annotate(text);
        assertThatThrownBy(() -> store.read(LIMIT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Lease demo/postgres-")
                .hasMessageContaining("annotation pgspan.io/cluster-record: cluster record: ");
    }

    @Test
    void aLeaseWithoutARecordIsAnErrorNotAnAbsentRecord() {
        created(store);
        ObjectNode lease = place.lease();
        ((ObjectNode) lease.path("metadata")).remove("annotations");
        SERVER.model.update(place.path(), lease, WriteOptions.by("somebody"));
        assertThatThrownBy(() -> store.read(LIMIT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("has no annotation pgspan.io/cluster-record");
    }

    private void annotate(String text) {
        ObjectNode lease = place.lease();
        ((ObjectNode) lease.path("metadata").path("annotations")).put("pgspan.io/cluster-record", text);
        SERVER.model.update(place.path(), lease, WriteOptions.by("somebody"));
    }

    @Test
    void aWatchThatEndsIsOpenedAgainAndHintsAtWhatWasMissed() throws Exception {
        Versioned first = created(store);
        AtomicInteger hints = new AtomicInteger();
        AutoCloseable watch = store.watch(hints::incrementAndGet);
        try {
            Await.until("the watch is open", LIMIT, () -> hints.get() > 0);
            fault(Fault.refusal(503));
            SERVER.http.dropWatches();
            Await.until("the watch is tried again", LIMIT, () -> requests.size() > 2);
            SERVER.http.heal();
            int before = hints.get();
            store.update(first.version(), first.record().takenBy(FIRST), LIMIT);
            Await.until("a hint after all", Duration.ofSeconds(60), () -> hints.get() > before);
        } finally {
            watch.close();
        }
    }

    @Test
    void aWatchThatIsRefusedWaitsLongerEachTime() throws Exception {
        fault(Fault.refusal(403));
        AutoCloseable watch = store.watch(() -> {});
        try {
            Await.until("three attempts", LIMIT, () -> requests.size() >= 3);
            assertThat(requests).hasSizeLessThan(20);
        } finally {
            watch.close();
        }
    }

    @Test
    void aClosedStoreAnswersNothingAndLeavesTheClientOpen() {
        Versioned first = created(store);
        store.close();
        assertThatThrownBy(() -> store.read(LIMIT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
        assertThat(place.store().read(LIMIT)).contains(first);
    }

    @Test
    void anInterruptedCallerIsLetGoAndStaysInterrupted() {
        created(store);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> store.read(LIMIT)).isInstanceOf(StoreException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
