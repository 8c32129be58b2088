package io.pgspan.placement.survive;

/** How many domains of one level may be lost at once, whichever they are. */
public enum Grade {
    /** The loss of some one domain is fatal. */
    NONE("no"),
    /** Any one may be lost, but not any two. */
    ANY_ONE("any 1"),
    /** Any two may be lost. */
    ANY_TWO("any 2");

    private final String text;

    Grade(String text) {
        this.text = text;
    }

    /** The losses survived, in a word or two. */
    public String text() {
        return text;
    }
}
