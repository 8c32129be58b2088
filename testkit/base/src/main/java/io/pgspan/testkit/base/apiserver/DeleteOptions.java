package io.pgspan.testkit.base.apiserver;

/**
 * How a deletion is meant. Empty strings set no precondition.
 *
 * @param uid the object's uid must be this one, else 409
 * @param resourceVersion the object's version must be this one, else 409
 * @param orphan dependents stay and lose their owner reference; else they are deleted once the owner is gone (foreground
 *     deletion is treated as background)
 * @param dryRun everything is checked and answered, nothing is deleted
 */
public record DeleteOptions(String uid, String resourceVersion, boolean orphan, boolean dryRun) {
    private static final DeleteOptions PLAIN = new DeleteOptions("", "", false, false);

    /** No precondition, dependents go too. */
    public static DeleteOptions plain() {
        return PLAIN;
    }

    /** Only if the object is still the one with this uid. */
    public DeleteOptions onlyUid(String expected) {
        return new DeleteOptions(expected, resourceVersion, orphan, dryRun);
    }

    /** Only if the object is still at this version. */
    public DeleteOptions onlyVersion(String expected) {
        return new DeleteOptions(uid, expected, orphan, dryRun);
    }

    /** Dependents stay. */
    public DeleteOptions orphaning() {
        return new DeleteOptions(uid, resourceVersion, true, dryRun);
    }

    /** As a dry run. */
    public DeleteOptions asDryRun() {
        return new DeleteOptions(uid, resourceVersion, orphan, true);
    }
}
