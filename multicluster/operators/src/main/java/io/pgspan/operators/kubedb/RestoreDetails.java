package io.pgspan.operators.kubedb;

import io.pgspan.operators.kubedb.policy.ObjectRef;
import org.jspecify.annotations.Nullable;

/**
 * What only KubeDB has of a restore from an archive; all of it unused while the wish restores nothing.
 *
 * @param encryptionSecret the secret the archive is encrypted with, or null
 * @param manifestRepository where the manifests of the database were kept, or null: they are not restored
 * @param strategy how standbys get their data; default {@link Strategy#SYNC}
 * @param restoreArchiver whether the archiver's own manifest is restored; default false
 * @param archiver the name the restored archiver gets, or null
 * @param restoreInitScript whether the script of the first start is restored; default false
 */
public record RestoreDetails(
        @Nullable ObjectRef encryptionSecret,
        @Nullable ObjectRef manifestRepository,
        Strategy strategy,
        boolean restoreArchiver,
        @Nullable ObjectRef archiver,
        boolean restoreInitScript) {
    private static final RestoreDetails DEFAULTS = new RestoreDetails(null, null, Strategy.SYNC, false, null, false);

    /** How standbys get their data after a restore. */
    public enum Strategy {
        /** They are restored by themselves and follow then. */
        SYNC,
        /** Files are copied from the first one. */
        FSCOPY,
        /** Volumes are cloned from the first one's. */
        CLONE,
        /** They start empty. */
        NONE
    }

    /** Data only, standbys restored by themselves. */
    public static RestoreDetails ofDefaults() {
        return DEFAULTS;
    }

    /** Whether anything is said of manifests. */
    boolean isAboutManifests() {
        return restoreArchiver || archiver != null || restoreInitScript;
    }
}
