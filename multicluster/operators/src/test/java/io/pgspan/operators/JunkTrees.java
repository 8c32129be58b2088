package io.pgspan.operators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Puts values of wrong types into trees. */
public final class JunkTrees {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JunkTrees() {}

    /** The same tree with some values replaced by junk, at any depth; the tree itself is not changed. */
    public static ObjectNode spoil(ObjectNode tree, Random random, int changes) {
        ObjectNode copy = tree.deepCopy();
        for (int i = 0; i < changes; i++) {
            List<Runnable> spots = new ArrayList<>();
            collect(copy, random, spots);
            if (!spots.isEmpty()) {
                spots.get(random.nextInt(spots.size())).run();
            }
        }
        return copy;
    }

    private static void collect(JsonNode node, Random random, List<Runnable> spots) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                String name = field.getKey();
                spots.add(() -> object.set(name, junk(random)));
                spots.add(() -> object.remove(name));
                spots.add(() -> object.set(name + "x", junk(random)));
                collect(field.getValue(), random, spots);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                spots.add(() -> array.set(at, junk(random)));
                spots.add(() -> array.add(junk(random)));
                collect(array.get(i), random, spots);
            }
        }
    }

    private static JsonNode junk(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.numberNode(-1);
            case 2 -> NODES.numberNode(Integer.MAX_VALUE);
            case 3 -> NODES.numberNode(new BigInteger("99999999999999999999"));
            case 4 -> NODES.numberNode(1.5);
            case 5 -> NODES.booleanNode(random.nextBoolean());
            case 6 -> NODES.textNode("");
            case 7 -> NODES.textNode("junk \u0000 \"'");
            case 8 -> NODES.arrayNode().add(NODES.objectNode()).add(NODES.nullNode());
            case 9 -> NODES.objectNode().put("name", 1).putNull("replicas");
            case 10 -> NODES.arrayNode();
            default -> NODES.objectNode();
        };
    }
}
