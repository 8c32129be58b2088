package io.pgspan.multicluster;

import io.pgspan.multicluster.execution.Progress;
import io.pgspan.multicluster.execution.StepDeed;
import java.util.Optional;

/** A step of a deployment: it is done when the hub holds what it says, and saying it again repairs what has drifted. */
final class DeliveryDeed implements StepDeed {
    private final Deed deed;
    private final FleetClient fleet;
    private final DeliveryListener listener;
    private boolean delivered;

    DeliveryDeed(Deed deed, FleetClient fleet, DeliveryListener listener) {
        this.deed = deed;
        this.fleet = fleet;
        this.listener = listener;
    }

    @Override
    public Optional<String> hindrance() {
        return Optional.empty();
    }

    @Override
    public void begin() {
        deed.match(
                namespace -> {
                    fleet.createNamespace(namespace.name(), listener);
                    return fleet.deliver(namespace.works(), listener);
                },
                record -> new RecordCreation(fleet, listener).run(record),
                works -> fleet.deliver(works.works(), listener),
                objects -> fleet.applyToHub(objects.objects(), listener));
        delivered = true;
    }

    @Override
    public Progress progress() {
        return delivered ? new Progress.Done() : new Progress.NotBegun();
    }
}
