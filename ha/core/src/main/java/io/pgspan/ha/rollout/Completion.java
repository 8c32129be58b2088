package io.pgspan.ha.rollout;

import io.pgspan.ha.rollout.StepId.Part;
import io.pgspan.model.observed.InstanceObservation.Role;

/** Whether a step has had its effect, told by observations wherever it shows in them. */
record Completion(RolloutView view, Arrival arrival, RolloutProgress progress) {

    boolean done(StepId id, RolloutMember m) {
        return switch (id.deed()) {
            case REFUSE, KEEP -> false;
            case RELEASE -> released(m) || arrived(m, id.part());
            case RESTART, RECREATE -> arrived(m, id.part());
            case RELOAD -> arrival.upToDate(m);
            case CONFIGURE -> arrival.configured(m) || arrival.upToDate(m) || !view.isHolder(m);
            case CHECKPOINT -> checkpointed(id, m);
            case SWITCHOVER -> handedOver(m) || arrived(m, id.part());
        };
    }

    boolean arrived(RolloutMember m, Part part) {
        return arrival.upToDate(m, part) && Arrival.returned(m, view);
    }

    /** Whether the checkpoint was made, but took so long that a stop might not come to its end in time. */
    boolean checkpointSlow(StepId id) {
        return progress.step().equals(id.toString())
                && progress.outcome() == RolloutProgress.Outcome.DONE
                && progress.took().multipliedBy(2).compareTo(view.limits().stopGrace()) > 0;
    }

    /**
     * A member that is down has no duty left that its restart could break; but a drain may take its data away, and with them
     * what the record claims of it.
     */
    private boolean released(RolloutMember m) {
        return !view.cluster().value().sync().names().contains(m.name())
                || (m.is(PostgresSeen.State.DOWN) && !(arrival.what() instanceof Rollout.Drain));
    }

    private boolean checkpointed(StepId id, RolloutMember m) {
        boolean made = progress.step().equals(id.toString())
                && progress.outcome() == RolloutProgress.Outcome.DONE
                && !checkpointSlow(id);
        return made || m.is(PostgresSeen.State.DOWN) || arrived(m, id.part());
    }

    private boolean handedOver(RolloutMember from) {
        ClusterSeen cluster = view.cluster().value();
        return !cluster.holder().equals(from.name())
                && cluster.routedTo().equals(cluster.holder())
                && view.member(cluster.holder())
                        .filter(h -> h.running(Role.PRIMARY) && arrival.upToDate(h))
                        .isPresent();
    }
}
