package io.pgspan.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pgspan.agent.AgentException;
import io.pgspan.model.text.Redacted;
import io.pgspan.model.wal.Lsn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValueCodecTest {

    sealed interface Shape {
        record Circle(double radius) implements Shape {}

        record Nothing() implements Shape {}
    }

    enum Colour {
        RED,
        BLUE
    }

    record Everything(
            boolean yes,
            int small,
            long large,
            @Nullable Long boxed,
            String text,
            Colour colour,
            Duration duration,
            Instant instant,
            Lsn lsn,
            Shape shape,
            @Nullable Shape none,
            Optional<String> present,
            Optional<String> absent,
            List<Shape> list,
            Set<Integer> set,
            Map<String, List<Shape>> map,
            Map<Colour, Integer> counts) {}

    record Holding(Object what) {}

    record Optionals(
            Optional<String> a,
            Map<String, String> b,
            List<String> c,
            int d,
            @Nullable String e) {}

    private static final Everything EVERYTHING = new Everything(
            true,
            -3,
            Long.MIN_VALUE,
            null,
            "a \"b\" \u2603",
            Colour.BLUE,
            Duration.ofMillis(1_500),
            Instant.parse("2026-03-01T12:00:00.123456789Z"),
            new Lsn(-2),
            new Shape.Circle(0.1),
            null,
            Optional.of("x"),
            Optional.empty(),
            List.of(new Shape.Nothing(), new Shape.Circle(2)),
            Set.of(3, 1, 2),
            Map.of("b", List.of(), "a", List.of(new Shape.Nothing())),
            Map.of(Colour.RED, 1));

    private static <T> T read(String text, Class<T> type) throws JsonProcessingException {
        return new ValueReader().read(new ObjectMapper().readTree(text), type);
    }

    @Test
    void everyKindOfValueIsReadBackFromItsText() throws Exception {
        String text = ValueCodec.encode(EVERYTHING).toString();
        assertThat(read(text, Everything.class)).isEqualTo(EVERYTHING);
        assertThat(text)
                .contains("\"lsn\":\"FFFFFFFF/FFFFFFFE\"")
                .contains("\"shape\":{\"@type\":\"Circle\",\"radius\":0.1}")
                .contains("\"set\":[1,2,3]")
                .contains("\"map\":{\"a\":[{\"@type\":\"Nothing\"}],\"b\":[]}");
    }

    @Test
    void aSecretIsNeverWrittenDown() {
        assertThatThrownBy(() -> ValueCodec.encode(new Holding(Redacted.of("s3cret"))))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining(".what")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void whatIsNestedWithoutEndIsRefused() {
        Object nested = "x";
        for (int i = 0; i < 100; i++) {
            nested = new Holding(nested);
        }
        Object deep = nested;
        assertThatThrownBy(() -> ValueCodec.encode(deep)).hasMessageContaining("nested more than");
    }

    @Test
    void whatIsMissingIsEmptyOrZero() throws Exception {
        assertThat(read("{}", Optionals.class))
                .isEqualTo(new Optionals(Optional.empty(), Map.of(), List.of(), 0, null));
    }

    @Test
    void whatIsMalformedIsToldWithItsPlace() {
        assertThatThrownBy(() -> read("{\"lsn\":\"x\"}", Everything.class)).hasMessageContaining(".lsn");
        assertThatThrownBy(() -> read("{\"colour\":\"GREEN\"}", Everything.class))
                .hasMessageContaining(".colour");
        assertThatThrownBy(() -> read("{\"shape\":{\"@type\":\"Square\"}}", Everything.class))
                .hasMessageContaining("no Shape called 'Square'");
        assertThatThrownBy(() -> read("{\"duration\":\"soon\"}", Everything.class))
                .hasMessageContaining(".duration");
        assertThatThrownBy(() -> read("null", Everything.class)).isInstanceOf(AgentException.class);
    }
}
