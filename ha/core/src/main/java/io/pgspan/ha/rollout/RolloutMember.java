package io.pgspan.ha.rollout;

import io.pgspan.model.observed.Fact;
import io.pgspan.model.observed.InstanceObservation.Role;
import java.time.Duration;
import java.util.Set;

/**
 * A member as a rollout sees it: its pod and its PostgreSQL are seen by different ways, so each has its own age.
 *
 * @param name its name, which is its pod's
 * @param tags what was said about it
 * @param pod its pod
 * @param postgres its PostgreSQL
 */
public record RolloutMember(String name, Set<Tag> tags, Fact<PodSeen> pod, Fact<PostgresSeen> postgres) {

    /** Copies the set. */
    public RolloutMember {
        tags = Set.copyOf(tags);
    }

    boolean is(PostgresSeen.State state) {
        return postgres.value().state() == state;
    }

    boolean running(Role role) {
        return is(PostgresSeen.State.RUNNING) && postgres.value().role() == role;
    }

    /** Whether too little is known to decide anything. */
    boolean unknown() {
        return is(PostgresSeen.State.UNKNOWN)
                || (is(PostgresSeen.State.RUNNING) && postgres.value().role() == Role.UNKNOWN);
    }

    boolean arbiter() {
        return postgres.value().role() == Role.ARBITER;
    }

    Duration oldest() {
        return pod.age().compareTo(postgres.age()) > 0 ? pod.age() : postgres.age();
    }

    /** What the wish says of a member. */
    public enum Tag {
        /** It never leads. */
        NO_FAILOVER,
        /** It is never a synchronous standby. */
        NO_SYNC
    }
}
