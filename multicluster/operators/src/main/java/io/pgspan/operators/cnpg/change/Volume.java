package io.pgspan.operators.cnpg.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.PgspanException;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.change.Change;
import java.math.BigDecimal;
import java.util.Optional;

/** The volumes of an instance, as a {@code Cluster} says them. */
final class Volume {
    private Volume() {}

    /** The size of a volume: its own field, or that of its claim's template. */
    static Optional<BigDecimal> size(JsonNode storage) {
        JsonNode size = storage.path("size");
        return amount(
                size.isMissingNode() || size.isNull()
                        ? storage.path("pvcTemplate")
                                .path("resources")
                                .path("requests")
                                .path("storage")
                        : size);
    }

    /** An amount; empty when there is none, or it can't be read. */
    static Optional<BigDecimal> amount(JsonNode value) {
        if (!value.isTextual() && !value.isNumber()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Quantity.of(value.asText()).amount());
        } catch (PgspanException e) {
            return Optional.empty();
        }
    }

    /** Whether a change of claims makes something smaller, or nobody can tell. */
    static boolean shrinks(JsonNode before, JsonNode after) {
        Optional<BigDecimal> was = size(before);
        Optional<BigDecimal> is = size(after);
        return was.isPresent() && (is.isEmpty() || is.get().compareTo(was.get()) < 0);
    }

    /** Whether a change moves the class or the size between the short field and the template, and says the same. */
    static boolean isClass(Change change) {
        String last = change.path().last().key();
        return last.equals("storageClass") || last.equals("storageClassName");
    }

    /** The class of a volume; empty when it is the Kubernetes cluster's own. */
    static String storageClass(JsonNode storage) {
        String own = storage.path("storageClass").asText("");
        return own.isEmpty()
                ? storage.path("pvcTemplate").path("storageClassName").asText("")
                : own;
    }
}
