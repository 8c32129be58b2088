package io.pgspan.operators;

/** How much a finding matters. */
public enum Severity {
    /** The wish must not be carried out: it stops {@link Reading#orThrow()} and the writing of a reading. */
    ERROR,
    /** The wish can be carried out, but probably does something else than was meant. */
    WARNING,
    /** Worth knowing; nothing needs to change. */
    INFO
}
