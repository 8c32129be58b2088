package io.pgspan.testkit.simulation;

import io.pgspan.ha.record.majority.Answer;
import io.pgspan.ha.record.majority.Envelope;
import io.pgspan.ha.record.majority.Request;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One of several API servers: an object with a uid and a version, replaced by compare-and-swap. The object can be deleted, or deleted and
 * made anew by a stranger: then it has another uid, and no vote until an operator consents.
 */
final class SimAcceptor implements ApiObject {
    /** Hears of every change. */
    interface Listener {
        void changed(SimAcceptor acceptor, Envelope now);
    }

    private record Past(long replacedAt, Answer.Found seen) {}

    private static final int PAST_MAX = 64;

    private final World world;
    private final int index;
    private final String name;
    private final Listener listener;
    private final Deque<Past> past = new ArrayDeque<>();
    private Answer.@Nullable Found held;
    private String uid = "";
    private long version;
    private int objects;
    private long missingUntil;
    private long lastAbsent = -1;

    SimAcceptor(World world, int index, Listener listener) {
        this.world = world;
        this.index = index;
        this.name = name(index);
        this.listener = listener;
        this.uid = name + "-1";
        this.objects = 1;
    }

    int index() {
        return index;
    }

    String name() {
        return name;
    }

    static String name(int index) {
        return "api-" + index;
    }

    /** The uid of its object, or of the last it had. */
    String uid() {
        return uid;
    }

    boolean there() {
        return held != null && world.now() >= missingUntil;
    }

    /** When it last had no object that held a record; -1 when it always had one. */
    long lastAbsent() {
        return there() && held != null && held.envelope().held() != null ? lastAbsent : world.now();
    }

    /** The first object. */
    void found(Envelope first) {
        put(first);
    }

    @Override
    public void missing(long until) {
        missingUntil = Math.max(missingUntil, until);
        lastAbsent = missingUntil;
    }

    @Override
    public void touched() {
        if (held != null) {
            replace(held.envelope());
        }
    }

    void comesBack() {
        missingUntil = 0;
    }

    /** The object is deleted. */
    void lost() {
        held = null;
        past.clear();
        lastAbsent = world.now();
    }

    /** Somebody deletes the object and makes another one that holds this. */
    void replaced(Envelope by) {
        lost();
        uid = name() + "-" + ++objects;
        replace(by);
    }

    /** What it holds; null when there is no object. */
    @Nullable
    Envelope envelope() {
        return held == null ? null : held.envelope();
    }

    /** A read, of what there was some time ago. */
    Answer read(long age) {
        Answer.Found now = held;
        if (now == null || !there()) {
            return new Answer.Absent();
        }
        if (age > 0) {
            for (Past old : past) {
                if (old.replacedAt() > world.now() - age) {
                    return old.seen();
                }
            }
        }
        return now;
    }

    Answer apply(Request request) {
        return request.match(read -> read(0), this::create, this::update);
    }

    private Answer create(Request.Create create) {
        if (held != null) {
            return new Answer.Conflict();
        }
        uid = name() + "-" + ++objects;
        return replace(create.envelope());
    }

    private Answer update(Request.Update update) {
        Answer.Found now = held;
        return now == null || !there() || !now.version().equals(update.version())
                ? new Answer.Conflict()
                : replace(update.envelope());
    }

    private Answer replace(Envelope next) {
        Answer.Found before = held;
        if (before != null) {
            if (past.size() == PAST_MAX) {
                past.removeFirst();
            }
            past.addLast(new Past(world.now(), before));
        }
        Answer.Found now = put(next);
        listener.changed(this, next);
        return new Answer.Written(now.version(), uid);
    }

    private Answer.Found put(Envelope next) {
        Answer.Found now = new Answer.Found(Long.toString(++version), uid, next);
        held = now;
        return now;
    }

    @Override
    public String toString() {
        return name;
    }
}
