package io.pgspan.ha.rollout;

import io.pgspan.model.observed.InstanceObservation.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who may take over, and how many could. */
record Candidates(Arrival arrival, RolloutView view) {
    private static final Comparator<RolloutMember> LEAST_LAG = Comparator.comparingLong(
                    (RolloutMember m) -> m.postgres().value().lagBytes())
            .thenComparing(RolloutMember::name, RolloutView.NAMES);

    /** Up to date, promotable, streaming within the lag limit, listed when commits are synchronous; of these the least lagging. */
    Optional<RolloutMember> best() {
        return view.members().stream().filter(m -> flaw(m).isEmpty()).min(LEAST_LAG);
    }

    /** Who could be the best once every standby has been handled. */
    Optional<RolloutMember> expected() {
        return view.members().stream().filter(this::mayEver).min(LEAST_LAG);
    }

    /** Why nobody may, in words. */
    String flaws() {
        List<RolloutMember> others =
                view.members().stream().filter(m -> !view.isHolder(m)).toList();
        return others.isEmpty()
                ? "there is no other member"
                : others.stream().map(m -> m.name() + " " + flaw(m)).collect(Collectors.joining("; "));
    }

    /** Whether this member leads or may take over at this moment. */
    boolean electable(RolloutMember member) {
        return !member.arbiter()
                && Arrival.returned(member, view)
                && (view.isHolder(member) || !member.tags().contains(RolloutMember.Tag.NO_FAILOVER));
    }

    long electableWithout(RolloutMember away) {
        return view.members().stream()
                .filter(m -> !m.equals(away) && electable(m))
                .count();
    }

    /** Whether it could ever lead, however it is now. */
    boolean mayEver(RolloutMember member) {
        return !view.isHolder(member)
                && !member.arbiter()
                && !member.tags().contains(RolloutMember.Tag.NO_FAILOVER)
                && (view.cluster().value().sync().required() == 0 || maySync(member));
    }

    static boolean maySync(RolloutMember member) {
        return !member.arbiter() && !member.tags().contains(RolloutMember.Tag.NO_SYNC);
    }

    /** How many standbys other than this one could confirm commits at this moment. */
    long confirmingWithout(RolloutMember away) {
        return view.members().stream()
                .filter(m -> !m.equals(away) && !view.isHolder(m) && maySync(m) && Arrival.returned(m, view))
                .count();
    }

    /** How many standbys other than this one are listed and confirm commits at this moment. */
    long listedWithout(RolloutMember away) {
        List<String> names = view.cluster().value().sync().names();
        return view.members().stream()
                .filter(m ->
                        !m.equals(away) && !view.isHolder(m) && names.contains(m.name()) && Arrival.returned(m, view))
                .count();
    }

    private String flaw(RolloutMember member) {
        PostgresSeen seen = member.postgres().value();
        SyncSeen sync = view.cluster().value().sync();
        if (view.isHolder(member)) {
            return "is the primary";
        }
        if (member.arbiter()) {
            return "has no data";
        }
        if (member.tags().contains(RolloutMember.Tag.NO_FAILOVER)) {
            return "is tagged nofailover";
        }
        if (!arrival.upToDate(member)) {
            return "is not up to date";
        }
        if (member.pod().value().terminating()) {
            return "is being deleted";
        }
        if (seen.state() != PostgresSeen.State.RUNNING || seen.role() != Role.STANDBY || !seen.streaming()) {
            return "does not stream";
        }
        if (seen.lagBytes() > view.limits().maximumLagBytes()) {
            return "lags more than " + view.limits().maximumLagBytes() + " bytes";
        }
        if (sync.required() > 0 && !sync.names().contains(member.name())) {
            return "is no synchronous standby";
        }
        if (arrival.what() instanceof Rollout.Drain
                && view.cluster()
                        .value()
                        .closedNodes()
                        .contains(member.pod().value().node())) {
            return "is on a node that is closed itself";
        }
        return "";
    }
}
