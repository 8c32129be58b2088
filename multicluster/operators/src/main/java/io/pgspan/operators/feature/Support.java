package io.pgspan.operators.feature;

/** How far an operator can carry a feature out. */
public enum Support {
    /** As the wish says it. */
    YES,
    /** In part, or with another meaning: the note says which. */
    PARTLY,
    /** Not at all. */
    NO
}
