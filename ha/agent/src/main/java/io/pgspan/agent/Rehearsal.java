package io.pgspan.agent;

import io.pgspan.agent.audit.AuditTrail;
import io.pgspan.ha.HaInput;
import io.pgspan.ha.HaState;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does once, in a young agent's calm, what it will have to do in the midst of its first failover and a JVM is slow at the first time. Nothing
 * comes of it, and nothing waits for it. Costs some 0.1 s of processor time, once.
 */
final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

    /** The start of a member has had its time by then. */
    private static final Duration BEGIN = Duration.ofSeconds(4);

    private Rehearsal() {}

    /** Starts a thread that ends by itself. */
    static void start(AuditTrail trail, Supplier<HaState> state, LocalClock clock) {
        Thread thread = new Thread(() -> run(trail, state, clock), "pgspan-rehearsal");
        thread.setDaemon(true);
        thread.start();
    }

    private static void run(AuditTrail trail, Supplier<HaState> state, LocalClock clock) {
        try {
            TimeUnit.NANOSECONDS.sleep(BEGIN.toNanos());
            int length = trail.rehearse(state.get(), new HaInput.Tick(clock.now()));
            LOG.debug("an audit record has {} characters", length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
