package io.pgspan.operators.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.operators.Dialect;
import io.pgspan.operators.DialectOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Residue;
import io.pgspan.operators.WriteOptions;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What of the source's manifests is nobody else's: its operator's options, what nobody read, and other objects.
 *
 * <p>Options have no paths; where they stand is found by writing the source once with them and once with the defaults, and comparing.
 */
final class SourceRest {
    private final List<LeftBehind> found = new ArrayList<>();

    private SourceRest() {}

    /**
     * All of it, in the order of options, fields and objects.
     *
     * @param withOptions whether the options are left behind too: not so with the same operator
     * @param kept what is left over of the new objects: nothing of the old ones with another operator
     */
    static <A extends DialectOptions> List<LeftBehind> of(
            Reading<A> reading, Dialect<A> from, boolean withOptions, Residue kept) {
        SourceRest rest = new SourceRest();
        if (withOptions && !reading.options().equals(from.defaults())) {
            rest.options(reading.orThrow(), reading.options(), from);
        }
        rest.residue(reading.residue(), kept);
        return List.copyOf(rest.found);
    }

    private <A extends DialectOptions> void options(PostgresCluster wish, A options, Dialect<A> from) {
        Map<String, ObjectNode> said;
        Map<String, ObjectNode> usual;
        try {
            said = byTitle(from.write(wish, options, Residue.none(), WriteOptions.waiving(WishParts.roots())));
            usual = byTitle(from.write(wish, from.defaults(), Residue.none(), WriteOptions.waiving(WishParts.roots())));
        } catch (InvalidException onlyWithTheseOptions) {
            found.add(new LeftBehind(LeftBehind.Reason.OPTION, from.id(), "", WishParts.cut(options.toString())));
            return;
        }
        said.forEach((title, object) -> {
            Optional<ObjectNode> plain = Optional.ofNullable(usual.get(title));
            if (plain.isEmpty()) {
                found.add(new LeftBehind(LeftBehind.Reason.OPTION, title, "", ""));
            } else {
                TreeDifferences.of(object, plain.get()).forEach((path, value) -> {
                    if (!value.isMissingNode()) {
                        add(LeftBehind.Reason.OPTION, title, path.toString(), value);
                    }
                });
            }
        });
    }

    private void residue(Residue residue, Residue kept) {
        new TreeMap<>(residue.unread()).forEach((object, trees) -> {
            Map<TreePath, JsonNode> there = kept.unread().getOrDefault(object, Map.of());
            trees.forEach((path, value) -> {
                if (!there.containsKey(path)) {
                    add(LeftBehind.Reason.UNREAD, object, path.toString(), value);
                }
            });
        });
        residue.untouched()
                .forEach(object -> add(LeftBehind.Reason.OBJECT, title(object), "", MissingNode.getInstance()));
    }

    private void add(LeftBehind.Reason reason, String object, String path, JsonNode value) {
        found.add(new LeftBehind(
                reason,
                object,
                path,
                value.isMissingNode() ? "" : WishParts.cut(value.isTextual() ? value.asText() : value.toString())));
    }

    private static Map<String, ObjectNode> byTitle(List<ObjectNode> objects) {
        Map<String, ObjectNode> byTitle = new TreeMap<>();
        objects.forEach(object -> byTitle.put(title(object), object));
        return byTitle;
    }

    private static String title(ObjectNode object) {
        return object.path("kind").asText() + " "
                + object.path("metadata").path("name").asText();
    }
}
