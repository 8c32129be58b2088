package io.pgspan.multicluster;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.RecordStore;
import io.pgspan.ha.record.StoreException;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import io.pgspan.model.plan.Step;
import java.time.Duration;
import java.util.Optional;

/** Carries out a deployment plan, step by step; the first failure ends it, and the same plan may be carried out again. */
final class Executor {
    /** How often the record is written before its outcome is called unknown. */
    private static final int RECORD_ATTEMPTS = 5;

    private static final Duration RECORD_LIMIT = Duration.ofSeconds(5);

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
                            this::createRecord,
                            works -> fleet.deliver(works.works(), listener),
                            objects -> fleet.applyToHub(objects.objects(), listener));
            listener.finished(step);
        }
    }

    /**
     * Creates the record, or keeps the one there is. A record that a member has used is a cluster's memory: it stays as it is, and
     * when it names other members than the plan, the plan is refused. Asking again after an unknown outcome is safe, because a
     * second creation conflicts with the first.
     */
    private Versioned createRecord(Deed.CreateRecord deed) {
        String what = "cluster record " + deed.namespace() + "/" + deed.name();
        String why = "";
        try (RecordStore store = fleet.recordStore(deed.namespace(), deed.name())) {
            for (int attempt = 1; attempt <= RECORD_ATTEMPTS; attempt++) {
                try {
                    Optional<Versioned> there = store.read(RECORD_LIMIT);
                    if (there.isPresent() && isAsPlanned(there.get().record(), deed, what)) {
                        return there.get();
                    }
                    WriteResult written = there.isPresent()
                            ? store.update(there.get().version(), deed.record(), RECORD_LIMIT)
                            : store.create(deed.record(), RECORD_LIMIT);
                    why = written.match(
                            done -> "written", () -> "somebody else wrote at the same time", unknown -> unknown.why());
                    if (written instanceof WriteResult.Written done) {
                        return new Versioned(done.version(), deed.record());
                    }
                } catch (StoreException e) {
                    why = String.valueOf(e.getMessage());
                }
                if (attempt < RECORD_ATTEMPTS) {
                    listener.retrying(what, attempt, why);
                }
            }
        }
        throw new DeliveryException(what + " on hub " + fleet.hubName() + ": not created in " + RECORD_ATTEMPTS
                + " attempts, the last: " + why + "; apply the plan again when the hub answers");
    }

    /** Whether the record may stay as it is; false when nobody has used it and it may be replaced. */
    private static boolean isAsPlanned(ClusterRecord there, Deed.CreateRecord deed, String what) {
        boolean same = there.members().equals(deed.record().members());
        boolean used = there.initialised() || there.epoch() > 0;
        if (used && !same) {
            throw new DeliveryException(what + " is in use with members " + there.members() + ", the plan has "
                    + deed.record().members() + "; wish those members again, or delete the Lease if its data is gone");
        }
        return used || (same && there.confirmations() == deed.record().confirmations());
    }
}
