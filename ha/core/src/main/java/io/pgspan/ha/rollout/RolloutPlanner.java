package io.pgspan.ha.rollout;

import io.pgspan.ha.rollout.StepId.Part;
import io.pgspan.model.plan.Plan;
import io.pgspan.model.plan.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Plans a rollout: standbys one at a time, those already unavailable first, the primary last by a switchover to a standby that is up
 * to date by then. So a change that does not come up hits one standby and stops there.
 *
 * <p>Hot-standby parameters order themselves: a standby may have no less than its primary. Raised ones go to the standbys first. Lowered
 * ones go to the primary first, which then restarts in place, for no standby could take over with less; the standbys follow when they
 * have replayed that. A change with both takes two passes over the standbys, one before and one after the primary.
 *
 * <p>The same input gives the same plan. A member that is up to date has no step, so planning again while a plan is carried out gives the
 * rest of it. What must hold at the moment of each step is not judged here but by {@link RolloutGate}; a plan may therefore be made in a
 * maintenance pause. The cost grows with the square of the number of members.
 */
public final class RolloutPlanner {
    private RolloutPlanner() {}

    /**
     * The steps for what is not up to date yet; empty when everything is. A rollout that can't be done is one step of risk
     * {@code IMPOSSIBLE} with the reason; one that must leave the primary as it is ends with such a step.
     */
    public static Plan plan(Rollout what, RolloutView seen) {
        Arrival arrival = new Arrival(what);
        Candidates candidates = new Candidates(arrival, seen);
        StepWriter writer = new StepWriter(what, seen);
        Optional<String> refused = new Refusals(what, seen, arrival, candidates).first();
        List<Step> steps = refused.isPresent()
                ? List.of(writer.refuse(refused.get()))
                : new RolloutPlanner.Draft(what, seen, arrival, candidates, writer).steps();
        return new Plan(what.words(), steps);
    }

    /** A plan in the making. */
    private record Draft(Rollout what, RolloutView view, Arrival arrival, Candidates candidates, StepWriter writer) {

        List<Step> steps() {
            RolloutMember holder = view.member(view.cluster().value().holder()).orElseThrow();
            return what instanceof Rollout.Parameters parameters
                    ? parameters(parameters, holder)
                    : rolling(holder, false);
        }

        private List<Step> parameters(Rollout.Parameters parameters, RolloutMember holder) {
            if (!parameters.needsRestart()) {
                return reloads(holder);
            }
            if (!parameters.lowers()) {
                return rolling(holder, true);
            }
            List<Step> steps = new ArrayList<>();
            if (parameters.raises()) {
                steps.addAll(
                        standbys(Part.RAISE, "a standby may have no less than the primary: raised values go first"));
            }
            if (!arrival.upToDate(holder)) {
                steps.addAll(inPlace(
                        holder, "lowered values go to the primary first, and no standby can take over with less"));
            }
            steps.addAll(standbys(Part.LOWER, "the primary has the new values"));
            return steps;
        }

        private List<Step> reloads(RolloutMember holder) {
            List<Step> steps = new ArrayList<>();
            for (RolloutMember m : ordered(Part.STANDBYS)) {
                steps.add(writer.reload(Part.STANDBYS, m));
            }
            if (!arrival.upToDate(holder)) {
                steps.add(writer.reload(Part.PRIMARY, holder));
            }
            return steps;
        }

        private List<Step> rolling(RolloutMember holder, boolean configureFirst) {
            List<Step> standbys = standbys(Part.STANDBYS, "standbys go before the primary");
            if (arrival.upToDate(holder)) {
                return standbys;
            }
            if (holder.is(PostgresSeen.State.DOWN)) {
                List<Step> steps = new ArrayList<>();
                steps.add(writer.inPlace(holder, "it is down, so it can't hand over"));
                steps.addAll(standbys);
                return steps;
            }
            List<Step> steps = new ArrayList<>(standbys);
            if (view.data().size() == 1) {
                steps.addAll(inPlace(holder, "it is the only member with data, and the downtime is allowed"));
                return steps;
            }
            Optional<RolloutMember> expected = candidates.expected();
            if (expected.isEmpty()) {
                steps.add(writer.keep(holder, candidates.flaws()));
                return steps;
            }
            if (configureFirst) {
                steps.add(writer.configure(holder));
            }
            steps.add(writer.switchover(holder, expected.get()));
            steps.addAll(standby(Part.FORMER_PRIMARY, holder, "it is a standby by then"));
            return steps;
        }

        private List<Step> inPlace(RolloutMember holder, String why) {
            return List.of(writer.checkpoint(holder), writer.inPlace(holder, why));
        }

        private List<Step> standbys(Part part, String why) {
            List<Step> steps = new ArrayList<>();
            for (RolloutMember m : ordered(part)) {
                steps.addAll(standby(part, m, Arrival.returned(m, view) ? why : "it is unavailable already"));
            }
            return steps;
        }

        private List<Step> standby(Part part, RolloutMember m, String why) {
            Step restart = writer.restart(part, m, why);
            SyncSeen sync = view.cluster().value().sync();
            return (sync.required() > 0 && Candidates.maySync(m))
                            || sync.names().contains(m.name())
                    ? List.of(writer.release(part, m), restart)
                    : List.of(restart);
        }

        /** Unavailable ones first, then those no commit waits for, then the highest name. */
        private List<RolloutMember> ordered(Part part) {
            List<String> listed = view.cluster().value().sync().names();
            Comparator<RolloutMember> order = Comparator.comparing((RolloutMember m) -> Arrival.returned(m, view))
                    .thenComparing(m -> listed.contains(m.name()))
                    .thenComparing(RolloutMember::name, RolloutView.NAMES.reversed());
            return view.members().stream()
                    .filter(m -> !view.isHolder(m) && !arrival.upToDate(m, part))
                    .sorted(order)
                    .toList();
        }
    }
}
