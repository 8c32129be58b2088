package io.pgspan.multicluster.agent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the log say, soon after the start and every {@link #PERIOD}, that this member may not write the record: it could never lead, and
 * without this nobody would know before it has to. What a take-over sends has been sent once by then, so that the program needn't load it
 * while clients wait. Nothing is written.
 */
final class WriteCheck {
    static final Duration PERIOD = Duration.ofMinutes(10);
    private static final Logger LOG = LoggerFactory.getLogger(WriteCheck.class);

    private WriteCheck() {}

    /**
     * Starts a thread that ends with the program.
     *
     * @param refusals why the record's servers would not take a write, asked anew
     * @param begin how long the start of the member is left alone
     */
    static void start(String member, Duration begin, Supplier<List<String>> refusals) {
        Thread thread = new Thread(() -> run(member, begin, refusals), "pgspan-write-check");
        thread.setDaemon(true);
        thread.start();
    }

    private static void run(String member, Duration begin, Supplier<List<String>> refusals) {
        Duration rest = begin;
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(rest.toNanos());
                for (String refusal : refusals.get()) {
                    LOG.warn("{} may not write the record and can't lead: {}", member, refusal);
                }
                rest = PERIOD;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
