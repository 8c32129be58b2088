package io.pgspan.ha.record;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants of the cluster; executed at most once.
 *
 * @param id the operator's own name for it, found again in its {@link Outcome}
 * @param kind planned or not
 * @param candidate who shall lead, or null for whoever may
 * @param consent for a failover: the loss that is accepted; null when none is
 * @param phase how far it has come
 */
public record Request(
        String id,
        Kind kind,
        @Nullable String candidate,
        @Nullable FailoverConsent consent,
        Phase phase) {
    /** What it is. */
    public enum Kind {
        /** The primary hands over without losing anything. */
        SWITCHOVER,
        /** There is no primary; somebody shall lead even so. */
        FAILOVER
    }

    /** How far a request has come. */
    public enum Phase {
        /** Nobody has done anything yet. */
        ASKED,
        /** The primary is being stopped; an agent that finds this and a running primary has been restarted and gives up the request. */
        STOPPING,
        /** The primary is shut down and has given the lease back. */
        HANDED_OVER
    }

    /** A planned move to a candidate, or to anybody when null. */
    public static Request switchover(String id, @Nullable String candidate) {
        return new Request(id, Kind.SWITCHOVER, candidate, null, Phase.ASKED);
    }

    /** An unplanned move, losing at most what is consented to. */
    public static Request failover(String id, @Nullable String candidate, @Nullable FailoverConsent consent) {
        return new Request(id, Kind.FAILOVER, candidate, consent, Phase.ASKED);
    }

    /** The same, further on. */
    public Request in(Phase next) {
        return new Request(id, kind, candidate, consent, next);
    }

    /** Whether it is a planned move. */
    public boolean isSwitchover() {
        return kind == Kind.SWITCHOVER;
    }

    /** Whether a member may be the one to lead. */
    public boolean allows(String member) {
        return candidate == null || candidate.equals(member);
    }

    /** The loss that is accepted. */
    public Optional<FailoverConsent> accepted() {
        return Optional.ofNullable(consent);
    }
}
