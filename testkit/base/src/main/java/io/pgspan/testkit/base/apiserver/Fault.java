package io.pgspan.testkit.base.apiserver;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** What goes wrong with a request on its way to the API server or back. */
public sealed interface Fault {
    /** The request is carried out, the answer comes late. A watch is opened as usual. */
    record Latency(Duration delay) implements Fault {}

    /** The request is refused with this HTTP code, such as 429, 500 or 503, and not carried out. */
    record Refusal(int code) implements Fault {}

    /** The request is carried out and its answer is lost: the client sees its own timeout. A watch opens but stays silent. */
    record LostResponse() implements Fault {}

    /** Nothing arrives: not carried out, no answer; open watches fall silent and catch up once the fault is gone. */
    record Partition() implements Fault {}

    /** Late by {@code delay}. */
    static Fault latency(Duration delay) {
        return new Latency(delay);
    }

    /** Refused with {@code code}. */
    static Fault refusal(int code) {
        return new Refusal(code);
    }

    /** Carried out, answer lost. */
    static Fault lostResponse() {
        return new LostResponse();
    }

    /** Not carried out, no answer. */
    static Fault partition() {
        return new Partition();
    }

    /** One function per fault; the compiler asks for each. */
    default <T> T match(
            Function<Latency, T> latency,
            Function<Refusal, T> refusal,
            Supplier<T> lostResponse,
            Supplier<T> partition) {
        if (this instanceof Latency late) {
            return latency.apply(late);
        }
        if (this instanceof Refusal refused) {
            return refusal.apply(refused);
        }
        return this instanceof LostResponse ? lostResponse.get() : partition.get();
    }
}
