package io.pgspan.multicluster;

import io.pgspan.model.plan.Step;

/** Carries out a deployment plan, step by step; the first failure ends it, and the same plan may be carried out again. */
final class Executor {
    private final FleetClient fleet;
    private final DeliveryListener listener;

    Executor(FleetClient fleet, DeliveryListener listener) {
        this.fleet = fleet;
        this.listener = listener;
    }

    void run(DeploymentPlan plan) {
        for (Step step : plan.steps().steps()) {
            listener.started(step);
            plan.deed(step.id())
                    .match(
                            namespace -> {
                                fleet.createNamespace(namespace.name(), listener);
                                return fleet.deliver(namespace.works(), listener);
                            },
                            record -> new RecordCreation(fleet, listener).run(record),
                            works -> fleet.deliver(works.works(), listener),
                            objects -> fleet.applyToHub(objects.objects(), listener));
            listener.finished(step);
        }
    }
}
