package io.pgspan.agent.store;

import io.pgspan.ha.record.majority.Acceptor;
import io.pgspan.ha.record.majority.Answer;
import io.pgspan.ha.record.majority.Envelope;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A store that can be made to hang: its calls come back at their limit, or when it is let go. */
final class HangingAcceptor implements Acceptor {
    private final Acceptor store;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    HangingAcceptor(Acceptor store) {
        this.store = store;
    }

    void hang() {
        gate = new CountDownLatch(1);
    }

    void letGo() {
        gate.countDown();
    }

    private Answer late(Duration limit, Supplier<Answer> call) {
        try {
            return gate.await(limit.toNanos(), TimeUnit.NANOSECONDS)
                    ? call.get()
                    : new Answer.Unknown("no answer within " + limit.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Unknown("interrupted");
        }
    }

    @Override
    public Answer read(Duration limit) {
        return late(limit, () -> store.read(limit));
    }

    @Override
    public Answer create(Envelope envelope, Duration limit) {
        return late(limit, () -> store.create(envelope, limit));
    }

    @Override
    public Answer update(String version, Envelope envelope, Duration limit) {
        return late(limit, () -> store.update(version, envelope, limit));
    }

    @Override
    public AutoCloseable watch(Runnable mayHaveChanged) {
        return store.watch(mayHaveChanged);
    }

    @Override
    public void close() {
        store.close();
    }
}
