package io.pgspan.ha.record.majority;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One API server's object: versions, uids, compare-and-swap; it can be out of reach, and its object can be lost. */
final class StoreModel {
    final String name;
    private final Consumer<Envelope> applied;
    private @Nullable Envelope envelope;
    private String uid = "";
    private long version;
    private int objects;
    boolean up = true;

    StoreModel(String name, Consumer<Envelope> applied) {
        this.name = name;
        this.applied = applied;
    }

    @Nullable
    Envelope envelope() {
        return envelope;
    }

    String uid() {
        return uid;
    }

    Answer handle(Request request) {
        if (!up) {
            return new Answer.Unknown("connection refused");
        }
        return request.match(read -> read(), create -> create(create.envelope()), this::update);
    }

    private Answer read() {
        return envelope == null ? new Answer.Absent() : new Answer.Found(Long.toString(version), uid, envelope);
    }

    private Answer create(Envelope first) {
        if (envelope != null) {
            return new Answer.Conflict();
        }
        uid = name + "-" + ++objects;
        return write(first);
    }

    private Answer update(Request.Update update) {
        return envelope == null || !update.version().equals(Long.toString(version))
                ? new Answer.Conflict()
                : write(update.envelope());
    }

    private Answer write(Envelope next) {
        envelope = next;
        version++;
        applied.accept(next);
        return new Answer.Written(Long.toString(version), uid);
    }

    /** The object is deleted. */
    void lose() {
        envelope = null;
        version++;
    }

    /** The same object comes back as it once was. */
    void restore(Envelope once) {
        envelope = once;
        version++;
    }

    /** Somebody puts another object in its place. */
    void replace(Envelope with) {
        uid = name + "-" + ++objects;
        envelope = with;
        version++;
    }
}
