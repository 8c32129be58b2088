package io.pgspan.ha.rollout;

import io.pgspan.ha.rollout.StepId.Part;
import io.pgspan.model.plan.Step;
import java.util.List;
import java.util.Optional;

/** Whether the step that comes next may be taken at this moment. */
record Readiness(RolloutView view, Arrival arrival, Candidates candidates, Completion completion, Patience patience) {
    static final int CHECKPOINTS_MAX = 3;

    /** The verdict over one step that is not done and not under way. */
    Verdict judge(Step step, StepId id, RolloutMember m, List<String> samePart) {
        Optional<Verdict> objection = switch (id.deed()) {
            case REFUSE -> Optional.of(new Verdict.Abort("rollout.refused", step.why()));
            case KEEP -> Optional.of(noCandidate(m));
            case RELEASE -> handled(id, m).or(() -> others(id, m, samePart)).or(() -> confirming(m));
            case RESTART, RECREATE -> handled(id, m).or(() -> takingAway(id, m, samePart));
            case RELOAD -> mustRun(m);
            case CONFIGURE -> Optional.empty();
            case CHECKPOINT -> handled(id, m).or(() -> slow(id, m)).or(() -> takingAway(id, m, samePart));
            case SWITCHOVER -> switchover(id, m, samePart);
        };
        return objection.orElseGet(() -> new Verdict.Go(
                step,
                id,
                id.deed() == StepId.Deed.SWITCHOVER
                        ? candidates.best().orElseThrow().name()
                        : "",
                m.pod().value().resourceVersion()));
    }

    private Optional<Verdict> takingAway(StepId id, RolloutMember m, List<String> samePart) {
        return back(id, m)
                .or(this::closedNode)
                .or(() -> absent(m))
                .or(() -> recovering(m))
                .or(() -> others(id, m, samePart))
                .or(() -> listed(id, m))
                .or(() -> electable(id, m))
                .or(() -> replayed(id, m));
    }

    /** It has been through this step, and is not to go through it again only because it has not returned. */
    private Optional<Verdict> handled(StepId id, RolloutMember m) {
        return arrival.upToDate(m, id.part())
                ? Optional.of(
                        patience.orAbort("rollout.not-returned", m.name() + " is up to date but has not returned"))
                : Optional.empty();
    }

    /** Planned while it was down, so without a switchover. */
    private Optional<Verdict> back(StepId id, RolloutMember m) {
        return id.part() == Part.PRIMARY && !lowers() && view.data().size() > 1 && !m.is(PostgresSeen.State.DOWN)
                ? Optional.of(new Verdict.Replan(
                        "rollout.primary-back", m.name() + " is no longer down, so it can hand over"))
                : Optional.empty();
    }

    private boolean lowers() {
        return arrival.what() instanceof Rollout.Parameters parameters && parameters.lowers();
    }

    private Optional<Verdict> closedNode() {
        return arrival.what() instanceof Rollout.Drain drain
                        && !view.cluster().value().closedNodes().contains(drain.node())
                ? wait("rollout.node-open", "node " + drain.node() + " takes new pods: what leaves it would come back")
                : Optional.empty();
    }

    private Optional<Verdict> absent(RolloutMember m) {
        return m.pod().value().uid().isEmpty()
                ? Optional.of(patience.orAbort("rollout.absent", "the pod of " + m.name() + " is not there yet"))
                : Optional.empty();
    }

    private Optional<Verdict> recovering(RolloutMember m) {
        return m.is(PostgresSeen.State.STARTING)
                ? Optional.of(patience.orAbort(
                        "rollout.recovering", m.name() + " starts or recovers; a stop now would begin that anew"))
                : Optional.empty();
    }

    private Optional<Verdict> mustRun(RolloutMember m) {
        return m.is(PostgresSeen.State.RUNNING)
                ? Optional.empty()
                : Optional.of(patience.orAbort("rollout.not-running", m.name() + " does not run"));
    }

    /** At most one member is unavailable by our deed; one that was handled and did not return stops everything. */
    private Optional<Verdict> others(StepId id, RolloutMember m, List<String> samePart) {
        Part handled = id.part() == Part.PRIMARY && lowers() ? Part.RAISE : id.part();
        boolean available = Arrival.returned(m, view);
        for (RolloutMember other : view.members()) {
            if (other.equals(m) || Arrival.returned(other, view)) {
                continue;
            }
            if (arrival.upToDate(other, handled)) {
                return Optional.of(
                        patience.orAbort("rollout.not-returned", other.name() + " is up to date but has not returned"));
            }
            if (available && samePart.contains(other.name())) {
                return Optional.of(new Verdict.Replan(
                        "rollout.unavailable-first",
                        other.name() + " is unavailable by now, so it goes before " + m.name()));
            }
            if (available) {
                return Optional.of(patience.orAbort("rollout.unavailable", other.name() + " is unavailable"));
            }
        }
        return Optional.empty();
    }

