package io.pgspan.testkit.base.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One direction of one connection: reads at most {@link #BUFFER_MAX} bytes ahead of what the sink took, so that back pressure
 * reaches the sender as it would without a proxy. Order is kept; an end of stream travels behind the bytes before it.
 */
final class Pipe {
    /** How many bytes wait here at most; also what can be under way on a slow link. */
    static final int BUFFER_MAX = 256 * 1024;

    private final ProxyLoop loop;
    private final Lane lane;
    private final SocketChannel source;
    private final SocketChannel sink;
    private final Runnable onWake;
    private final Deque<Chunk> queue = new ArrayDeque<>();
    private int queuedBytes;
    private long lastDue;
    private long wakeDue;
    private boolean wakePending;
    private boolean ended;
    private boolean finished;
    private boolean holed;
    private boolean sinkFull;

    /** Bytes that may leave at {@code dueNanos}; none at all means the end of the stream. */
    private record Chunk(ByteBuffer bytes, long dueNanos) {
        boolean isEnd() {
            return bytes.capacity() == 0;
        }
    }

    Pipe(ProxyLoop loop, Lane lane, SocketChannel source, SocketChannel sink, Runnable onWake) {
        this.loop = loop;
        this.lane = lane;
        this.source = source;
        this.sink = sink;
        this.onWake = onWake;
        this.lastDue = System.nanoTime();
    }

    Lane lane() {
        return lane;
    }

    /** Whether the end of the stream was delivered. */
    boolean finished() {
        return finished;
    }

    /** Whether bytes vanished, so that the stream must not go on. */
    boolean holed() {
        return holed;
    }

    boolean wantsRead() {
        return !ended && (lane.loses() || (lane.flows() && queuedBytes < BUFFER_MAX));
    }

    boolean wantsWrite() {
        return lane.flows() && sinkFull;
    }

    /** Takes what the source sent. Fails when the source is dead. */
    void read() throws IOException {
        ByteBuffer scratch = loop.scratch();
        int count = source.read(scratch);
        if (count == 0) {
            return;
        }
        scratch.flip();
        ended = count < 0;
        if (lane.loses() && !ended) {
            drop(count);
            return;
        }
        long now = System.nanoTime();
        long due = lane.dueNanos(now);
        lastDue = due - lastDue < 0 ? lastDue : due;
        ByteBuffer bytes = ByteBuffer.allocate(Math.max(0, count)).put(scratch).flip();
        queue.add(new Chunk(bytes, lastDue));
        queuedBytes += bytes.remaining();
    }

    /** What is here when the link begins to lose bytes is lost as well. */
    void dropQueued() {
        if (queuedBytes > 0) {
            drop(queuedBytes);
            queuedBytes = 0;
            queue.removeIf(chunk -> !chunk.isEnd());
        }
        sinkFull = false;
    }

    private void drop(int count) {
        holed = true;
        lane.dropped(count);
    }

    /** Gives the sink what may leave now. Fails when the sink is dead. */
    void write() throws IOException {
        sinkFull = false;
        while (lane.flows() && !queue.isEmpty()) {
            Chunk head = queue.getFirst();
            long now = System.nanoTime();
            if (head.dueNanos() - now > 0) {
                wakeAt(head.dueNanos());
                return;
            }
            if (head.isEnd()) {
                queue.removeFirst();
                finished = true;
                sink.shutdownOutput();
            } else if (!send(head, now)) {
                return;
            }
        }
    }

    private boolean send(Chunk chunk, long now) throws IOException {
        ByteBuffer bytes = chunk.bytes();
        int wanted = bytes.remaining();
        int allowed = lane.allowed(wanted, now);
        if (allowed == 0) {
            wakeAt(lane.allowedAtNanos(wanted, now));
            return false;
        }
        ByteBuffer part = bytes.slice(bytes.position(), allowed);
        int sent = sink.write(part);
        bytes.position(bytes.position() + sent);
        queuedBytes -= sent;
        lane.delivered(sent);
        if (!bytes.hasRemaining()) {
            queue.removeFirst();
        }
        sinkFull = sent < allowed;
        return !sinkFull;
    }

    /** What is under way arrives now, and nothing later waits for it. */
    void expedite() {
        lastDue = System.nanoTime();
        for (int left = queue.size(); left > 0; left--) {
            queue.add(new Chunk(queue.removeFirst().bytes(), lastDue));
        }
    }

    private void wakeAt(long dueNanos) {
        if (!wakePending || dueNanos - wakeDue < 0) {
            wakePending = true;
            wakeDue = dueNanos;
            loop.at(dueNanos, this::woken);
        }
    }

    private void woken() {
        wakePending = false;
        onWake.run();
    }
}
