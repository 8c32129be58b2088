package io.pgspan.operators.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.pgspan.operators.manifest.TreePath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A value of an object that is waited for, or several of one object.
 *
 * @param object whose value
 * @param path as {@link TreePath} reads it, so {@code status.conditions[type=Ready].status} is one; {@code last} below a list is its last item
 * @param met the values, as text, with which it holds; an empty one also stands for a value that is not there, and <code>${path}</code> for the
 *     value which the same object has there
 * @param failed the values with which it never will
 * @param atMost how long it is waited for
 * @param also what must hold besides, all of the same object
 */
public record Condition(
        ObjectKey object, String path, List<String> met, List<String> failed, Duration atMost, List<Condition> also) {
    /** Most texts are shorter: so long a builder does not grow. */
    private static final int TEXT_USUAL = 160;

    private static final String LAST = "last";
    private static final String REFERENCE = "${";

    /** What an object says of a condition. */
    public enum Verdict {
        /** It holds. */
        MET,
        /** It does not hold yet. */
        NOT_YET,
        /** It will not hold any more. */
        FAILED
    }

    /** Copies the lists. */
    public Condition {
        met = List.copyOf(met);
        failed = List.copyOf(failed);
        also = List.copyOf(also);
    }

    /** A condition on one value. */
    public Condition(ObjectKey object, String path, List<String> met, List<String> failed, Duration atMost) {
        this(object, path, met, failed, atMost, List.of());
    }

    /** That the operator has looked at the object as it is now: the generation it tells is the object's. */
    public static Condition observed(ObjectKey object, Duration atMost) {
        return new Condition(
                object, "status.observedGeneration", List.of("${metadata.generation}"), List.of(), atMost, List.of());
    }

    /** This one, and another value of the same object. It has failed once one of them has. */
    public Condition and(String otherPath, List<String> otherMet, List<String> otherFailed) {
        List<Condition> all = new ArrayList<>(also);
        all.add(new Condition(object, otherPath, otherMet, otherFailed, atMost));
        return new Condition(object, path, met, failed, atMost, all);
    }

    /** What an object says; one that is not there is a missing node. */
    public Verdict of(JsonNode found) {
        Verdict verdict = own(found);
        for (Condition other : also) {
            Verdict next = other.of(found);
            if (next == Verdict.FAILED || verdict == Verdict.MET) {
                verdict = next;
            }
        }
        return verdict;
    }

    private Verdict own(JsonNode found) {
        String text = at(found, path).asText("");
        for (String value : met) {
            if (value.startsWith(REFERENCE) ? isSame(text, value, found) : value.equals(text)) {
                return Verdict.MET;
            }
        }
        return failed.contains(text) ? Verdict.FAILED : Verdict.NOT_YET;
    }

    private static boolean isSame(String text, String reference, JsonNode found) {
        String other = reference.substring(REFERENCE.length(), reference.length() - 1);
        return !text.isEmpty() && text.equals(at(found, other).asText(""));
    }

    private static JsonNode at(JsonNode found, String path) {
        JsonNode value = found;
        for (TreePath.Step step : TreePath.of(path).steps()) {
            boolean last = value.isArray() && step.isField() && step.key().equals(LAST);
            value = last ? value.path(value.size() - 1) : TreeEdit.step(value, step);
        }
        return value.isNull() ? MissingNode.getInstance() : value;
    }

    /** For a reader, for example {@code status.phase of Postgres demo/hippo is Ready}. */
    public String text() {
        StringBuilder text =
                new StringBuilder(TEXT_USUAL).append(path).append(" of ").append(object.title());
        wanted(text);
        for (Condition other : also) {
            text.append(", and ").append(other.path);
            other.wanted(text);
        }
        return text.toString();
    }

    private void wanted(StringBuilder text) {
        String before = " is ";
        for (String value : met) {
            text.append(before);
            if (value.startsWith(REFERENCE)) {
                text.append("that of ").append(value, REFERENCE.length(), value.length() - 1);
            } else {
                text.append(value.isEmpty() ? "empty" : value);
            }
            before = " or ";
        }
    }
}
