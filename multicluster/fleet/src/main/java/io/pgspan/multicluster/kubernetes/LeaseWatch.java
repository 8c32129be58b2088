package io.pgspan.multicluster.kubernetes;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A watch that is opened again whenever it ends, until it is closed. Each opening delivers the present state first, so that what
 * was missed in between becomes a hint too. The wait before reopening doubles from {@link #FIRST_WAIT} to {@link #LONGEST_WAIT}
 * and starts over once a watch has delivered something.
 */
final class LeaseWatch implements AutoCloseable {
    /** How long one attempt to open may take. */
    static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

    static final Duration FIRST_WAIT = Duration.ofMillis(100);
    static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(LeaseWatch.class);

    private final String what;
    private final Function<Watcher<Lease>, Watch> open;
    private final Consumer<String> shown;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private LeaseWatch(String what, Function<Watcher<Lease>, Watch> open, Consumer<String> shown) {
        this.what = what;
        this.open = open;
        this.shown = shown;
        this.thread = new Thread(this::run, "pgspan-record-watch");
        thread.setDaemon(true);
    }

    /** @param shown called with each version that comes; with an empty text at an opening, and for a Lease that is gone */
    static LeaseWatch start(String what, Function<Watcher<Lease>, Watch> open, Consumer<String> shown) {
        LeaseWatch watch = new LeaseWatch(what, open, shown);
        watch.thread.start();
        return watch;
    }

    private void run() {
        Duration wait = FIRST_WAIT;
        try {
            do {
                wait = watchOnce() ? FIRST_WAIT : min(wait.multipliedBy(2), LONGEST_WAIT);
            } while (!closed.await(wait.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Watches until the watch ends; whether it delivered anything. */
    private boolean watchOnce() throws InterruptedException {
        Hints hints = new Hints();
        try {
            Watch watch = open.apply(hints);
            try {
                hints.ended.await();
            } finally {
                watch.close();
            }
        } catch (RuntimeException e) { // whatever it is, the next attempt may fare better
            LOG.debug("{}: watch could not be opened: {}", what, e.getMessage());
        }
        return hints.delivered;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }

    private final class Hints implements Watcher<Lease> {
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile boolean delivered;

        @Override
        public void eventReceived(Action action, Lease lease) {
            boolean known = delivered && action != Action.DELETED;
            delivered = true;
            if (closed.getCount() > 0) {
                shown.accept(known ? lease.getMetadata().getResourceVersion() : "");
            }
        }

        @Override
        public void onClose(WatcherException cause) {
            LOG.debug("{}: watch ended: {}", what, cause.getMessage());
            ended.countDown();
        }

        @Override
        public void onClose() {
            ended.countDown();
        }
    }
}
