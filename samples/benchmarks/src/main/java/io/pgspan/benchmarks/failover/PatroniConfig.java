package io.pgspan.benchmarks.failover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pgspan.model.PgspanException;
import io.pgspan.postgres.CrashSync;
import io.pgspan.postgres.Credentials;
import io.pgspan.postgres.Endpoint;
import io.pgspan.postgres.PostgresInstall;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The configuration file of one Patroni: JSON, which is YAML as well. PostgreSQL's parameters, initdb's options and the authentication are
 * the ones that pgspan's agents set.
 */
record PatroniConfig(
        PatroniTimings timings, PostgresInstall install, boolean synchronous, Credentials credentials, int etcd) {
    private static final JsonMapper JSON = new JsonMapper();

    String of(String member, Path home, Endpoint postgres, Endpoint rest) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("scope", "bench");
        root.put("name", member);
        root.put("log", Map.of("level", "INFO"));
        root.put("restapi", Map.of("listen", rest.toString(), "connect_address", rest.toString()));
        root.put("etcd3", Map.of("host", "127.0.0.1:" + etcd));
        root.put("bootstrap", bootstrap());
        root.put("postgresql", postgresql(home, postgres));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new PgspanException("Patroni's configuration: " + e.getMessage(), e);
        }
    }

    private Map<String, Object> bootstrap() {
        return Map.of(
                "dcs",
                Map.of(
                        "ttl", timings.ttl().toSeconds(),
                        "loop_wait", timings.loopWait().toSeconds(),
                        "retry_timeout", timings.retryTimeout().toSeconds(),
                        "maximum_lag_on_failover", 1 << 20,
                        "synchronous_mode", synchronous,
                        "synchronous_mode_strict", synchronous,
                        "postgresql", Map.of("use_pg_rewind", true, "use_slots", true, "parameters", parameters())),
                "initdb",
                List.of(Map.of("encoding", "UTF8"), Map.of("locale", "C"), "data-checksums"));
    }

    private Map<String, Object> postgresql(Path home, Endpoint postgres) {
        Map<String, String> user = Map.of(
                "username",
                credentials.user(),
                "password",
                credentials.password().reveal());
        return Map.of(
                "listen", postgres.toString(),
                "connect_address", postgres.toString(),
                "data_dir", home.resolve("data").toString(),
                "bin_dir", install.bin().toString(),
                "pgpass", home.resolve("pgpass").toString(),
                "authentication", Map.of("superuser", user, "replication", user, "rewind", user),
                "pg_hba",
                        List.of(
                                "local all all scram-sha-256",
                                "host all all 127.0.0.1/32 scram-sha-256",
                                "host replication all 127.0.0.1/32 scram-sha-256"),
                "parameters", Map.of("unix_socket_directories", home.toString()),
                "basebackup", List.of(Map.of("checkpoint", "fast")));
    }

    private Map<String, Object> parameters() {
        Map<String, Object> p = new LinkedHashMap<>();
        p.put("max_connections", 60);
        p.put("shared_buffers", "32MB");
        p.put("max_wal_senders", 16);
        p.put("max_replication_slots", 16);
        p.put("max_slot_wal_keep_size", "1GB");
        p.put("max_wal_size", "256MB");
        p.put("min_wal_size", "64MB");
        p.put("wal_receiver_status_interval", "1s");
        p.put("wal_receiver_timeout", "5s");
        p.put("wal_sender_timeout", "5s");
        p.put("wal_retrieve_retry_interval", "100ms");
        CrashSync.method(install.version().major()).ifPresent(m -> p.put("recovery_init_sync_method", m));
        p.put("password_encryption", "scram-sha-256");
        p.put("wal_level", "replica");
        p.put("hot_standby", "on");
        p.put("wal_log_hints", "on");
        p.put("logging_collector", "off");
        return p;
    }
}
