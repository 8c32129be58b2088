package io.pgspan.multicluster.kubernetes;

import static io.pgspan.multicluster.kubernetes.RecordStoreContract.FIRST;
import static io.pgspan.multicluster.kubernetes.RecordStoreContract.LIMIT;
import static io.pgspan.multicluster.kubernetes.RecordStoreContract.fresh;
import static io.pgspan.multicluster.kubernetes.RecordStoreContract.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.agent.store.MajorityRecordStore;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.StoreException;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import io.pgspan.ha.record.majority.Answer;
import io.pgspan.ha.record.majority.Envelope;
import io.pgspan.testkit.base.apiserver.DeleteOptions;
import io.pgspan.testkit.base.apiserver.Fault;
import io.pgspan.testkit.base.apiserver.WriteOptions;
import io.pgspan.testkit.base.network.Await;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KubernetesMajorityTest {
    private static final LeaseServers SERVERS = new LeaseServers();
    private static final ClusterRecord TAKEN = fresh().takenBy(FIRST);

    private final LeaseServers.Places places = SERVERS.newPlaces();
    private final MajorityRecordStore store = places.store("postgres-0");
    private final MajorityRecordStore other = places.store("postgres-1");
    private String first = "";

    @BeforeAll
    static void warmUp() {
        SERVERS.warmUp();
    }

    @BeforeEach
    void create() {
        first = version(store.create(fresh(), LIMIT));
        everywhere("postgres-2");
    }

    @AfterEach
    void heal() {
        LeaseServers.NAMES.forEach(name -> SERVERS.server(name).http.heal());
        places.close();
    }

    @AfterAll
    static void closeServers() {
        SERVERS.close();
    }

    /** The slowest server gets a write after its writer went on. */
    private void everywhere(String text) {
        LeaseServers.NAMES.forEach(name -> Await.until(
                text + " on " + name,
                Duration.ofSeconds(10),
                () -> places.at(name).lease().toString().contains(text)));
    }

    private static void breakOff(String server, Fault fault) {
        SERVERS.server(server).http.fault(request -> Optional.of(fault));
    }

    private void delete(String server) {
        SERVERS.server(server).model.delete(places.at(server).path(), DeleteOptions.plain());
    }

    @Test
    void eachServerSaysWhetherItWouldTakeAWrite() {
        String one = LeaseServers.NAMES.get(0);
        String before = places.at(one).lease().toString();
        try (KubernetesAcceptor acceptor = places.at(one).acceptor()) {
            assertThat(acceptor.refusal(LIMIT)).isEmpty();
            SERVERS.server(one)
                    .http
                    .fault(request ->
                            request.method().equals("PUT") ? Optional.of(Fault.refusal(403)) : Optional.empty());
            assertThat(acceptor.refusal(LIMIT)).isPresent();
        }
        assertThat(places.at(one).lease()).hasToString(before);
    }

    @Test
    void aRenewalIsOnePutToEachServer() {
        String second = version(store.update(first, TAKEN, LIMIT));
        everywhere("start-1");
        List<String> requests = new CopyOnWriteArrayList<>();
        LeaseServers.NAMES.forEach(name -> SERVERS.server(name).http.fault(request -> {
            requests.add(name + " " + request.method());
            return Optional.empty();
        }));
        version(store.update(second, TAKEN.released(), LIMIT));
        Await.until("all requests", Duration.ofSeconds(60), () -> requests.size() >= 3);
        assertThat(requests).containsExactlyInAnyOrder("east PUT", "north PUT", "west PUT");
    }

    @Test
    void oneServerLostInAnyWayIsSurvived() {
        String version = first;
        ClusterRecord record = fresh();
        for (Fault fault : List.of(
                Fault.refusal(503),
                Fault.partition(),
                Fault.lostResponse(),
                Fault.refusal(403),
                Fault.latency(Duration.ofSeconds(2)),
                Fault.refusal(429))) {
            breakOff("north", fault);
            record = record.takenBy(FIRST);
            version = version(store.update(version, record, LIMIT));
            assertThat(other.read(LIMIT)).contains(new Versioned(version, record));
            SERVERS.server("north").http.heal();
        }
    }

    @Test
    void aWriteWhoseAnswersAreAllLostIsUnknownAndThere() {
        String second = version(store.update(first, TAKEN, LIMIT));
        everywhere("start-1");
        LeaseServers.NAMES.forEach(name -> breakOff(name, Fault.lostResponse()));
        assertThat(store.update(second, TAKEN.released(), Duration.ofSeconds(1)))
                .isInstanceOf(WriteResult.Unknown.class);
        LeaseServers.NAMES.forEach(name -> SERVERS.server(name).http.heal());
        assertThat(other.read(LIMIT).orElseThrow().record()).isEqualTo(TAKEN.released());
    }

    @Test
    void aServerThatMissedAWriteNeverMakesAReadGoBack() {
        breakOff("north", Fault.refusal(503));
        String second = version(store.update(first, TAKEN, LIMIT));
        Await.until(
                "west has it", LIMIT, () -> places.at("west").lease().toString().contains("start-1"));
        store.close();
        SERVERS.server("north").http.heal();
        breakOff("east", Fault.refusal(503));
        assertThat(places.at("north").lease().toString()).doesNotContain("start-1");
        assertThat(other.read(LIMIT)).contains(new Versioned(second, TAKEN));
        breakOff("west", Fault.refusal(503));
        SERVERS.server("east").http.heal();
        assertThat(other.read(LIMIT)).as("the reader wrote it to north").contains(new Versioned(second, TAKEN));
    }

    @Test
    void withTwoServersLostNothingIsSaidAndAWriteIsUnknown() {
        breakOff("north", Fault.refusal(503));
        breakOff("west", Fault.refusal(503));
        assertThatThrownBy(() -> store.read(LIMIT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("north: ")
                .hasMessageContaining("west: ");
        assertThat(store.update(first, TAKEN, LIMIT)).isInstanceOf(WriteResult.Unknown.class);
        SERVERS.server("west").http.heal();
        assertThat(other.read(LIMIT)).contains(new Versioned(first, fresh()));
    }

    @Test
    void aDeletedLeaseStaysDeletedUntilConsent() {
        delete("west");
        String second = version(store.update(first, TAKEN, LIMIT));
        Await.until("the loss is noticed", Duration.ofSeconds(60), () -> {
            store.read(LIMIT);
            return store.withoutVote().containsKey("west");
        });
        assertThat(SERVERS.server("west").model.find(places.at("west").path())).isEmpty();
        breakOff("north", Fault.refusal(503));
        assertThatThrownBy(() -> other.read(LIMIT)).hasMessageContaining("west: its object is gone");

        SERVERS.server("north").http.heal();
        store.consent("west", LIMIT);
        breakOff("north", Fault.refusal(503));
        assertThat(other.read(LIMIT)).contains(new Versioned(second, TAKEN));
    }

    @Test
    void aLeaseMadeAgainFromACopyHasNoVote() {
        ObjectNode copy = places.at("west").lease().deepCopy();
        delete("west");
        ((ObjectNode) copy.path("metadata")).remove(List.of("uid", "resourceVersion"));
        SERVERS.server("west").model.create(places.at("west").collection(), copy, WriteOptions.by("kubectl"));
        breakOff("north", Fault.refusal(503));
        assertThatThrownBy(() -> store.read(LIMIT)).hasMessageContaining("is not the one that votes");
    }

    @Test
    void aLeaseOfARecordOnOneServerIsNoVote() {
        LeaseServer.Place place = SERVERS.server("east").newPlace();
        place.store().create(fresh(), LIMIT);
        assertThat(place.acceptor().read(LIMIT))
                .isInstanceOfSatisfying(
                        Answer.Unknown.class,
                        unknown -> assertThat(unknown.why()).contains("has no annotation " + RecordLease.ENVELOPE));
        assertThatThrownBy(() -> places.at("east").store().read(LIMIT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("has no annotation " + RecordLease.ANNOTATION);
        assertThat(place.acceptor().create(Envelope.BLANK, LIMIT)).isEqualTo(new Answer.Conflict());
    }

    @Test
    void kubectlShowsTheHolder() {
        version(store.update(first, TAKEN, LIMIT));
        everywhere("start-1");
        assertThat(places.at("north").lease().at("/spec/holderIdentity").asText())
                .isEqualTo(FIRST.member());
    }
}
