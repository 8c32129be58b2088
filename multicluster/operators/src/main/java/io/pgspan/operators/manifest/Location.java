package io.pgspan.operators.manifest;

/**
 * A place in a text.
 *
 * @param file the name the text was given under; empty for a tree built in code
 * @param line counted from 1; 0 when unknown
 */
public record Location(String file, int line) {
    /** The place of a tree that was built in code. */
    public static final Location NOWHERE = new Location("", 0);

    /** {@code file:line}, only the file when the line is unknown, empty when both are. */
    @Override
    public String toString() {
        return line > 0 ? file + ":" + line : file;
    }
}
