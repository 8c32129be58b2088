package io.pgspan.operators.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** What is done in a step. Doing it a second time changes nothing more. Trees are not to be changed. */
public sealed interface Deed {

    /**
     * An object is created, under its own fixed name. One of that name that is there already, with the same spec, is this one.
     *
     * @param object the object
     */
    record Create(ObjectNode object) implements Deed {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.create(this);
        }
    }

    /**
     * An object is changed in some values (RFC 7386).
     *
     * @param object which
     * @param patch the values; null takes one away
     */
    record Patch(ObjectKey object, ObjectNode patch) implements Deed {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.patch(this);
        }
    }

    /**
     * Annotations are set on an object, by which an operator is told to do something.
     *
     * @param object which
     * @param annotations values by key
     */
    record Annotate(ObjectKey object, Map<String, String> annotations) implements Deed {
        /** Copies the map. */
        public Annotate {
            annotations = Map.copyOf(annotations);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.annotate(this);
        }
    }

    /**
     * Objects are applied as a whole, for example committed to the repository from which they are delivered.
     *
     * @param objects the objects as they are to be
     * @param expected what the operator itself makes of that, for a reader and for finding it; the names it chooses are its own
     */
    record Apply(List<ObjectNode> objects, List<ObjectNode> expected) implements Deed {
        /** Copies the lists. */
        public Apply {
            objects = List.copyOf(objects);
            expected = List.copyOf(expected);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.apply(this);
        }
    }

    /**
     * An object is deleted that holds no data and that only this cluster needs. Data are never deleted by a program: that is a step by hand.
     *
     * @param object which; when there is none any more, it has been done
     */
    record Delete(ObjectKey object) implements Deed {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.delete(this);
        }
    }

    /**
     * Nothing is done but to wait.
     *
     * @param condition for what
     */
    record Await(Condition condition) implements Deed {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.await(this);
        }
    }

    /**
     * A human does it; a program stops here.
     *
     * @param instructions how
     */
    record ByHand(List<String> instructions) implements Deed {
        /** Copies the list. */
        public ByHand {
            instructions = List.copyOf(instructions);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.byHand(this);
        }
    }

    /** One answer per kind of deed. */
    <R> R match(Cases<R> cases);

    /**
     * An answer per kind of deed; a forgotten kind does not compile.
     *
     * @param <R> the answer
     */
    interface Cases<R> {
        /** For {@link Create}. */
        R create(Create deed);

        /** For {@link Patch}. */
        R patch(Patch deed);

        /** For {@link Annotate}. */
        R annotate(Annotate deed);

        /** For {@link Apply}. */
        R apply(Apply deed);

        /** For {@link Delete}. */
        R delete(Delete deed);

        /** For {@link Await}. */
        R await(Await deed);

        /** For {@link ByHand}. */
        R byHand(ByHand deed);
    }
}
