package io.pgspan.ha;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Holder;
import io.pgspan.ha.record.Versioned;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything an engine remembers between two steps.
 *
 * @param policy the timing
 * @param me who this agent is
 * @param arbiter whether it holds no data
 * @param members all members, this one included
 * @param view the record as last seen, null before the first look or when there is none
 * @param firstSeen when {@code view}'s version was first seen
 * @param confirmed when the latest read that still showed this version was sent
 * @param deadline until when this agent counts itself the holder: the send time of its last confirmed renewal plus the renewal
 *     deadline; null when it does not hold the lease
 * @param renewed when the last renewal was sent
 * @param local the own PostgreSQL
 * @param peers the latest answer of each peer
 */
public record HaState(
        HaPolicy policy,
        Holder me,
        boolean arbiter,
        List<Member> members,
        @Nullable Versioned view,
        Duration firstSeen,
        Duration confirmed,
        @Nullable Duration deadline,
        Duration renewed,
        LocalPostgres local,
        Map<String, HaInput.PeerAnswer> peers) {

    /** Copies the collections. */
    public HaState {
        members = List.copyOf(members);
        peers = Map.copyOf(peers);
    }

    /** An agent that has seen nothing. */
    public static HaState starting(HaPolicy policy, Holder me, boolean arbiter, List<Member> members) {
        return new HaState(
                policy,
                me,
                arbiter,
                members,
                null,
                Duration.ZERO,
                Duration.ZERO,
                null,
                Duration.ZERO,
                LocalPostgres.noData(),
                Map.of());
    }

    /** The record as last seen. */
    public Optional<ClusterRecord> record() {
        return Optional.ofNullable(view).map(Versioned::record);
    }

    /** The version of the record as last seen, empty when there is none. */
    public String version() {
        return view == null ? "" : view.version();
    }

    /** Whether the record names this very agent. */
    public boolean namesMe() {
        return record().flatMap(ClusterRecord::holder).filter(me::equals).isPresent();
    }

    /** Whether this agent may act as the holder. */
    public boolean holds(Duration now) {
        return namesMe() && deadline != null && now.compareTo(deadline) < 0;
    }

    /**
     * Whether the record was seen unchanged for the whole lease: the version first seen then was still there in a read sent a
     * lease duration later. Remote times are never trusted.
     */
    public boolean expired() {
        return confirmed.minus(firstSeen).compareTo(policy.leaseDuration()) >= 0;
    }

    HaState withView(@Nullable Versioned seen, Duration first, Duration confirmedAt) {
        return new HaState(policy, me, arbiter, members, seen, first, confirmedAt, deadline, renewed, local, peers);
    }

    HaState withLease(@Nullable Duration until, Duration sent) {
        return new HaState(policy, me, arbiter, members, view, firstSeen, confirmed, until, sent, local, peers);
    }

    HaState withLocal(LocalPostgres seen) {
        return new HaState(policy, me, arbiter, members, view, firstSeen, confirmed, deadline, renewed, seen, peers);
    }

    HaState withPeer(HaInput.PeerAnswer answer) {
        Map<String, HaInput.PeerAnswer> next = new TreeMap<>(peers);
        next.put(answer.status().member(), answer);
        return new HaState(policy, me, arbiter, members, view, firstSeen, confirmed, deadline, renewed, local, next);
    }
}
