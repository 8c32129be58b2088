package io.pgspan.operators.cnpg.change;

import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.RestartSettings;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What a change of one setting of PostgreSQL asks of the servers. */
final class Settings {
    /** A standby must not have less of these than its primary; with the values that hold when nothing is said, the operator's before PostgreSQL's. */
    private static final Map<String, Long> NOT_LESS = Map.of(
            "max_connections", 100L,
            "max_prepared_transactions", 0L,
            "max_wal_senders", 10L,
            "max_worker_processes", 32L,
            "max_locks_per_transaction", 64L);

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private Settings() {}

    static Way way(Change change) {
        String name = change.path().last().key();
        if (!RestartSettings.contains(name)) {
            return Way.SETTINGS;
        }
        Long usual = NOT_LESS.get(name);
        if (usual == null) {
            return Way.RESTART_SETTINGS;
        }
        OptionalLong was =
                value(change.isAdded() ? usual.toString() : change.before().asText(""));
        OptionalLong is =
                value(change.isRemoved() ? usual.toString() : change.after().asText(""));
        boolean more = was.isPresent() && is.isPresent() && is.getAsLong() >= was.getAsLong();
        return more ? Way.RESTART_SETTINGS : Way.LOWERED;
    }

    private static OptionalLong value(String text) {
        return NUMBER.matcher(text).matches() ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
