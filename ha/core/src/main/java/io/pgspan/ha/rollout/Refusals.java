package io.pgspan.ha.rollout;

import io.pgspan.model.observed.InstanceObservation.Role;
import java.util.List;
import java.util.Optional;

/** What forbids a rollout as a whole, before its first step. */
record Refusals(Rollout what, RolloutView view, Arrival arrival, Candidates candidates) {

    Optional<String> first() {
        return change().or(this::members).or(this::leader).or(this::downtime).or(this::redundancy);
    }

    private Optional<String> change() {
        return what.match(new Rollout.Cases<>(
                restart -> Optional.empty(),
                recreate -> refuse(
                        !recreate.revision().equals(view.cluster().value().revision()),
                        "the template wanted now is revision "
                                + view.cluster().value().revision() + ", not " + recreate.revision()
                                + "; plan for that one"),
                upgrade -> refuse(
                        upgrade.from().major() != upgrade.to().major(),
                        "from PostgreSQL " + upgrade.from() + " to " + upgrade.to()
                                + " the format of the data changes, so no member can run beside the others;"
                                + " use a major upgrade"),
                parameters -> Optional.empty(),
                drain -> Optional.empty()));
    }

    private Optional<String> members() {
        if (view.members().isEmpty()) {
            return Optional.of("the cluster has no members");
        }
        List<String> unknown = view.members().stream()
                .filter(RolloutMember::unknown)
                .map(RolloutMember::name)
                .toList();
        return refuse(!unknown.isEmpty(), "nothing is known of " + unknown + "; wait until every member is seen");
    }

    private Optional<String> leader() {
        String name = view.cluster().value().holder();
        if (name.isEmpty()) {
            return Optional.of("the record names no holder; wait until a member leads");
        }
        Optional<RolloutMember> holder = view.member(name);
        if (holder.isEmpty()) {
            return Optional.of("the holder " + name + " is no member");
        }
        if (holder.get().running(Role.STANDBY)) {
            return Optional.of("the holder " + name + " still runs as a standby; wait until it is promoted");
        }
        List<String> others = view.members().stream()
                .filter(m -> !view.isHolder(m) && m.running(Role.PRIMARY))
                .map(RolloutMember::name)
                .toList();
        if (!others.isEmpty()) {
            return Optional.of(others + " run as primaries beside the holder " + name + "; wait until they follow");
        }
        return refuse(
                what instanceof Rollout.Drain
                        && holder.get().is(PostgresSeen.State.DOWN)
                        && !arrival.upToDate(holder.get()),
                "the holder " + name + " is down on the node to drain, and may hold commits nobody else has;"
                        + " wait until a member leads");
    }

    /** A holder that is down already is handled anyway: that costs nobody anything. */
    private Optional<String> downtime() {
        RolloutMember holder = holder();
        boolean alone = view.data().size() == 1 && restarts() && !arrival.upToDate(holder);
        boolean inPlace = lowers() && !arrival.upToDate(holder);
        boolean unsafe = view.data().stream().filter(candidates::mayEver).count()
                < view.limits().minimumElectable();
        return refuse(
                (alone || (inPlace && unsafe))
                        && !view.limits().downtimeAllowed()
                        && !holder.is(PostgresSeen.State.DOWN),
                "only " + holder.name() + " may lead, so its restart cuts every client off; allow the downtime");
    }

    private Optional<String> redundancy() {
        if (!restarts()) {
            return Optional.empty();
        }
        int required = view.cluster().value().sync().required();
        int minimum = view.limits().minimumElectable();
        for (RolloutMember m : view.data()) {
            if (view.isHolder(m) || arrival.upToDate(m) || m.is(PostgresSeen.State.DOWN)) {
                continue;
            }
            long confirming = view.data().stream()
                    .filter(o -> !o.equals(m) && !view.isHolder(o) && Candidates.maySync(o))
                    .count();
            if (required > 0 && Candidates.maySync(m) && confirming < required) {
                return Optional.of(
                        "without " + m.name() + " only " + confirming + " standbys could confirm commits, and "
                                + required + " are required; add a standby or require fewer");
            }
            long electable = view.data().stream()
                    .filter(o ->
                            !o.equals(m) && (view.isHolder(o) || !o.tags().contains(RolloutMember.Tag.NO_FAILOVER)))
                    .count();
            if (!m.tags().contains(RolloutMember.Tag.NO_FAILOVER) && electable < minimum) {
                return Optional.of("without " + m.name() + " only " + electable + " members could lead, and " + minimum
                        + " are required; add a member or require fewer");
            }
        }
        return formerPrimary(required);
    }

    private Optional<String> formerPrimary(int required) {
        RolloutMember holder = holder();
        Optional<RolloutMember> successor = candidates.expected();
        if (required == 0
                || lowers()
                || successor.isEmpty()
                || arrival.upToDate(holder)
                || view.data().size() == 1) {
            return Optional.empty();
        }
        long confirming = view.data().stream()
                .filter(o -> !o.equals(successor.get()) && !view.isHolder(o) && Candidates.maySync(o))
                .count();
        return refuse(
                confirming < required && Candidates.maySync(holder),
                "when " + successor.get().name() + " leads and " + holder.name() + " is handled, only " + confirming
                        + " standbys could confirm commits, and " + required
                        + " are required; add a standby or require fewer");
    }

    private RolloutMember holder() {
        return view.member(view.cluster().value().holder()).orElseThrow();
    }

    private boolean restarts() {
        return !(what instanceof Rollout.Parameters parameters) || parameters.needsRestart();
    }

    private boolean lowers() {
        return what instanceof Rollout.Parameters parameters && parameters.lowers();
    }

    private static Optional<String> refuse(boolean when, String why) {
        return when ? Optional.of(why) : Optional.empty();
    }
}
