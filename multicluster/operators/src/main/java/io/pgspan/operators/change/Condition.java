package io.pgspan.operators.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;

/**
 * A value of an object that is waited for.
 *
 * @param object whose value
 * @param path fields joined by dots; {@code last} below a list is its last item
 * @param met the values, as text, with which it holds
 * @param failed the values with which it never will
 * @param atMost how long it is waited for
 */
public record Condition(ObjectKey object, String path, List<String> met, List<String> failed, Duration atMost) {
    private static final String LAST = "last";

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
    }

    /** What an object says; one that is not there is a missing node. */
    public Verdict of(JsonNode found) {
        JsonNode value = found;
        for (String step : path.split("\\.", -1)) {
            value = value.isArray() && step.equals(LAST) ? value.path(value.size() - 1) : value.path(step);
        }
        String text = value.asText("");
        return met.contains(text) ? Verdict.MET : failed.contains(text) ? Verdict.FAILED : Verdict.NOT_YET;
    }

    /** For a reader, for example {@code status.phase of Postgres demo/hippo is Ready}. */
    public String text() {
        return path + " of " + object.title() + " is " + String.join(" or ", met);
    }
}
