package io.pgspan.ha.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.ha.sync.SyncGuarantee;
import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCodecTest {
    private static final ClusterRecord RECORD = ClusterRecord.uninitialised(List.of("a", "b"), 1);

    @Property
    void readsBackWhatItWrote(@ForAll("records") ClusterRecord record) {
        assertThat(RecordCodec.decode(RecordCodec.encode(record))).isEqualTo(record);
    }

    @Test
    void refusesANewerFormat() {
        String newer = RecordCodec.encode(RECORD).replace("\"format\":2", "\"format\":3");
        assertThatThrownBy(() -> RecordCodec.decode(newer))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("format 3 is newer than 2")
                .hasMessageContaining("update the agent");
    }

    @Test
    void ignoresAFieldItDoesNotKnow() {
        assertThat(RecordCodec.decode(RecordCodec.encode(RECORD).replace("{\"format\"", "{\"note\":[1],\"format\"")))
                .isEqualTo(RECORD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "null", "{}", "{\"format\":\"1\"}", "{\"format\":1.5}", "{\"format\":1,\"epoch\":1"})
    void refusesWhatIsNoRecord(String text) {
        assertThatThrownBy(() -> RecordCodec.decode(text))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("cluster record");
    }

    @Test
    void refusesAnEpochBeyondItsRange() {
        String text = RecordCodec.encode(RECORD).replace("\"epoch\":0", "\"epoch\":18446744073709551617");
        assertThatThrownBy(() -> RecordCodec.decode(text)).isInstanceOf(PgspanException.class);
    }

    @Provide
    Arbitrary<ClusterRecord> records() {
        Arbitrary<String> names = Arbitraries.strings().ofMaxLength(12);
        Arbitrary<Holder> holders =
                Combinators.combine(names, names, names).as(Holder::new).injectNull(0.3);
        Arbitrary<TimelineHistory> histories = Arbitraries.integers()
                .between(1, 40)
                .set()
                .ofMinSize(1)
                .ofMaxSize(5)
                .flatMap(lines -> Arbitraries.longs()
                        .list()
                        .ofSize(lines.size())
                        .map(ends -> history(lines.stream().sorted().toList(), ends)));
        Arbitrary<Lease> leases = Combinators.combine(
                        Arbitraries.longs().greaterOrEqual(0), Arbitraries.longs(), holders, holders)
                .as(Lease::new);
        Arbitrary<Database> databases = Combinators.combine(
                        names, histories, Arbitraries.longs().map(Lsn::new))
                .as(Database::new);
        Arbitrary<SyncGuarantee> guarantees = Arbitraries.of(
                SyncGuarantee.asynchronous(),
                SyncGuarantee.alone(),
                SyncGuarantee.of(1, List.of("a", "b")),
                SyncGuarantee.of(2, List.of("a", "b", "c")));
        Arbitrary<Request> requests = Combinators.combine(
                        names,
                        Arbitraries.of(Request.Kind.values()),
                        names.injectNull(0.3),
                        Arbitraries.longs()
                                .greaterOrEqual(0)
                                .map(FailoverConsent::new)
                                .injectNull(0.3),
                        Arbitraries.of(Request.Phase.values()))
                .as(Request::new);
        Arbitrary<Outcome> outcomes =
                Combinators.combine(names, Arbitraries.of(true, false), names).as(Outcome::new);
        return Combinators.combine(
                        Arbitraries.longs().greaterOrEqual(0),
                        leases,
                        databases,
                        guarantees,
                        Arbitraries.of(Pause.values()),
                        requests.injectNull(0.3),
                        outcomes.injectNull(0.3),
                        names.list().ofMaxSize(5))
                .as((sequence, lease, database, guarantee, pause, request, outcome, members) -> new ClusterRecord(
                        ClusterRecord.FORMAT, sequence, lease, database, guarantee, pause, request, outcome, members));
    }

    @Test
    void anOlderAgentReadsTheOlderFormatAndKnowsNothingElse() {
        ClusterRecord held = ClusterRecord.uninitialised(List.of("a", "b", "c"), 1)
                .takenBy(new Holder("a", "pod", "1"))
                .inFormat(1);
        String text = RecordCodec.encode(held);
        assertThat(text)
                .contains("\"confirmations\":1")
                .doesNotContain("guarantee")
                .doesNotContain("pause");
        assertThat(RecordCodec.decode(text).guarantee()).isEqualTo(SyncGuarantee.of(1, List.of("b", "c")));
    }

    private static TimelineHistory history(List<Integer> lines, List<Long> ends) {
        List<TimelineHistory.Switch> switches = new ArrayList<>();
        for (int i = 0; i < lines.size() - 1; i++) {
            switches.add(new TimelineHistory.Switch(lines.get(i), new Lsn(ends.get(i))));
        }
        return new TimelineHistory(lines.get(lines.size() - 1), switches);
    }
}
