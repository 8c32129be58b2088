package io.pgspan.operators.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.decode.Cursor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A {@code Node} object as its scheduler sees it: labels, what is allocatable, images, taints, whether it is cordoned. */
final class NodeReader {
    private NodeReader() {}

    /** The node; empty when it has no name. */
    static Optional<Node> read(Cursor object) {
        Cursor metadata = object.object("metadata");
        Cursor spec = object.object("spec");
        Cursor status = object.object("status");
        return metadata.requiredText("name", "name the node")
                .map(name -> new Node(
                        name,
                        metadata.labels("labels"),
                        allocatable(status.object("allocatable")),
                        images(status),
                        taints(spec),
                        !spec.bool("unschedulable").orElse(false),
                        Map.of()));
    }

    private static Map<String, Quantity> allocatable(Cursor amounts) {
        Map<String, Quantity> allocatable = new LinkedHashMap<>();
        amounts.peek().fieldNames().forEachRemaining(name -> {
            amounts.quantity(name)
                    .filter(amount -> notNegative(amounts, name, amount))
                    .ifPresent(amount -> allocatable.put(name, amount));
        });
        return allocatable;
    }

    private static boolean notNegative(Cursor amounts, String name, Quantity amount) {
        if (amount.signum() < 0) {
            amounts.reject("negative", name, "a node can't have less than nothing", "write 0 or more");
        }
        return amount.signum() >= 0;
    }

    private static List<Node.Image> images(Cursor status) {
        List<Node.Image> images = new ArrayList<>();
        for (Cursor image : status.objects("images")) {
            images.add(new Node.Image(
                    image.texts("names"), image.number("sizeBytes").orElse(0L)));
        }
        return images;
    }

    private static List<Node.Taint> taints(Cursor spec) {
        List<Node.Taint> taints = new ArrayList<>();
        for (Cursor taint : spec.objects("taints")) {
            taints.add(new Node.Taint(
                    taint.text("key").orElse(""),
                    taint.text("value").orElse(""),
                    taint.text("effect").orElse("")));
        }
        return taints;
    }

    /** The cluster an object says it belongs to; empty when it doesn't say. */
    static Optional<String> clusterOf(Cursor object) {
        JsonNode annotations = object.peek("metadata").path("annotations");
        JsonNode cluster = annotations.path("open-cluster-management.io/cluster-name");
        return cluster.isTextual() ? Optional.of(cluster.textValue()) : Optional.empty();
    }
}
