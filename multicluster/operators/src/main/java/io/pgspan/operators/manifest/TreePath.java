package io.pgspan.operators.manifest;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a tree, written as {@code spec.rules[1].name}. A key that is not a plain word is written in quotes,
 * {@code metadata.labels["a.b/c"]}; an item of a list may be named by one of its fields, {@code containers[name=postgres]}, or left
 * open, {@code rules[]}. Immutable; a longer path shares the shorter one, so that a step costs the same however deep it is.
 */
public final class TreePath {
    /** The root of a tree. */
    public static final TreePath ROOT = new TreePath(null, new Step("", "", Step.FIELD), 0);

    private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]\"]+)"
            + "|\\[(\\d{1,9})]"
            + "|\\[\"((?:[^\"\\\\]|\\\\.)*)\"]"
            + "|\\[([^=\\]\"]+)=([^\\]]*)]"
            + "|\\[]");

    /**
     * One step down a tree.
     *
     * @param key the key of an object's field, or of the field that names a list's item; empty for a list's index
     * @param item the value that names a list's item; empty for an object's field
     * @param index a list's index, {@link #FIELD}, {@link #KEYED} or {@link #ANY}
     */
    public record Step(String key, String item, int index) {
        static final int FIELD = -1;
        static final int KEYED = -2;
        static final int ANY = -3;

        /** Whether this step names a field of an object. */
        public boolean isField() {
            return index == FIELD;
        }

        /** Whether this step names a list's item by one of its fields. */
        public boolean isKeyed() {
            return index == KEYED;
        }

        boolean covers(Step other) {
            return index == ANY ? !other.isField() : equals(other);
        }
    }

    private final @Nullable TreePath parent;
    private final Step step;
    private final int depth;
    private int hash;
    private @Nullable String text;
    private @Nullable List<Step> steps;

    private TreePath(@Nullable TreePath parent, Step step, int depth) {
        this.parent = parent;
        this.step = step;
        this.depth = depth;
    }

    /** Reads a path; what can't be read as one is taken as the name of a field, so that no text fails. */
    public static TreePath of(String text) {
        TreePath path = ROOT;
        Matcher m = STEP.matcher(text);
        int at = 0;
        while (at < text.length() && m.find(at) && m.start() == at) {
            path = path.with(step(m));
            at = m.end();
        }
        if (at < text.length()) {
            path = path.with(new Step(text.substring(at), "", Step.FIELD));
        }
        return path;
    }

    private static Step step(Matcher m) {
        if (m.group(1) != null) {
            return new Step(m.group(1), "", Step.FIELD);
        }
        if (m.group(2) != null) {
            return new Step("", "", Integer.parseInt(m.group(2)));
        }
        if (m.group(3) != null) {
            return new Step(m.group(3).replaceAll("\\\\(.)", "$1"), "", Step.FIELD);
        }
        return m.group(4) != null ? new Step(m.group(4), m.group(5), Step.KEYED) : new Step("", "", Step.ANY);
    }

    /** The path of a field below this one. */
    public TreePath field(String key) {
        return with(new Step(key, "", Step.FIELD));
    }

    /** The path of a list's item. */
    public TreePath index(int index) {
        return with(new Step("", "", index));
    }

    /** The path of a list's item that is named by one of its fields. */
    public TreePath keyed(String key, String item) {
        return with(new Step(key, item, Step.KEYED));
    }

    private TreePath with(Step next) {
        return new TreePath(this, next, depth + 1);
    }

    /** The steps from the root down. */
    public List<Step> steps() {
        List<Step> known = steps;
        if (known == null) {
            Step[] found = new Step[depth];
            int at = depth;
            for (TreePath path = this; path.parent != null; path = path.parent) {
                at--;
                found[at] = path.step;
            }
            known = List.of(found);
            steps = known;
        }
        return known;
    }

    /** The last step; of the root, a field without a name. */
    public Step last() {
        return step;
    }

    /** Whether this is the root. */
    public boolean isRoot() {
        return parent == null;
    }

    /** The path one step up; the root's is itself. */
    public TreePath parent() {
        return parent == null ? this : parent;
    }

    /** Whether this path is the other one or above it; an open index covers every item. */
    public boolean covers(TreePath other) {
        TreePath theirs = other;
        while (theirs.depth > depth && theirs.parent != null) {
            theirs = theirs.parent;
        }
        if (theirs.depth != depth) {
            return false;
        }
        for (TreePath mine = this; mine.parent != null && theirs.parent != null; mine = mine.parent) {
            if (!mine.step.covers(theirs.step)) {
                return false;
            }
            theirs = theirs.parent;
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object object) {
        if (!(object instanceof TreePath other) || depth != other.depth || hashCode() != other.hashCode()) {
            return false;
        }
        TreePath theirs = other;
        for (TreePath mine = this; mine != theirs && mine.parent != null && theirs.parent != null; mine = mine.parent) {
            if (!mine.step.equals(theirs.step)) {
                return false;
            }
            theirs = theirs.parent;
        }
        return true;
    }

    @Override
    public int hashCode() {
        if (hash == 0 && parent != null) {
            hash = 31 * (31 * parent.hashCode() + step.key.hashCode()) + step.item.hashCode() + step.index;
        }
        return hash;
    }

    /** Whether a key needs no quotes. */
    private static boolean isWord(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
            if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '-'))) {
                return false;
            }
        }
        return !key.isEmpty();
    }

    @Override
    public String toString() {
        String known = text;
        if (known == null) {
            known = written();
            text = known;
        }
        return known;
    }

    private String written() {
        StringBuilder text = new StringBuilder();
        for (Step step : steps()) {
            if (step.isKeyed()) {
                text.append('[')
                        .append(step.key())
                        .append('=')
                        .append(step.item())
                        .append(']');
            } else if (step.index() == Step.ANY) {
                text.append("[]");
            } else if (!step.isField()) {
                text.append('[').append(step.index()).append(']');
            } else if (isWord(step.key())) {
                text.append(text.isEmpty() ? "" : ".").append(step.key());
            } else {
                text.append("[\"")
                        .append(step.key().replace("\\", "\\\\").replace("\"", "\\\""))
                        .append("\"]");
            }
        }
        return text.toString();
    }
}
