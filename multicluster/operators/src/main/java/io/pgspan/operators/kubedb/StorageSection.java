package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Storage;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.decode.Cursor;
import java.util.Optional;

/** {@code storageType} and {@code storage}: a claim of which the wish says size and class. */
final class StorageSection {
    private static final Quantity SIZE_DEFAULT = Quantity.of("10Gi");
    private static final String ONE_WRITER = "ReadWriteOnce";

    private StorageSection() {}

    static Storage read(Cursor spec) {
        boolean durable =
                spec.choice("storageType", KubeDbWords.STORAGE_DURABLE).orElse(true);
        Cursor storage = spec.object("storage");
        Cursor requests = storage.path("resources", "requests");
        requests.origin("storage.size", "storage");
        storage.origin("storage.storageClassName", "storageClassName");
        Optional<Quantity> size = requests.quantity("storage");
        if (durable && !requests.has("storage")) {
            requests.missing("storage", "name the volume's size, for example 2Gi, or use storageType: Ephemeral");
        }
        if (size.isEmpty()) {
            requests.doubt("storage.size");
        }
        readAccessModes(storage);
        return new Storage(
                size.orElse(SIZE_DEFAULT), storage.text("storageClassName").orElse(null), durable);
    }

    /** Whether an ephemeral volume has no size of its own. */
    static boolean isOmitted(Cursor spec, Storage storage) {
        return !storage.durable()
                && !spec.path("storage", "resources", "requests").has("storage");
    }

    /** One writer is what is written anyway, and what a claim without modes gets. */
    static void readAccessModes(Cursor storage) {
        JsonNode modes = storage.peek("accessModes");
        if (modes.isArray()
                && (modes.isEmpty()
                        || (modes.size() == 1 && modes.path(0).asText().equals(ONE_WRITER)))) {
            storage.skip("accessModes");
        }
    }

    static void write(PostgresCluster wish, ObjectNode spec, boolean omitted) {
        Storage storage = wish.storage();
        spec.put("storageType", KubeDbWords.STORAGE_DURABLE.word(storage.durable()));
        if (storage.durable() || !omitted) {
            claim(spec.putObject("storage"), storage);
        } else {
            storage.storageClass().ifPresent(name -> spec.putObject("storage").put("storageClassName", name));
        }
    }

    static void claim(ObjectNode object, Storage storage) {
        storage.storageClass().ifPresent(name -> object.put("storageClassName", name));
        object.putArray("accessModes").add(ONE_WRITER);
        object.putObject("resources")
                .putObject("requests")
                .put("storage", storage.size().toString());
    }
}
