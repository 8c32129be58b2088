package io.pgspan.operators.translation;

/**
 * Something of the source's manifests that is not carried over.
 *
 * @param reason why
 * @param object whose it is: its kind, and its name where that is needed
 * @param path where in that object; empty for the object as a whole
 * @param value the value that stands there, short
 */
public record LeftBehind(Reason reason, String object, String path, String value) {

    /** Why something is left behind. */
    public enum Reason {
        /** An option that only the source's operator has. */
        OPTION,
        /** A field that no model has a word for; another operator would not know it. */
        UNREAD,
        /** An object of another kind; it stays as it is, and whether the new cluster has a use for it is for people to say. */
        OBJECT
    }

    @Override
    public String toString() {
        return reason + " " + object + (path.isEmpty() ? "" : " " + path) + (value.isEmpty() ? "" : ": " + value);
    }
}
