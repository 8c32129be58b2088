package io.pgspan.ha;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Holder;
import io.pgspan.ha.record.Versioned;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything an engine remembers between two steps. Immutable; a change copies a dozen references. Made by {@link #starting}; changed by
 * steps only.
 *
 * @param seat who this engine decides for
 * @param sight the record as last seen, and since when
 * @param deadline until when this agent counts itself the holder: the send time of its last confirmed renewal plus the renewal deadline,
 *     or what every other member has given its word for; null when it does not hold the lease
 * @param renewed when the last confirmed renewal was sent
 * @param bound whether a holder that had acknowledged a pause has begun to acknowledge its end
 * @param local the own PostgreSQL
 * @param peers the latest answer of each peer
 * @param sync what a primary remembers of its synchronous standbys
 * @param failsafe what this member has promised a holder without a store, and others have promised it
 * @param handover what it remembers of the primary that it stops for a switchover, null when it stops none
 * @param fitness how the own PostgreSQL has fared
 */
public record HaState(
        Seat seat,
        Sight sight,
        @Nullable Duration deadline,
        Duration renewed,
        boolean bound,
        LocalPostgres local,
        Peers peers,
        SyncWatch sync,
        Failsafe failsafe,
        @Nullable HandoverWatch handover,
        Fitness fitness) {

    /** An agent that has seen nothing. */
    public static HaState starting(Seat seat) {
        return new HaState(
                seat,
                Sight.NOTHING,
                null,
                Duration.ZERO,
                false,
                LocalPostgres.noData(),
                Peers.none(),
                SyncWatch.NOTHING,
                Failsafe.NONE,
                null,
                Fitness.GOOD);
    }

    /** An agent that has seen nothing, in a cluster without special rules. */
    public static HaState starting(HaPolicy policy, Holder me, List<Member> members) {
        return starting(new Seat(policy, HaRules.ofDefaults(), me, members, ClusterRecord.FORMAT));
    }

    /** The timing. */
    public HaPolicy policy() {
        return seat.policy();
    }

    /** What leadership shall be like. */
    public HaRules rules() {
        return seat.rules();
    }

    /** Who this agent is. */
    public Holder me() {
        return seat.me();
    }

    /** The record as last seen, with its version. */
    public Optional<Versioned> view() {
        return Optional.ofNullable(sight.seen());
    }

    /** The record as last seen. */
    public Optional<ClusterRecord> record() {
        Versioned seen = sight.seen();
        return seen == null ? Optional.empty() : Optional.of(seen.record());
    }

    @Nullable
    ClusterRecord seenRecord() {
        Versioned seen = sight.seen();
        return seen == null ? null : seen.record();
    }

    /** The version of the record as last seen, empty when there is none. */
    public String version() {
        Versioned seen = sight.seen();
        return seen == null ? "" : seen.version();
    }

    /** When the holder's last sign of life was first seen. */
    public Duration leaseSince() {
        return sight.leaseSince();
    }

    /** When the latest read that still showed the record was sent. */
    public Duration confirmed() {
        return sight.confirmed();
    }

    /** Whether nothing is known that keeps a member from leading by itself: a tag, or that nothing would end its server at a deadline. */
    boolean mayLead(String member) {
        return !seat.tags(member).noFailover() && guarded(member);
    }

    /** Whether a member has not said that nothing would end its server at a deadline. */
    boolean guarded(String member) {
        return member.equals(me().member())
                ? local.guarded()
                : peers.status(member).map(PeerStatus::guarded).orElse(true);
    }

    /** Whether the record names this very agent. */
    public boolean namesMe() {
        ClusterRecord record = seenRecord();
        return record != null && seat.me().equals(record.lease().heldBy());
    }

    /** Whether this agent may act as the holder. */
    public boolean holds(Duration now) {
        return deadline != null && now.compareTo(deadline) < 0 && namesMe();
    }

    /**
     * Whether its primary stays although the lease may have run out: the holder has acknowledged a pause and has not begun to acknowledge
     * its end. Until it has, nobody else leads.
     */
    public boolean unbound() {
        ClusterRecord record = seenRecord();
        return record != null
                && !bound
                && switch (record.pause()) {
                    case ACKNOWLEDGED, ENDING -> seat.me().equals(record.lease().heldBy());
                    default -> false;
                };
    }

    /** Whether this holder's deadline rests on the other members' word rather than on the store. */
    public boolean goesOnWithoutStore() {
        return deadline != null
                && namesMe()
                && deadline.compareTo(renewed.plus(seat.policy().renewDeadline())) > 0;
    }

    /**
     * Whether the holder's last sign of life was seen unchanged for the whole lease: first seen then, still there in a read sent a lease
     * duration later. Remote times are never trusted.
     */
    public boolean expired() {
        return sight.confirmed()
                        .minus(sight.leaseSince())
                        .compareTo(seat.policy().leaseDuration())
                >= 0;
    }

    HaState saw(Sight next) {
        return new HaState(seat, next, deadline, renewed, bound, local, peers, sync, failsafe, handover, fitness);
    }

    HaState withLease(@Nullable Duration until, Duration sent) {
        return new HaState(seat, sight, until, sent, bound, local, peers, sync, failsafe, handover, fitness);
    }

    HaState bound(boolean next) {
        return next == bound
                ? this
                : new HaState(seat, sight, deadline, renewed, next, local, peers, sync, failsafe, handover, fitness);
    }

    HaState with(LocalPostgres seen) {
        return new HaState(seat, sight, deadline, renewed, bound, seen, peers, sync, failsafe, handover, fitness);
    }

    HaState with(Peers next) {
        return new HaState(seat, sight, deadline, renewed, bound, local, next, sync, failsafe, handover, fitness);
    }

    HaState with(SyncWatch next) {
        return new HaState(seat, sight, deadline, renewed, bound, local, peers, next, failsafe, handover, fitness);
    }

    HaState with(Failsafe next) {
        return new HaState(seat, sight, deadline, renewed, bound, local, peers, sync, next, handover, fitness);
    }

    HaState handingOver(@Nullable HandoverWatch watch) {
        return new HaState(seat, sight, deadline, renewed, bound, local, peers, sync, failsafe, watch, fitness);
    }

    HaState with(Fitness next) {
        return new HaState(seat, sight, deadline, renewed, bound, local, peers, sync, failsafe, handover, next);
    }
}
