package io.pgspan.ha.rollout;

import io.pgspan.ha.rollout.RolloutProgress.Outcome;
import io.pgspan.ha.rollout.StepId.Deed;
import io.pgspan.ha.rollout.StepId.Part;
import io.pgspan.model.observed.InstanceObservation.Role;
import io.pgspan.model.plan.Plan;
import io.pgspan.model.plan.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges before each step whether it may be taken. The gate keeps no state: which steps are done is read off the observations, so an
 * executor that was restarted goes on where the other stopped. Two rules make that safe. An observation counts only while it is young, and
 * only when it was made after the last deed (or after the executor began): otherwise a list from before the deed would have the next
 * member taken away while the last one is still down. And a member that is up to date but not available again holds everything up, whoever
 * took it away.
 *
 * <p>Rules in order: old observations, pause and failsafe mode wait; a plan that no longer fits the template, the members or the leader is
 * made anew; the step under way is waited for; then the first step that is not done is judged. The cost grows with the number of steps
 * times the number of members.
 */
public final class RolloutGate {
    private RolloutGate() {}

    /** What to do next with this plan for this rollout, seen what is seen now. */
    public static Verdict next(Rollout what, Plan plan, RolloutView now, RolloutProgress progress) {
        List<Planned> steps = new ArrayList<>();
        for (Step step : plan.steps()) {
            steps.add(new Planned(step, StepId.parse(step.id())));
        }
        Arrival arrival = new Arrival(what);
        Completion completion = new Completion(now, arrival, progress);
        Patience patience = new Patience(progress.since(), now.limits().stepTime());
        return new Judge(what, steps, now, progress, arrival, completion, patience).next();
    }

    private record Planned(Step step, StepId id) {}

