package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.InstanceSet;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.Storage;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.podspec.ResourceFields;
import io.pgspan.operators.podspec.SchedulingFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code readReplicas}: sets of instances that follow and are never promoted, each with a placement policy of its own by name. The webhook
 * fills in none of their resources, so what is not said stays unsaid.
 */
final class ReadReplicasSection {
    private ReadReplicasSection() {}

    static List<InstanceSet> read(Cursor spec) {
        List<InstanceSet> sets = new ArrayList<>();
        for (Cursor one : spec.objects("readReplicas")) {
            String model = "furtherInstances[" + sets.size() + "]";
            one.origin(model);
            one.origin(model + ".replicas", "replicas");
            Optional<String> name = one.text("name");
            sets.add(InstanceSet.readReplicas(
                            name.orElse("unnamed-" + sets.size()),
                            one.integer("replicas").orElse(1))
                    .resources(ResourceFields.read(one.object("resources")))
                    .storage(storage(one))
                    .placement(placement(one))
                    .build());
        }
        return sets;
    }

    private static Optional<Storage> storage(Cursor set) {
        Cursor storage = set.object("storage");
        Cursor requests = storage.object("resources").object("requests");
        Optional<Quantity> size = requests.quantity("storage");
        if (size.isEmpty()) {
            if (storage.isPresent() && !requests.has("storage")) {
                // the webhook copies the cluster's claim only where there is none at all
                requests.missing("storage", "name the volume's size, or leave storage out to have the cluster's");
            }
            return Optional.empty();
        }
        StorageSection.readAccessModes(storage);
        boolean durable = set.choice("storageType", KubeDbWords.STORAGE_DURABLE).orElse(true);
        return Optional.of(
                new Storage(size.get(), storage.text("storageClassName").orElse(null), durable));
    }

    private static Optional<PlacementPolicy> placement(Cursor set) {
        PlacementPolicy said = PlacementPolicy.builder()
                .name(set.object("podPlacementPolicy").text("name"))
                .nodeSelector(set.labels("nodeSelector"))
                .tolerations(SchedulingFields.tolerations(set))
                .build();
        return said.equals(PlacementPolicy.builder().build()) ? Optional.empty() : Optional.of(said);
    }

    static void write(PostgresCluster wish, ObjectNode spec) {
        if (wish.furtherInstances().isEmpty()) {
            return;
        }
        ArrayNode sets = spec.putArray("readReplicas");
        for (InstanceSet set : wish.furtherInstances()) {
            ObjectNode one = sets.addObject().put("name", set.name()).put("replicas", set.replicas());
            if (!set.resources().equals(Resources.unsaid())) {
                ResourceFields.write(one.putObject("resources"), set.resources());
            }
            set.storage().ifPresent(storage -> {
                one.put("storageType", KubeDbWords.STORAGE_DURABLE.word(storage.durable()));
                StorageSection.claim(one.putObject("storage"), storage);
            });
            set.placement().ifPresent(placement -> {
                placement
                        .name()
                        .ifPresent(name -> one.putObject("podPlacementPolicy").put("name", name));
                SchedulingFields.write(one, placement.nodeSelector(), placement.tolerations());
            });
        }
    }
}
