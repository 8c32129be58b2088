package io.pgspan.operators.crunchy;

import io.pgspan.model.InstanceSet;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.service.ServiceSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A wish as it is read back: lists whose order means nothing in one order, and of further sets only what differs from the first one. */
final class Canonical {
    private static final PlacementPolicy NOWHERE = PlacementPolicy.builder().build();

    private Canonical() {}

    static PostgresCluster of(PostgresCluster wish) {
        Optional<PlacementPolicy> own = wish.placement().filter(policy -> !policy.equals(NOWHERE));
        List<InstanceSet> sets = new ArrayList<>();
        for (InstanceSet set : wish.furtherInstances()) {
            sets.add(set.withStorage(set.storage().filter(storage -> !storage.equals(wish.storage())))
                    .withPlacement(set.placement().filter(policy -> !policy.equals(own.orElse(NOWHERE)))));
        }
        return wish.withFurtherInstances(sets)
                .withPlacement(own)
                .withServices(wish.services().stream()
                        .sorted(Comparator.comparing(ServiceSettings::role))
                        .toList())
                .withBackups(wish.backups()
                        .map(backups -> backups.toBuilder()
                                .repositories(backups.repositories().stream()
                                        .map(SayableRepository::ordered)
                                        .toList())
                                .build()));
    }
}