    private Optional<Verdict> confirming(RolloutMember m) {
        int required = view.cluster().value().sync().required();
        long confirming = candidates.confirmingWithout(m);
        return confirming < required
                ? wait(
                        "rollout.sync-would-fall",
                        "without " + m.name() + " only " + confirming + " standbys confirm commits, and " + required
                                + " are required")
                : Optional.empty();
    }

    private Optional<Verdict> listed(StepId id, RolloutMember m) {
        SyncSeen sync = view.cluster().value().sync();
        if (sync.required() == 0 || id.part() == Part.PRIMARY || !Arrival.returned(m, view)) {
            return Optional.empty();
        }
        long listed = candidates.listedWithout(m);
        return Math.min(sync.count(), listed) < sync.required()
                ? wait(
                        "rollout.sync-would-fall",
                        "without " + m.name() + " the record claims " + sync.count() + " of " + listed
                                + " listed standbys that stream, and " + sync.required() + " are required")
                : Optional.empty();
    }

    private Optional<Verdict> electable(StepId id, RolloutMember m) {
        RolloutLimits limits = view.limits();
        if (!candidates.electable(m)) {
            return Optional.empty();
        }
        long left = candidates.electableWithout(m);
        if (left >= limits.minimumElectable() || (id.part() == Part.PRIMARY && limits.downtimeAllowed())) {
            return Optional.empty();
        }
        return wait(
                "rollout.too-few-electable",
                "without " + m.name() + " only " + left + " members could lead, and " + limits.minimumElectable()
                        + " are required");
    }

    private Optional<Verdict> replayed(StepId id, RolloutMember m) {
        return id.part() == Part.LOWER && !arrival.mayLower(m)
                ? Optional.of(patience.orAbort(
                        "rollout.not-replayed",
                        m.name() + " is not known to have replayed the primary's lower settings; it would not start"))
                : Optional.empty();
    }

    private Optional<Verdict> slow(StepId id, RolloutMember m) {
        return completion.checkpointSlow(id) && completion.progress().attempts() >= CHECKPOINTS_MAX
                ? Optional.of(
                        new Verdict.Abort(
                                "rollout.checkpoint-slow",
                                CHECKPOINTS_MAX + " checkpoints of " + m.name()
                                        + " in a row took more than half of the time a stop may take; allow more or write less"))
                : Optional.empty();
    }

    private Optional<Verdict> switchover(StepId id, RolloutMember from, List<String> samePart) {
        if (view.cluster().value().switchoverPending()) {
            return wait("rollout.switchover-pending", "another request to move the primary waits");
        }
        if (!view.isHolder(from)) {
            return Optional.of(patience.orAbort(
                    "rollout.not-handed-over",
                    view.cluster().value().holder() + " holds the record, but does not run as the primary with the"
                            + " writes led to it yet"));
        }
        if (from.is(PostgresSeen.State.DOWN)) {
            return arrival.what() instanceof Rollout.Drain
                    ? Optional.of(patience.orAbort(
                            "rollout.primary-down",
                            from.name() + " is down on the node to drain and may hold commits nobody else has"))
                    : Optional.of(new Verdict.Replan(
                            "rollout.primary-down", from.name() + " is down, so it can't hand over"));
        }
        return closedNode()
                .or(() -> recovering(from))
                .or(() -> others(id, from, samePart))
                .or(() -> {
                    if (candidates.best().isEmpty()) {
                        return Optional.of(noCandidate(from));
                    }
                    return candidates.electableWithout(from) < view.limits().minimumElectable()
                            ? wait("rollout.too-few-electable", "too few members could lead without " + from.name())
                            : Optional.empty();
                });
    }

    private Verdict noCandidate(RolloutMember primary) {
        String why = primary.name() + " stays the primary as it is, for nobody may take over: " + candidates.flaws();
        return candidates.expected().isPresent()
                ? patience.orAbort("rollout.no-candidate", why)
                : new Verdict.Abort("rollout.no-candidate", why);
    }

    private static Optional<Verdict> wait(String rule, String why) {
        return Optional.of(new Verdict.Wait(rule, why));
    }
}
