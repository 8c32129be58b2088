package io.pgspan.operators.kubedb;

import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.PostgresVersion;
import io.pgspan.model.placement.Spread.WhenUnsatisfiable;
import io.pgspan.model.replication.Replication.CommitLevel;
import io.pgspan.model.replication.Replication.StandbyMode;
import io.pgspan.model.replication.Replication.Streaming;
import io.pgspan.model.replication.Replication.SyncMethod;
import io.pgspan.operators.decode.Words;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** KubeDB's words for the model's values, in the order its documentation names them. */
final class KubeDbWords {
    static final String GROUP = "kubedb.com";
    static final String GITOPS_GROUP = "gitops.kubedb.com";
    static final String POSTGRES_API = "kubedb.com/v1";
    static final String GITOPS_API = "gitops.kubedb.com/v1alpha1";
    static final String POSTGRES = "Postgres";
    static final Words<DeletionPolicy> DELETION = Words.of("DoNotTerminate", DeletionPolicy.PROTECT)
            .or("Halt", DeletionPolicy.KEEP_DATA)
            .or("Delete", DeletionPolicy.DELETE_VOLUMES)
            .or("WipeOut", DeletionPolicy.WIPE_OUT);
    static final Words<Boolean> STORAGE_DURABLE = Words.of("Durable", true).or("Ephemeral", false);
    static final Words<StandbyMode> STANDBY = Words.of("Hot", StandbyMode.HOT).or("Warm", StandbyMode.WARM);
    static final Words<Streaming> STREAMING =
            Words.of("Synchronous", Streaming.SYNCHRONOUS).or("Asynchronous", Streaming.ASYNCHRONOUS);
    static final Words<SyncMethod> SYNC_METHOD = Words.of("Any", SyncMethod.ANY).or("First", SyncMethod.FIRST);
    static final Words<CommitLevel> COMMIT_LEVEL = Words.of("On", CommitLevel.ON)
            .or("RemoteApply", CommitLevel.REMOTE_APPLY)
            .or("RemoteWrite", CommitLevel.REMOTE_WRITE)
            .or("Local", CommitLevel.LOCAL)
            .or("Off", CommitLevel.OFF);
    static final Words<WhenUnsatisfiable> WHEN_UNSATISFIABLE = Words.of(
                    "DoNotSchedule", WhenUnsatisfiable.DO_NOT_SCHEDULE)
            .or("ScheduleAnyway", WhenUnsatisfiable.SCHEDULE_ANYWAY);

    private static final Pattern CATALOG_VERSION = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3})?)-.+");

    private KubeDbWords() {}

    /** The server's version behind a catalog's name such as {@code 16.13-bookworm}. */
    static PostgresVersion version(String catalogName) {
        Matcher m = CATALOG_VERSION.matcher(catalogName);
        return PostgresVersion.of(m.matches() ? m.group(1) : catalogName);
    }
}
