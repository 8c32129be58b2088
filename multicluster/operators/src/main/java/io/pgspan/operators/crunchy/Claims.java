package io.pgspan.operators.crunchy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.Storage;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.decode.Cursor;
import java.util.Optional;

/** Specifications of claims: the wish says size and class; a claim has one writer unless what was read says otherwise. */
final class Claims {
    private static final Quantity SIZE_DEFAULT = Quantity.of("10Gi");
    private static final String ONE_WRITER = "ReadWriteOnce";
    private static final String MODES = "accessModes";

    private Claims() {}

    /**
     * A claim that must be there.
     *
     * @param model the path in the model of what it says
     */
    static Storage required(Cursor parent, String field, String model) {
        if (!parent.has(field) && parent.isPresent()) {
            parent.missing(field, "say how large the volume is: accessModes and resources.requests.storage");
            parent.doubt(model + ".size");
            parent.object(field);
            return new Storage(SIZE_DEFAULT, null, true);
        }
        return read(parent.object(field), model);
    }

    /** A claim that may be there. */
    static Optional<Storage> optional(Cursor parent, String field, String model) {
        return parent.object(field).isPresent() ? Optional.of(read(parent.object(field), model)) : Optional.empty();
    }

    private static Storage read(Cursor claim, String model) {
        Cursor requests = claim.path("resources", "requests");
        requests.origin(model + ".size", "storage");
        claim.origin(model + ".storageClassName", "storageClassName");
        Optional<Quantity> size = requests.quantity("storage");
        if (!requests.has("storage") && claim.isPresent()) {
            requests.missing("storage", "name the volume's size, for example 2Gi");
        }
        if (size.isEmpty()) {
            requests.doubt(model + ".size");
        }
        modes(claim);
        return new Storage(
                size.orElse(SIZE_DEFAULT), claim.text("storageClassName").orElse(null), true);
    }

    private static void modes(Cursor claim) {
        JsonNode modes = claim.peek(MODES);
        if (claim.isPresent() && modes.isEmpty() && (modes.isArray() || modes.isMissingNode())) {
            claim.missing(MODES, "write ReadWriteOnce: one node at a time writes to the volume");
        }
        if (modes.isArray() && modes.size() == 1 && modes.path(0).asText().equals(ONE_WRITER)) {
            claim.skip(MODES);
        }
    }

    static void write(ObjectNode parent, String field, Storage storage) {
        ObjectNode object = parent.putObject(field);
        storage.storageClass().ifPresent(name -> object.put("storageClassName", name));
        object.putArray(MODES).add(ONE_WRITER);
        object.putObject("resources")
                .putObject("requests")
                .put("storage", storage.size().toString());
    }
}
