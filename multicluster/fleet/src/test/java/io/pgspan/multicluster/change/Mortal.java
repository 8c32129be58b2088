package io.pgspan.multicluster.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.multicluster.execution.Journal;
import io.pgspan.operators.change.ObjectKey;
import java.util.Map;
import java.util.Optional;

/** A program that dies at a call, before or after it has had its effect. */
final class Mortal implements ClusterObjects, Journal {
    private final ClusterObjects objects;
    private final Journal journal;
    private final int dies;
    private int calls;

    /** The end. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    Mortal(ClusterObjects objects, Journal journal, int dies) {
        this.objects = objects;
        this.journal = journal;
        this.dies = dies;
    }

    int calls() {
        return calls;
    }

    private void call() {
        if (++calls == dies) {
            throw new Death();
        }
    }

    @Override
    public Optional<ObjectNode> read(ObjectKey key) {
        call();
        return objects.read(key);
    }

    @Override
    public boolean create(ObjectNode object) {
        call();
        boolean created = objects.create(object);
        call();
        return created;
    }

    @Override
    public void patch(ObjectKey key, ObjectNode patch) {
        call();
        objects.patch(key, patch);
        call();
    }

    @Override
    public void apply(ObjectNode object) {
        call();
        objects.apply(object);
        call();
    }

    @Override
    public void delete(ObjectKey key) {
        call();
        objects.delete(key);
        call();
    }

    @Override
    public Page read(String plan) {
        call();
        return journal.read(plan);
    }

    @Override
    public Page write(String plan, Page read, Map<String, Mark> marks) {
        call();
        Page written = journal.write(plan, read, marks);
        call();
        return written;
    }
}
