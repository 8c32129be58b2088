package io.pgspan.operators;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Where two trees differ. */
public final class Differences {
    private Differences() {}

    /** The places where two trees differ, with both values. */
    public static List<String> of(JsonNode one, JsonNode other) {
        List<String> found = new ArrayList<>();
        differences("", one, other, found);
        return found;
    }

    private static void differences(String path, JsonNode one, JsonNode other, List<String> found) {
        boolean objects = (one.isObject() || one.isMissingNode()) && (other.isObject() || other.isMissingNode());
        if (objects) {
            Set<String> names = new TreeSet<>();
            one.fieldNames().forEachRemaining(names::add);
            other.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> differences(path + "." + name, one.path(name), other.path(name), found));
        } else if (one.isArray() && other.isArray() && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) {
                differences(path + "[" + i + "]", one.get(i), other.get(i), found);
            }
        } else if (!isSame(one, other)) {
            found.add(path + ": " + one + " -> " + other);
        }
    }

    /** Numbers by value, durations by length; a flag that is off is one that is not there. */
    private static boolean isSame(JsonNode one, JsonNode other) {
        if (one.equals(other) || (isOff(one) && isOff(other))) {
            return true;
        }
        if (one.isIntegralNumber() && other.isIntegralNumber()) {
            return one.bigIntegerValue().equals(other.bigIntegerValue());
        }
        Optional<Duration> length = length(one);
        return length.isPresent() && length.equals(length(other));
    }

    private static boolean isOff(JsonNode value) {
        return value.isMissingNode() || (value.isBoolean() && !value.booleanValue());
    }

    private static Optional<Duration> length(JsonNode value) {
        try {
            return Optional.of(Duration.parse("PT" + value.asText()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
