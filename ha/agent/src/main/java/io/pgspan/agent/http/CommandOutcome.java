package io.pgspan.agent.http;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a command.
 *
 * @param kind how it went
 * @param message a sentence for people
 * @param details facts for programs, for example {@code received} of an accepted failsafe announcement
 */
public record CommandOutcome(Kind kind, String message, Map<String, String> details) {

    /** How a command went, and the status it is answered with. */
    public enum Kind {
        /** It is done, or what it asked for is so already. */
        DONE(200),
        /** It is written down and will be done; look at the status for its end. */
        ACCEPTED(202),
        /** It makes no sense, whatever the cluster's state. */
        INVALID(400),
        /** The cluster's state forbids it; nothing has changed. */
        REFUSED(412),
        /** It could not be written down; nothing has changed, or nothing is known. */
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /** Copies and sorts the details. */
    public CommandOutcome {
        details = Collections.unmodifiableMap(new TreeMap<>(details));
    }

    /** {@link Kind#DONE}. */
    public static CommandOutcome done(String message) {
        return new CommandOutcome(Kind.DONE, message, Map.of());
    }

    /** {@link Kind#ACCEPTED}. */
    public static CommandOutcome accepted(String message) {
        return new CommandOutcome(Kind.ACCEPTED, message, Map.of());
    }

    /** {@link Kind#INVALID}. */
    public static CommandOutcome invalid(String message) {
        return new CommandOutcome(Kind.INVALID, message, Map.of());
    }

    /** {@link Kind#REFUSED}. */
    public static CommandOutcome refused(String message) {
        return new CommandOutcome(Kind.REFUSED, message, Map.of());
    }

    /** {@link Kind#UNAVAILABLE}. */
    public static CommandOutcome unavailable(String message) {
        return new CommandOutcome(Kind.UNAVAILABLE, message, Map.of());
    }

    /** The same with one more fact. */
    public CommandOutcome with(String name, String value) {
        Map<String, String> more = new TreeMap<>(details);
        more.put(name, value);
        return new CommandOutcome(kind, message, more);
    }
}