    private record Judge(
            Rollout what,
            List<Planned> steps,
            RolloutView view,
            RolloutProgress progress,
            Arrival arrival,
            Completion completion,
            Patience patience) {

        Verdict next() {
            return old().or(this::hold)
                    .or(this::refused)
                    .or(this::leaderless)
                    .or(this::fits)
                    .or(this::underWay)
                    .or(this::terminating)
                    .orElseGet(this::firstUndone);
        }

        private Optional<Verdict> old() {
            Duration oldest = Stream.concat(
                            Stream.of(view.cluster().age()),
                            view.members().stream().map(RolloutMember::oldest))
                    .max(Duration::compareTo)
                    .orElseThrow();
            if (oldest.compareTo(view.limits().factAge()) > 0) {
                return wait(
                        "rollout.too-old",
                        "the oldest observation is " + oldest.toMillis() + " ms old, and "
                                + view.limits().factAge().toMillis() + " ms are the limit");
            }
            return oldest.compareTo(progress.since()) >= 0
                    ? wait("rollout.before-deed", "an observation is from before the last deed")
                    : Optional.empty();
        }

        private Optional<Verdict> hold() {
            ClusterSeen cluster = view.cluster().value();
            if (cluster.paused()) {
                return wait("rollout.paused", "the cluster is in a maintenance pause");
            }
            return cluster.failsafe()
                    ? wait("rollout.failsafe", "the primary leads without its record store")
                    : Optional.empty();
        }

        private Optional<Verdict> refused() {
            return steps.stream()
                    .filter(s -> s.id().deed() == Deed.REFUSE)
                    .findFirst()
                    .map(s -> new Verdict.Abort("rollout.refused", s.step().why()));
        }

        private Optional<Verdict> leaderless() {
            List<String> unknown = view.members().stream()
                    .filter(RolloutMember::unknown)
                    .map(RolloutMember::name)
                    .toList();
            if (!unknown.isEmpty()) {
                return wait("rollout.unknown-member", "nothing is known of " + unknown);
            }
            String holder = view.cluster().value().holder();
            Optional<RolloutMember> leader = view.member(holder);
            if (leader.isEmpty()) {
                return wait("rollout.no-leader", "no member leads");
            }
            if (leader.get().running(Role.STANDBY)) {
                return Optional.of(patience.orAbort(
                        "rollout.promoting", holder + " holds the record but still runs as a standby"));
            }
            return view.members().stream().anyMatch(m -> !view.isHolder(m) && m.running(Role.PRIMARY))
                    ? wait("rollout.two-primaries", "another member than the holder " + holder + " runs as a primary")
                    : Optional.empty();
        }

        private Optional<Verdict> fits() {
            String revision = view.cluster().value().revision();
            if (what instanceof Rollout.Recreate recreate
                    && !recreate.revision().equals(revision)) {
                return replan("rollout.template-changed", "the template wanted now is revision " + revision);
            }
            for (Planned step : undone()) {
                Optional<RolloutMember> m = view.member(step.id().member());
                if (m.isEmpty()) {
                    return replan("rollout.members-changed", step.id().member() + " is no longer wanted");
                }
                String uid = m.get().pod().value().uid();
                if (!uid.isEmpty()
                        && !uid.equals(step.id().podUid())
                        && !arrival.upToDate(m.get(), step.id().part())) {
                    return replan(
                            "rollout.pod-replaced", "the pod of " + step.id().member() + " is not the one planned for");
                }
            }
            return leaderChanged();
        }

        /** The leader may change where the plan changes it, to a member that is up to date; nowhere else. */
        private Optional<Verdict> leaderChanged() {
            List<Planned> undone = undone();
            if (undone.isEmpty()) {
                return Optional.empty();
            }
            String holder = view.cluster().value().holder();
            Optional<Planned> primary =
                    steps.stream().filter(s -> s.id().part() == Part.PRIMARY).reduce((a, b) -> b);
            boolean expected = primary.map(p -> p.id().member().equals(holder)
                            || (handsOver(p)
                                    && undone.stream().noneMatch(this::outdatedStandby)
                                    && view.member(holder)
                                            .filter(arrival::upToDate)
                                            .isPresent()))
                    .orElse(undone.stream().noneMatch(s -> s.id().member().equals(holder)));
            return expected
                    ? Optional.empty()
                    : replan("rollout.leader-changed", holder + " leads, which the plan did not expect");
        }

        private boolean outdatedStandby(Planned step) {
            return step.id().part() == Part.STANDBYS
                    && view.member(step.id().member()).filter(arrival::upToDate).isEmpty();
        }

        private static boolean handsOver(Planned step) {
            return step.id().deed() == Deed.SWITCHOVER;
        }

        private Optional<Verdict> underWay() {
            Optional<Planned> begun = undone().stream()
                    .filter(s -> s.id().toString().equals(progress.step()))
                    .filter(s -> s.id().deed() != Deed.CHECKPOINT || progress.outcome() != Outcome.DONE)
                    .findFirst();
            if (begun.isEmpty()) {
                return Optional.empty();
            }
            String what = "'" + begun.get().step().what() + "'";
            return Optional.of(
                    switch (progress.outcome()) {
                        case REFUSED -> new Verdict.Abort("rollout.step-refused", what + " was refused");
                        case UNKNOWN ->
                            begun.get().id().deed() == Deed.SWITCHOVER
                                    ? new Verdict.Abort(
                                            "rollout.switchover-unknown",
                                            "whether the primary moves is not known; the old one is left alone")
                                    : patience.orAbort(
                                            "rollout.under-way", "it is not known whether " + what + " was done");
                        case NONE, RUNNING, DONE ->
                            patience.orAbort("rollout.under-way", what + " has not had its effect yet");
                    });
        }

        private Optional<Verdict> terminating() {
            return view.members().stream()
                    .filter(m -> m.pod().value().terminating())
                    .findFirst()
                    .map(m -> patience.orAbort("rollout.terminating", "the pod of " + m.name() + " is being deleted"));
        }

        private Verdict firstUndone() {
            List<Planned> undone = undone();
            if (undone.isEmpty()) {
                return finish();
            }
            Planned first = undone.get(0);
            List<String> samePart = undone.stream()
                    .filter(s -> s.id().part() == first.id().part())
                    .map(s -> s.id().member())
                    .toList();
            return new Readiness(view, arrival, new Candidates(arrival, view), completion, patience)
                    .judge(
                            first.step(),
                            first.id(),
                            view.member(first.id().member()).orElseThrow(),
                            samePart);
        }

        private Verdict finish() {
            for (RolloutMember m : view.members()) {
                if (!arrival.upToDate(m)) {
                    return new Verdict.Replan(
                            "rollout.incomplete", m.name() + " is not up to date, and not in the plan");
                }
            }
            return view.members().stream()
                    .filter(m -> !Arrival.returned(m, view))
                    .findFirst()
                    .map(m ->
                            patience.orAbort("rollout.not-returned", m.name() + " is up to date but has not returned"))
                    .orElseGet(Verdict.Finished::new);
        }

        private List<Planned> undone() {
            return steps.stream()
                    .filter(s -> view.member(s.id().member())
                            .filter(m -> completion.done(s.id(), m))
                            .isEmpty())
                    .toList();
        }

        private static Optional<Verdict> wait(String rule, String why) {
            return Optional.of(new Verdict.Wait(rule, why));
        }

        private static Optional<Verdict> replan(String rule, String why) {
            return Optional.of(new Verdict.Replan(rule, why));
        }
    }
}
