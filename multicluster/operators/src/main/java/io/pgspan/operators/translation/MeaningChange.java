package io.pgspan.operators.translation;

/**
 * Something that can be written for the other operator, and means something else there.
 *
 * @param reason how it is known
 * @param id what changes, for example {@code translation.election}
 * @param path the part of the wish it is about
 * @param before what it means with the source's operator
 * @param after what it means with the other one
 */
public record MeaningChange(Reason reason, String id, String path, String before, String after) {

    /** How a change is known. */
    public enum Reason {
        /** The operators behave differently, whatever the wish says. */
        CONDUCT,
        /** The other operator has the feature in part. */
        IN_PART,
        /** The other operator reads another value than was written. */
        VALUE
    }

    @Override
    public String toString() {
        return path + " (" + id + "): " + before + " -> " + after;
    }
}
