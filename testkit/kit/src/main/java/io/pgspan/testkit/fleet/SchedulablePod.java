package io.pgspan.testkit.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.text.Quantity;
import java.math.BigDecimal;
import java.util.Comparator;

/** A pod as the scheduler reads it. */
record SchedulablePod(ObjectNode pod) {
    /** Oldest first, then by name: the order of the queue. */
    static final Comparator<SchedulablePod> QUEUE = Comparator.comparing(
                    (SchedulablePod p) -> p.metadata().path("creationTimestamp").asText())
            .thenComparing(SchedulablePod::namespace)
            .thenComparing(SchedulablePod::name);

    private JsonNode metadata() {
        return pod.path("metadata");
    }

    JsonNode spec() {
        return pod.path("spec");
    }

    String name() {
        return metadata().path("name").asText();
    }

    String namespace() {
        return metadata().path("namespace").asText();
    }

    JsonNode labels() {
        return metadata().path("labels");
    }

    String nodeName() {
        return spec().path("nodeName").asText("");
    }

    boolean isLive() {
        String phase = pod.path("status").path("phase").asText();
        return !metadata().has("deletionTimestamp") && !phase.equals("Succeeded") && !phase.equals("Failed");
    }

    boolean waits() {
        return isLive() && nodeName().isEmpty();
    }

    /** The sum of the containers' requests, or the largest init container's where that is more. */
    BigDecimal request(String resource) {
        BigDecimal sum = spec().path("containers")
                .valueStream()
                .map(c -> request(c, resource))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal init = spec().path("initContainers")
                .valueStream()
                .map(c -> request(c, resource))
                .reduce(BigDecimal.ZERO, BigDecimal::max);
        return sum.max(init);
    }

    private static BigDecimal request(JsonNode container, String resource) {
        JsonNode request = container.path("resources").path("requests").path(resource);
        return request.isMissingNode()
                ? BigDecimal.ZERO
                : Quantity.of(request.asText()).amount();
    }

    SchedulablePod on(String node) {
        ObjectNode bound = pod.deepCopy();
        bound.withObject("/spec").put("nodeName", node);
        return new SchedulablePod(bound);
    }
}
