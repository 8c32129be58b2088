package io.pgspan.operators.crunchy.change;

import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.Effect;
import io.pgspan.operators.change.RestartSettings;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What changes for the server when settings change. Names are compared in lower case; {@code config.parameters} win over those of Patroni's
 * configuration, and the operator's own over both, so that a changed text may change nothing.
 */
final class SettingsChange {
    private static final TreePath OWN = TreePath.of("spec.config.parameters");
    private static final TreePath PATRONI = TreePath.of("spec.patroni.dynamicConfiguration.postgresql.parameters");
    private static final Set<String> MANDATORY = Set.of(
            "unix_socket_directories",
            "wal_level",
            "ssl",
            "ssl_cert_file",
            "ssl_key_file",
            "ssl_ca_file",
            "archive_mode",
            "archive_command",
            "restore_command");

    /** Settings that a standby must have at least as high as the primary it follows. */
    private static final Set<String> OF_STANDBYS = Set.of(
            "max_connections",
            "max_worker_processes",
            "max_wal_senders",
            "max_prepared_transactions",
            "max_locks_per_transaction");

    private final ClusterChange cluster;
    private final Set<String> changed = new TreeSet<>();

    SettingsChange(ClusterChange cluster) {
        this.cluster = cluster;
        if (isSame(OWN) && isSame(PATRONI)) {
            return;
        }
        Map<String, String> before = effective(cluster.before());
        Map<String, String> after = effective(cluster.after());
        before.forEach((name, value) -> {
            if (!value.equals(after.get(name))) {
                changed.add(name);
            }
        });
        after.keySet().stream().filter(name -> !before.containsKey(name)).forEach(changed::add);
    }

    private boolean isSame(TreePath place) {
        return cluster.before().at(place).equals(cluster.after().at(place));
    }

    private static Map<String, String> effective(Side side) {
        Map<String, String> effective = new TreeMap<>();
        for (TreePath place : List.of(PATRONI, OWN)) {
            side.at(place)
                    .properties()
                    .forEach(entry -> effective.put(
                            entry.getKey().toLowerCase(Locale.ROOT),
                            entry.getValue().asText()));
        }
        effective.keySet().removeAll(MANDATORY);
        return effective;
    }

    /** The settings that take effect only when PostgreSQL starts. */
    List<String> restarting() {
        return changed.stream().filter(RestartSettings::contains).toList();
    }

    /** The worst that all changes of settings together do. */
    Effect effect() {
        Effect worst = Effect.NOTHING;
        for (Change change : cluster.of(Way.SETTINGS)) {
            Effect next = effect(change);
            worst = next.risk().compareTo(worst.risk()) > 0 ? next : worst;
        }
        return worst;
    }

    /** What one change does; nothing when another place says otherwise. */
    Effect effect(Change change) {
        boolean parameter = OWN.covers(change.path()) || PATRONI.covers(change.path());
        if (!parameter) {
            return Effect.RELOAD;
        }
        if (change.path().equals(OWN) || change.path().equals(PATRONI)) {
            return Effect.NOTHING;
        }
        String name = change.path().last().key().toLowerCase(Locale.ROOT);
        if (!changed.contains(name)) {
            return Effect.IGNORED;
        }
        return RestartSettings.contains(name) ? Effect.RESTART_IN_PLACE : Effect.RELOAD;
    }

    /** What a reviewer should know. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        List<String> ignored = cluster.of(Way.SETTINGS).stream()
                .filter(change -> effect(change) == Effect.IGNORED)
                .map(change -> change.path().toString())
                .toList();
        if (!ignored.isEmpty()) {
            notes.add("these change nothing, since the operator's own value or config.parameters wins: "
                    + String.join(", ", ignored));
        }
        List<String> raised = restarting().stream()
                .filter(OF_STANDBYS::contains)
                .filter(this::isRaised)
                .toList();
        if (!raised.isEmpty() && cluster.before().instances() > 1) {
            notes.add("the primary restarts first: until replicas have restarted too they can't replay what it writes"
                    + " with more "
                    + String.join(", ", raised));
        }
        return notes;
    }

    private boolean isRaised(String name) {
        try {
            return Long.parseLong(effective(cluster.after()).getOrDefault(name, "0"))
                    > Long.parseLong(effective(cluster.before()).getOrDefault(name, "0"));
        } catch (NumberFormatException notOne) {
            return true;
        }
    }
}
