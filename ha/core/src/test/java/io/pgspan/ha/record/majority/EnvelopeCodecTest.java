package io.pgspan.ha.record.majority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeCodecTest {
    private static final Entry ENTRY = new Entry(
            "4@p/1", "3@p/1", "{\"a\": \"ü\"}", new TreeMap<>(Map.of("east", "u1", "north", "", "west", "u3")));

    @Test
    void whatIsWrittenIsRead() {
        Envelope envelope = new Envelope(new Ballot(6, "q/2"), new Ballot(5, "p@1"), ENTRY);
        assertThat(EnvelopeCodec.decode(EnvelopeCodec.encode(envelope))).isEqualTo(envelope);
        assertThat(EnvelopeCodec.decode(EnvelopeCodec.encode(Envelope.BLANK))).isEqualTo(Envelope.BLANK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "{}",
                "{\"formatVersion\":2,\"promised\":\"\",\"accepted\":\"\"}",
                "{\"formatVersion\":1,\"promised\":\"\"}",
                "{\"formatVersion\":1,\"promised\":\"5\",\"accepted\":\"\"}",
                "{\"formatVersion\":1,\"promised\":\"-5@p\",\"accepted\":\"\"}",
                "{\"formatVersion\":1,\"promised\":\"5@p\",\"accepted\":\"5@p\"}",
                "{\"formatVersion\":1,\"promised\":\"5@p\",\"accepted\":\"6@p\",\"version\":\"1@p\",\"previous\":\"\","
                        + "\"record\":\"\",\"stores\":{}}"
            })
    void whatIsNoEnvelopeIsRefused(String text) {
        assertThatThrownBy(() -> EnvelopeCodec.decode(text)).isInstanceOf(PgspanException.class);
    }

    @Test
    void equalNumbersAreOrderedByProposer() {
        assertThat(new Ballot(2, "b")).isGreaterThan(new Ballot(2, "a")).isLessThan(new Ballot(3, "a"));
        assertThat(Ballot.NONE).isLessThan(new Ballot(1, "a"));
    }
}
