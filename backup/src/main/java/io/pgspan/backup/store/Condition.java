package io.pgspan.backup.store;

/** When a {@link ObjectStore#put put} may take effect. */
public enum Condition {
    /** An object under the key is replaced, in one step. */
    ALWAYS,
    /** An object under the key stays; of several writers at the same time exactly one creates it. */
    IF_ABSENT
}
