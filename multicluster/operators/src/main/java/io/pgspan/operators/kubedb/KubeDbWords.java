package io.pgspan.operators.kubedb;

import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.PostgresVersion;
import io.pgspan.model.placement.Spread.WhenUnsatisfiable;
import io.pgspan.model.replication.Replication.CommitLevel;
import io.pgspan.model.replication.Replication.StandbyMode;
import io.pgspan.model.replication.Replication.Streaming;
import io.pgspan.model.replication.Replication.SyncMethod;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** KubeDB's words for the model's values, in the order its documentation names them. */
final class KubeDbWords {
    static final String POSTGRES_API = "kubedb.com/v1";
    static final String POSTGRES = "Postgres";
    static final String POLICY_API = "apps.k8s.appscode.com/v1";
    static final String POLICY = "PlacementPolicy";

    /** The policy every pod template refers to by default; the chart installs it, it has no cluster section. */
    static final String DEFAULT_POLICY = "default";

    static final Map<String, DeletionPolicy> DELETION = words(
            "DoNotTerminate", DeletionPolicy.PROTECT,
            "Halt", DeletionPolicy.KEEP_DATA,
            "Delete", DeletionPolicy.DELETE_VOLUMES,
            "WipeOut", DeletionPolicy.WIPE_OUT);
    static final Map<String, Boolean> STORAGE_DURABLE = words("Durable", true, "Ephemeral", false);
    static final Map<String, StandbyMode> STANDBY = words("Hot", StandbyMode.HOT, "Warm", StandbyMode.WARM);
    static final Map<String, Streaming> STREAMING =
            words("Synchronous", Streaming.SYNCHRONOUS, "Asynchronous", Streaming.ASYNCHRONOUS);
    static final Map<String, SyncMethod> SYNC_METHOD = words("Any", SyncMethod.ANY, "First", SyncMethod.FIRST);
    static final Map<String, CommitLevel> COMMIT_LEVEL = words(
            "On", CommitLevel.ON,
            "RemoteApply", CommitLevel.REMOTE_APPLY,
            "RemoteWrite", CommitLevel.REMOTE_WRITE,
            "Local", CommitLevel.LOCAL,
            "Off", CommitLevel.OFF);
    static final Map<String, WhenUnsatisfiable> WHEN_UNSATISFIABLE = words(
            "DoNotSchedule", WhenUnsatisfiable.DO_NOT_SCHEDULE,
            "ScheduleAnyway", WhenUnsatisfiable.SCHEDULE_ANYWAY);

    private static final Pattern CATALOG_VERSION = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3})?)-.+");

    private KubeDbWords() {}

    /** The word for a value; every value of the model has one. */
    static <E> String word(Map<String, E> words, E value) {
        return words.entrySet().stream()
                .filter(entry -> entry.getValue().equals(value))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** The server's version behind a catalog's name such as {@code 16.13-bookworm}. */
    static PostgresVersion version(String catalogName) {
        Matcher m = CATALOG_VERSION.matcher(catalogName);
        return PostgresVersion.of(m.matches() ? m.group(1) : catalogName);
    }

    @SuppressWarnings("unchecked")
    private static <E> Map<String, E> words(Object... pairs) {
        Map<String, E> words = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            words.put((String) pairs[i], (E) pairs[i + 1]);
        }
        return Collections.unmodifiableMap(words);
    }
}
