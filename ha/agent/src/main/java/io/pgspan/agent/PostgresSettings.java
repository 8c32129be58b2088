package io.pgspan.agent;

import io.pgspan.ha.sync.SyncSetting;
import io.pgspan.ha.sync.SyncWish;
import io.pgspan.postgres.Conninfo;
import io.pgspan.postgres.CrashSync;
import io.pgspan.postgres.Endpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The parameters a member runs with. What leadership rests on is written last, so that no wish overrides it. Every member, standbys
 * too, carries the synchronous names it needs as a primary: between promotion and the first commit there is no moment without them.
 */
final class PostgresSettings {
    private final AgentConfig config;
    private final Supplier<Path> passwordFile;

    /** @param passwordFile where the superuser's password is for who follows; asked for whenever somebody is followed */
    PostgresSettings(AgentConfig config, Supplier<Path> passwordFile) {
        this.config = config;
        this.passwordFile = passwordFile;
    }

    /**
     * The parameters.
     *
     * @param upstream the member to follow, empty for none: no WAL receiver runs then
     */
    Map<String, String> following(String upstream) {
        return with(upstream, readiness());
    }

    /** The parameters of a primary whose commits wait for others. */
    Map<String, String> leading(SyncSetting waitsFor) {
        return with("", waitsFor);
    }

    /** What a standby carries so that there is no moment without it between a promotion and the first commit. */
    SyncSetting readiness() {
        SyncWish wish = config.rules().sync();
        List<String> others = config.dataMembers().stream()
                .filter(m -> !m.equals(config.me().member()))
                .toList();
        return wish.mode() == SyncWish.Mode.OFF || others.isEmpty()
                ? SyncSetting.none()
                : SyncSetting.any(Math.min(wish.count(), others.size()), others);
    }

    /** The text of {@code synchronous_standby_names}. */
    String text(SyncSetting waitsFor) {
        return waitsFor.text(config.version().major());
    }

    private Map<String, String> with(String upstream, SyncSetting waitsFor) {
        Map<String, String> p = new TreeMap<>();
        p.put("max_connections", "60");
        p.put("shared_buffers", "32MB");
        p.put("max_wal_senders", "16");
        p.put("max_replication_slots", "16");
        p.put("max_slot_wal_keep_size", "1GB");
        // a diverged member is rewound with what its new primary has kept from before the fork
        p.put("wal_keep_size", "256MB");
        p.put("max_wal_size", "256MB");
        p.put("min_wal_size", "64MB");
        p.put("wal_receiver_status_interval", "1s");
        p.put("wal_receiver_timeout", "5s");
        p.put("wal_sender_timeout", "5s");
        p.put("wal_retrieve_retry_interval", "100ms");
        CrashSync.method(config.version().major()).ifPresent(m -> p.put("recovery_init_sync_method", m));
        p.put("timezone", "UTC");
        p.put("log_timezone", "UTC");
        p.putAll(config.parameters());
        p.put("listen_addresses", config.listen().host());
        p.put("port", Integer.toString(config.listen().port()));
        p.put("cluster_name", config.me().member());
        p.put("password_encryption", "scram-sha-256");
        p.put("wal_level", "replica");
        p.put("hot_standby", "on");
        p.put("wal_log_hints", "on");
        p.put("recovery_target_timeline", "latest");
        p.put("logging_collector", "off");
        p.put("synchronous_standby_names", text(waitsFor));
        if (config.rules().sync().mode() != SyncWish.Mode.OFF) {
            p.putIfAbsent("synchronous_commit", "on");
        }
        p.put("primary_slot_name", slotName(config.me().member()));
        p.put(
                "primary_conninfo",
                upstream.isEmpty() ? "" : conninfo(config.address(upstream).postgres()));
        return p;
    }

    private String conninfo(Endpoint primary) {
        return Conninfo.of(
                primary,
                config.superuser().user(),
                passwordFile.get(),
                config.me().member(),
                config.version().major());
    }

    /** The replication slot of a member on whoever is the primary. */
    static String slotName(String member) {
        return member.toLowerCase(Locale.ROOT).replace('-', '_');
    }
}
