package io.pgspan.benchmarks.failover;

import io.pgspan.model.PgspanException;
import io.pgspan.postgres.Credentials;
import io.pgspan.postgres.Endpoint;
import io.pgspan.postgres.PostgresInstall;
import io.pgspan.testkit.base.network.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Three Patronis and one etcd from this machine's packages, as an ordinary user where this is root. */
final class PatroniContender implements Contender {
    private static final String HOST = "127.0.0.1";
    private static final Duration SWITCHOVER_LIMIT = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration STATUS_LIMIT = Duration.ofSeconds(2);
    private static final int LOG_BYTES = 1 << 16;

    private final String name;
    private final PatroniTimings timings;
    private final Path root;
    private final LocalPrograms programs;
    private final ProcessHandle etcd;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<String, ProcessHandle> agents = new LinkedHashMap<>();
    private final Thread hook = new Thread(this::endProcesses, "bench-patroni-shutdown");

    private record Member(Path home, Endpoint postgres, Endpoint rest) {}

    private PatroniContender(String name, PatroniTimings timings, int etcdPort) {
        this.name = name;
        this.timings = timings;
        this.programs = LocalPrograms.ofThisUser();
        LocalPrograms.require("patroni", "etcd");
        this.root = programs.directory("pgspan-patroni-");
        Runtime.getRuntime().addShutdownHook(hook);
        String client = "http://" + HOST + ":" + etcdPort;
        String peer = "http://" + HOST + ":" + LoopbackPorts.next();
        this.etcd = programs.start(
                root,
                "etcd.log",
                List.of(
                        "etcd",
                        "--name=bench",
                        "--data-dir=" + root.resolve("etcd"),
                        "--listen-client-urls=" + client,
                        "--advertise-client-urls=" + client,
                        "--listen-peer-urls=" + peer,
                        "--initial-advertise-peer-urls=" + peer,
                        "--initial-cluster=bench=" + peer));
    }

    /**
     * Starts one; its members come up after this returns.
     *
     * @param synchronous whether each commit waits for a standby: Patroni's {@code synchronous_mode} with
     *     {@code synchronous_mode_strict}, which this version does by naming one standby
     * @throws PgspanException when a program is missing
     */
    static PatroniContender start(
            String name,
            PatroniTimings timings,
            PostgresInstall install,
            boolean synchronous,
            Credentials credentials) {
        int etcd = LoopbackPorts.next();
        PatroniContender started = new PatroniContender(name, timings, etcd);
        try {
            PatroniConfig config = new PatroniConfig(timings, install, synchronous, credentials, etcd);
            for (int i = 0; i < BenchmarkPlan.MEMBERS; i++) {
                started.add("bench-" + i, config);
            }
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private void add(String member, PatroniConfig config) {
        Member added = new Member(
                programs.directoryIn(root, member),
                new Endpoint(HOST, LoopbackPorts.next()),
                new Endpoint(HOST, LoopbackPorts.next()));
        members.put(member, added);
        programs.write(
                added.home().resolve("patroni.yml"), config.of(member, added.home(), added.postgres(), added.rest()));
        startNode(member);
    }

    private Member member(String member) {
        Member found = members.get(member);
        if (found == null) {
            throw new PgspanException("no member " + member);
        }
        return found;
    }

    private ProcessHandle process(String member) {
        ProcessHandle found = agents.get(member);
        if (found == null) {
            throw new PgspanException("no agent of " + member + " was started");
        }
        return found;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> members() {
        return List.copyOf(members.keySet());
    }

    @Override
    public Endpoint postgres(String member) {
        return member(member).postgres();
    }

    @Override
    public Path data(String member) {
        return member(member).home().resolve("data");
    }

    @Override
    public long agent(String member) {
        return process(member).pid();
    }

    @Override
    public boolean isSettled(boolean synchronous) {
        return !synchronous
                || members.values().stream()
                        .allMatch(m -> send(HttpRequest.newBuilder(URI.create("http://" + m.rest() + "/cluster"))
                                        .timeout(STATUS_LIMIT)
                                        .build())
                                .body()
                                .contains("sync_standby"));
    }

    @Override
    public Duration settle() {
        return timings.loopWait().multipliedBy(2);
    }

    @Override
    public void killNode(String member) {
        Processes.killNode(process(member), data(member));
    }

    @Override
    public void startNode(String member) {
        Path home = member(member).home();
        agents.put(
                member,
                programs.start(
                        home,
                        "patroni.log",
                        List.of("patroni", home.resolve("patroni.yml").toString())));
    }

    @Override
    public void switchover(String leader, String candidate) {
        String body = "{\"leader\":\"" + leader + "\",\"candidate\":\"" + candidate + "\"}";
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + member(leader).rest() + "/switchover"))
                .timeout(SWITCHOVER_LIMIT)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() >= HttpURLConnection.HTTP_BAD_REQUEST) {
            throw new PgspanException("switchover from " + leader + " to " + candidate + " refused: " + answer.body());
        }
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PgspanException("interrupted while asking " + request.uri(), e);
        }
    }

    @Override
    public void stopStore() {
        Processes.signal("STOP", List.of(etcd.pid()));
    }

    @Override
    public void continueStore() {
        Processes.signal("CONT", List.of(etcd.pid()));
    }

    @Override
    public String log(String member) {
        try {
            byte[] all = Files.readAllBytes(member(member).home().resolve("patroni.log"));
            int from = Math.max(0, all.length - LOG_BYTES);
            return new String(all, from, all.length - from, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void endProcesses() {
        agents.forEach((member, agent) -> Processes.killNode(agent, data(member)));
        etcd.destroyForcibly();
    }

    @Override
    public void close() {
        endProcesses();
        programs.delete(root);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the JVM is shutting down: the hook has the same to do
        }
    }
}
