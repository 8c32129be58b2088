package io.pgspan.multicluster;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.RecordStore;
import io.pgspan.ha.record.StoreException;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import java.util.Optional;

/**
 * Creates the cluster record, or keeps the one there is. A record that a member has used is a cluster's memory: it stays as it is,
 * and when it names other members than the plan, the plan is refused. One that nobody has used follows the plan. Asking again after
 * an unknown outcome is safe, because each attempt reads first and writes only over what it has read.
 */
final class RecordCreation {
    private final FleetClient fleet;
    private final DeliveryListener listener;

    RecordCreation(FleetClient fleet, DeliveryListener listener) {
        this.fleet = fleet;
        this.listener = listener;
    }

    Versioned run(Deed.CreateRecord deed) {
        String what = "cluster record " + deed.namespace() + "/" + deed.name();
        try (RecordStore store = fleet.recordStore(deed.namespace(), deed.name())) {
            return fleet.hub()
                    .repeat(what, listener, StoreException.class::isInstance, () -> settle(store, deed, what));
        } catch (StoreException e) {
            throw new DeliveryException(
                    what + " on hub " + fleet.hubName() + " could not be settled, the last attempt: " + e.getMessage()
                            + "; apply the plan again when the hub answers",
                    e);
        }
    }

    private Versioned settle(RecordStore store, Deed.CreateRecord deed, String what) {
        Optional<Versioned> there = store.read(fleet.hub().requestLimit());
        if (there.isPresent() && mayStay(there.get().record(), deed, what)) {
            return there.get();
        }
        WriteResult result = there.isPresent()
                ? store.update(there.get().version(), deed.record(), fleet.hub().requestLimit())
                : store.create(deed.record(), fleet.hub().requestLimit());
        return result.match(
                written -> new Versioned(written.version(), deed.record()),
                () -> {
                    throw new StoreException("somebody else wrote at the same time");
                },
                unknown -> {
                    throw new StoreException(unknown.why());
                });
    }

    /** Whether the record may stay as it is; false when nobody has used it and it says something else than the plan. */
    private static boolean mayStay(ClusterRecord there, Deed.CreateRecord deed, String what) {
        boolean sameMembers = there.members().equals(deed.record().members());
        boolean used = there.initialised() || there.epoch() > 0;
        if (used && !sameMembers) {
            throw new DeliveryException(what + " is in use with members " + there.members() + ", the plan has "
                    + deed.record().members() + "; wish those members again, or delete the Lease if its data is gone");
        }
        return used || there.equals(deed.record());
    }
}
