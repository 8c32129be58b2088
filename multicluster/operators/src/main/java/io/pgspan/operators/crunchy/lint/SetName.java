package io.pgspan.operators.crunchy.lint;

/** What the operator calls an instance set that has no name: its place in the list, in two digits or more. */
public final class SetName {
    private static final int TWO_DIGITS = 10;

    private SetName() {}

    /** @param index from 0 */
    public static String at(int index) {
        return index < TWO_DIGITS ? "0" + index : Integer.toString(index);
    }
}
