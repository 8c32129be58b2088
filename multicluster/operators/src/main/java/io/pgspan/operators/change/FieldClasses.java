package io.pgspan.operators.change;

import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The class of every field of one kind, written as a table, one line per class:
 *
 * <pre>{@code
 * spec.replicas | RELOAD | HorizontalScaling | the guide of scaling
 * spec.pods[name].image spec.pods[name].env | SWITCHOVER | restart | the guide of changes
 * }</pre>
 *
 * <p>A field belongs to the class of the longest pattern that is the field or above it. The table is compiled into a tree of hash maps, so
 * that finding a class costs a step per step of the path.
 */
public final class FieldClasses {
    private static final Pattern STEP = Pattern.compile("([A-Za-z0-9_-]+)(\\[([A-Za-z]*)])?");
    private static final int COLUMNS = 4;

    private final Node root = new Node();
    private final List<FieldClass> all = new ArrayList<>();

    private FieldClasses() {}

    /**
     * Reads a table.
     *
     * @throws IllegalArgumentException when a line is none, or names a field a second time: a mistake in the program
     */
    public static FieldClasses of(String table) {
        FieldClasses classes = new FieldClasses();
        table.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(classes::line);
        return classes;
    }

    private void line(String line) {
        String[] columns = line.split("\\s*\\|\\s*", -1);
        if (columns.length != COLUMNS || columns[COLUMNS - 1].isBlank()) {
            throw new IllegalArgumentException(
                    "table of changes: '" + line + "' is not 'fields | effect | way | basis'");
        }
        Effect effect = Effect.valueOf(columns[1].toUpperCase(Locale.ROOT));
        for (String pattern : columns[0].split("\\s+", -1)) {
            FieldClass row = new FieldClass(pattern, effect, columns[2], columns[3]);
            Node node = root;
            for (String step : pattern.split("\\.", -1)) {
                node = node.grow(step);
            }
            if (node.row != null) {
                throw new IllegalArgumentException("table of changes: '" + pattern + "' has two classes");
            }
            node.row = row;
            all.add(row);
        }
    }

    /** All classes, in the order of the table. */
    public List<FieldClass> all() {
        return List.copyOf(all);
    }

    /** The class of a field; empty when nothing is known of it. */
    public Optional<FieldClass> of(TreePath path) {
        @Nullable Node node = root;
        @Nullable FieldClass found = null;
        List<TreePath.Step> steps = path.steps();
        for (int i = 0; i < steps.size(); i++) {
            TreePath.Step step = steps.get(i);
            if (step.isField()) {
                node = node.children.get(step.key());
                if (node == null) {
                    break;
                }
                found = node.row == null ? found : node.row;
            }
        }
        return Optional.ofNullable(found);
    }

    Node root() {
        return root;
    }

    /** One field, with what is below it. */
    static final class Node {
        private final Map<String, Node> children = new HashMap<>();
        private @Nullable FieldClass row;
        private @Nullable String key;

        private Node grow(String step) {
            Matcher m = STEP.matcher(step);
            if (!m.matches()) {
                throw new IllegalArgumentException("table of changes: '" + step + "' is not a field, nor field[key]");
            }
            Node child = children.computeIfAbsent(m.group(1), name -> new Node());
            String named = m.group(3);
            if (named != null && !named.isEmpty()) {
                child.key = named;
            }
            return child;
        }

        @Nullable
        Node child(String field) {
            return children.get(field);
        }

        /** The field that tells the items of this list apart, or null. */
        @Nullable
        String key() {
            return key;
        }
    }
}
