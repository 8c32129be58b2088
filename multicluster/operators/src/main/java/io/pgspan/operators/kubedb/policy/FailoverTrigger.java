package io.pgspan.operators.kubedb.policy;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What decides in which data centre the primary is. */
public sealed interface FailoverTrigger {

    /** One answer per kind. */
    default <R> R match(Function<Lease, R> lease, Function<Group, R> group) {
        if (this instanceof Lease it) {
            return lease.apply(it);
        }
        return group.apply((Group) this);
    }

    /**
     * A lease is followed; in {@link PolicyGeneration#G3}.
     *
     * @param scope which lease
     * @param group the group whose lease {@code primary-dc-<group>} it is; exactly with {@link Scope#GROUP}
     */
    record Lease(Scope scope, @Nullable String group) implements FailoverTrigger {
        /** Which lease is followed. */
        public enum Scope {
            /** The one lease of the whole installation. */
            GLOBAL,
            /** The lease of a group. */
            GROUP
        }
    }

    /**
     * A {@code FailoverGroup} object is followed; in {@link PolicyGeneration#G4}.
     *
     * @param name the object's name
     */
    record Group(String name) implements FailoverTrigger {}
}
