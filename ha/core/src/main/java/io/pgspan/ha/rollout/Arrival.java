package io.pgspan.ha.rollout;

import io.pgspan.model.observed.InstanceObservation.Role;
import java.util.Map;

/** Whether a member is where the rollout wants it, as far as a part of the plan goes. */
record Arrival(Rollout what) {

    boolean upToDate(RolloutMember member) {
        return upToDate(member, StepId.Part.LOWER);
    }

    boolean upToDate(RolloutMember member, StepId.Part part) {
        PodSeen pod = member.pod().value();
        return what.match(new Rollout.Cases<>(
                restart -> pod.upToDate(),
                recreate -> pod.upToDate(),
                upgrade -> pod.upToDate(),
                parameters -> member.arbiter() || shows(parameters, member, part),
                drain -> !pod.node().equals(drain.node())));
    }

    /** Whether the next start of the member uses the new values. */
    boolean configured(RolloutMember member) {
        return what.match(new Rollout.Cases<>(
                restart -> true,
                recreate -> true,
                upgrade -> true,
                parameters -> parameters.changes().stream()
                        .allMatch(c -> c.to().equals(member.postgres()
                                .value()
                                .settings()
                                .configured()
                                .get(c.name()))),
                drain -> true));
    }

    /** Whether a standby would start with the lower values: its control file must have seen the primary's. */
    boolean mayLower(RolloutMember member) {
        return what.match(new Rollout.Cases<>(
                restart -> true,
                recreate -> true,
                upgrade -> true,
                parameters -> parameters.changes().stream()
                        .filter(ParameterChange::lowers)
                        .allMatch(c -> demands(member, c.name()) <= ParameterChange.number(c.name(), c.to())),
                drain -> true));
    }

    /** Running, and as a standby streaming with little lag. What counts as available. */
    static boolean returned(RolloutMember member, RolloutView view) {
        PostgresSeen seen = member.postgres().value();
        if (seen.state() != PostgresSeen.State.RUNNING || member.pod().value().terminating()) {
            return false;
        }
        if (seen.role() == Role.ARBITER) {
            return true;
        }
        if (view.isHolder(member)) {
            return seen.role() == Role.PRIMARY;
        }
        return seen.role() == Role.STANDBY
                && seen.streaming()
                && seen.lagBytes() <= view.limits().maximumLagBytes();
    }

    private static long demands(RolloutMember member, String name) {
        Integer demanded = member.postgres().value().settings().demanded().get(name);
        return demanded == null ? Long.MAX_VALUE : demanded;
    }

    /** One that does not run is judged by what it would start with: what broke it may be just that. */
    private static boolean shows(Rollout.Parameters parameters, RolloutMember member, StepId.Part part) {
        SettingsSeen settings = member.postgres().value().settings();
        Map<String, String> shown = member.is(PostgresSeen.State.RUNNING) ? settings.inEffect() : settings.configured();
        for (ParameterChange change : parameters.changes()) {
            String value = shown.get(change.name());
            if (value == null) {
                return false;
            }
            if (part == StepId.Part.RAISE && change.hotStandby()) {
                if (change.raises()
                        && ParameterChange.number(change.name(), value)
                                < ParameterChange.number(change.name(), change.to())) {
                    return false;
                }
            } else if (!value.equals(change.to())) {
                return false;
            }
        }
        return true;
    }
}
