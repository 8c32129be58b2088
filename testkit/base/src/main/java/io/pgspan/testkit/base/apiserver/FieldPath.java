package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The way to a field, in the tokens of managedFields: {@code f:name} a field, <code>k:{"name":"x"}</code> the item of an
 * associative list, {@code v:"x"} the item of a set.
 */
record FieldPath(List<String> tokens) {
    static final FieldPath ROOT = new FieldPath(List.of());

    FieldPath then(String token) {
        List<String> longer = new ArrayList<>(tokens);
        longer.add(token);
        return new FieldPath(List.copyOf(longer));
    }

    FieldPath parent() {
        return new FieldPath(tokens.subList(0, tokens.size() - 1));
    }

    String last() {
        return tokens.get(tokens.size() - 1);
    }

    boolean isItem() {
        return !tokens.isEmpty() && !last().startsWith("f:");
    }

    /** True for a field that names the list item it is in: it lives and dies with the item. */
    boolean isKeyOfItem() {
        return tokens.size() > 1
                && parent().last().startsWith("k:")
                && last().startsWith("f:")
                && ListKeys.parseKey(parent().last()).has(last().substring(2));
    }

    boolean startsWith(FieldPath prefix) {
        return tokens.size() >= prefix.tokens.size()
                && tokens.subList(0, prefix.tokens.size()).equals(prefix.tokens);
    }

    /** The value there, or a missing node. */
    JsonNode in(JsonNode root) {
        JsonNode node = root;
        for (String token : tokens) {
            node = token.startsWith("f:") ? node.path(token.substring(2)) : item(node, token);
        }
        return node;
    }

    /** Takes the value out of the tree, if it is there. */
    void removeFrom(ObjectNode root) {
        JsonNode parent = parent().in(root);
        if (parent instanceof ObjectNode object) {
            object.remove(last().substring(2));
        } else if (parent instanceof ArrayNode array) {
            for (int i = array.size() - 1; i >= 0; i--) {
                if (matches(array.get(i), last())) {
                    array.remove(i);
                }
            }
        }
    }

    private static JsonNode item(JsonNode list, String token) {
        for (JsonNode item : list) {
            if (matches(item, token)) {
                return item;
            }
        }
        return MissingNode.getInstance();
    }

    private static boolean matches(JsonNode item, String token) {
        if (token.startsWith("v:")) {
            return item.toString().equals(token.substring(2));
        }
        return ListKeys.parseKey(token).properties().stream()
                .allMatch(key -> item.path(key.getKey()).equals(key.getValue()));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (String token : tokens) {
            text.append(token.startsWith("f:") ? "." + token.substring(2) : "[" + token.substring(2) + "]");
        }
        return text.toString();
    }
}
