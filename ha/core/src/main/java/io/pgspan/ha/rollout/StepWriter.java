package io.pgspan.ha.rollout;

import io.pgspan.model.plan.Step;
import io.pgspan.model.plan.Step.Risk;

/** Tells steps in words. */
record StepWriter(Rollout what, RolloutView view) {
    private static final String COMMON_ABORT =
            "the template changes again, the leader changes, the pod is replaced, or the step takes longer than ";

    Step refuse(String why) {
        return new Step(
                new StepId(StepId.Part.REFUSED, StepId.Deed.REFUSE, "cluster", "none").toString(),
                "do nothing",
                why,
                Risk.IMPOSSIBLE,
                "what forbids it is gone",
                "never; plan again",
                "at once",
                "nothing to undo");
    }

    Step keep(RolloutMember primary, String why) {
        return new Step(
                StepId.of(StepId.Part.PRIMARY, StepId.Deed.KEEP, primary).toString(),
                "leave " + primary.name() + " the primary, as it is",
                "nobody may take over: " + why,
                Risk.IMPOSSIBLE,
                "the standbys are up to date",
                "never; plan again when a standby may take over",
                "at once",
                "nothing to undo");
    }

    Step release(StepId.Part part, RolloutMember m) {
        return step(
                StepId.of(part, StepId.Deed.RELEASE, m),
                "release " + m.name() + " from synchronous duty",
                "no commit may wait for a standby that is about to stop",
                Risk.RELOAD,
                "at least " + view.cluster().value().sync().required() + " other standbys confirm commits",
                "the record lists " + m.name() + " no longer",
                "list " + m.name() + " again");
    }

    Step restart(StepId.Part part, RolloutMember m, String why) {
        String goal = m.name() + " is up to date and runs, streams, and lags at most "
                + view.limits().maximumLagBytes() + " bytes";
        return step(
                StepId.of(part, deed(), m),
                (what.recreatesPods() ? "recreate the pod of " : "restart ") + m.name(),
                why,
                Risk.ROLLING_RESTART,
                "no other member is unavailable, " + m.name()
                        + " is not listed as synchronous and does not recover, and "
                        + view.limits().minimumElectable() + " electable members are left"
                        + (what.recreatesPods() ? "; the delete names the pod's uid and resource version" : ""),
                goal,
                undo());
    }

    Step inPlace(RolloutMember primary, String why) {
        return step(
                StepId.of(StepId.Part.PRIMARY, deed(), primary),
                (what.recreatesPods() ? "recreate the pod of " : "restart ") + primary.name()
                        + ", the primary, in place",
                why,
                Risk.DOWNTIME,
                "the checkpoint just made was quick; no other member is unavailable",
                primary.name() + " is up to date and runs as the primary",
                undo());
    }

    Step checkpoint(RolloutMember primary) {
        return step(
                StepId.of(StepId.Part.PRIMARY, StepId.Deed.CHECKPOINT, primary),
                "checkpoint " + primary.name(),
                "the shutdown checkpoint is short when one was just made",
                Risk.NONE,
                primary.name() + " runs",
                "it took at most half of the " + view.limits().stopGrace().toSeconds() + " s a stop may take",
                "nothing to undo");
    }

    Step configure(RolloutMember primary) {
        return step(
                StepId.of(StepId.Part.PRIMARY, StepId.Deed.CONFIGURE, primary),
                "write the new values into the configuration of " + primary.name(),
                "it starts as a standby at the switchover, and can't with less than the new primary has",
                Risk.NONE,
                "the standbys have the new values",
                "the next start of " + primary.name() + " would use the new values",
                "write the old values");
    }

    Step reload(StepId.Part part, RolloutMember m) {
        return step(
                StepId.of(part, StepId.Deed.RELOAD, m),
                "reload " + m.name(),
                "the parameters need no restart",
                Risk.RELOAD,
                m.name() + " runs",
                m.name() + " shows the new values",
                undo());
    }

    Step switchover(RolloutMember primary, RolloutMember expected) {
        return step(
                StepId.of(StepId.Part.PRIMARY, StepId.Deed.SWITCHOVER, primary),
                "move the primary from " + primary.name() + " to the least lagging "
                        + (view.cluster().value().sync().required() > 0 ? "synchronous " : "")
                        + "standby that is up to date, probably " + expected.name(),
                "the primary is handled last, as a standby",
                Risk.SWITCHOVER,
                "every standby has returned and is up to date; no other switchover is pending",
                "another member holds the record, runs as the primary, and gets the writes",
                "move the primary back");
    }

    private StepId.Deed deed() {
        return what.recreatesPods() ? StepId.Deed.RECREATE : StepId.Deed.RESTART;
    }

    private String undo() {
        return what.match(new Rollout.Cases<>(
                r -> "nothing to undo",
                r -> "recreate the pod from the template before",
                u -> "recreate the pod with PostgreSQL " + u.from(),
                p -> "roll the parameters back to the old values",
                d -> "open the node again"));
    }

    private Step step(StepId id, String deed, String why, Risk risk, String before, String after, String undo) {
        String abort = COMMON_ABORT + view.limits().stepTime().toSeconds() + " s"
                + (id.deed() == StepId.Deed.SWITCHOVER ? "; it is refused, or its outcome is unknown" : "");
        return new Step(id.toString(), deed, why, risk, before + "; no pause, no failsafe mode", after, abort, undo);
    }
}
