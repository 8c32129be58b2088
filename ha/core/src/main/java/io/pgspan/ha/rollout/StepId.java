package io.pgspan.ha.rollout;

import io.pgspan.model.PgspanException;
import java.util.List;
import java.util.Locale;

/**
 * The id of a rollout's step, by which an executor finds the deed. As text: {@code <part>/<deed>/<member>/<pod uid>}, the same
 * for the same step however often it is planned. The uid ties the step to the pod it was planned for.
 *
 * @param part the part of the plan
 * @param deed what is done
 * @param member to whom
 * @param podUid the uid of its pod at the time of planning, {@code none} when there was none
 */
public record StepId(Part part, Deed deed, String member, String podUid) {
    private static final String NO_POD = "none";
    private static final int PARTS = 4;

    static StepId of(Part part, Deed deed, RolloutMember member) {
        String uid = member.pod().value().uid();
        return new StepId(part, deed, member.name(), uid.isEmpty() ? NO_POD : uid);
    }

    /**
     * Reads the text of an id.
     *
     * @throws PgspanException when it is none
     */
    public static StepId parse(String text) {
        List<String> parts = List.of(text.split("/", -1));
        try {
            if (parts.size() == PARTS) {
                return new StepId(
                        Part.valueOf(constant(parts.get(0))),
                        Deed.valueOf(constant(parts.get(1))),
                        parts.get(2),
                        parts.get(3));
            }
        } catch (IllegalArgumentException e) {
            throw new PgspanException(wrong(text), e);
        }
        throw new PgspanException(wrong(text));
    }

    private static String wrong(String text) {
        return "rollout step: '" + text + "' is not the id of a rollout's step; pass one that the planner made";
    }

    private static String constant(String text) {
        return text.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return text(part) + "/" + text(deed) + "/" + member + "/" + podUid;
    }

    /** The parts of a plan, in their order. */
    public enum Part {
        /** Nothing can be done. */
        REFUSED,
        /** The standbys, to the greater of old and new values. */
        RAISE,
        /** The standbys. */
        STANDBYS,
        /** The primary. */
        PRIMARY,
        /** The member that was the primary, now a standby. */
        FORMER_PRIMARY,
        /** The standbys, to the new values, after the primary. */
        LOWER
    }

    /** What is done to a member. */
    public enum Deed {
        /** Nothing: the reason says why. */
        REFUSE,
        /** Nothing: it stays the primary as it is, for nobody may take over. */
        KEEP,
        /** Tell it to be no synchronous standby, until the record lists it no longer. */
        RELEASE,
        /** Stop PostgreSQL cleanly and start it with the configuration of the plan's part. */
        RESTART,
        /** Delete the pod, with its uid and resource version as the condition, after a clean stop. */
        RECREATE,
        /** Reload the configuration. */
        RELOAD,
        /** Write the new configuration for the next start; the running server goes on as it is. */
        CONFIGURE,
        /** Have a checkpoint made. */
        CHECKPOINT,
        /** Move the primary away from it. */
        SWITCHOVER
    }
}
