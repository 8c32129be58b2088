package io.pgspan.testkit.base.apiserver;

/**
 * How a write is meant.
 *
 * @param fieldManager who writes, for field ownership; never empty
 * @param force apply only: take fields from other managers instead of a 409
 * @param dryRun everything is checked and answered, nothing is stored
 */
public record WriteOptions(String fieldManager, boolean force, boolean dryRun) {
    /** A plain write by {@code fieldManager}: no force, no dry run. */
    public static WriteOptions by(String fieldManager) {
        return new WriteOptions(fieldManager, false, false);
    }

    /** The same with force. */
    public WriteOptions forced() {
        return new WriteOptions(fieldManager, true, dryRun);
    }

    /** The same as a dry run. */
    public WriteOptions asDryRun() {
        return new WriteOptions(fieldManager, force, true);
    }
}
