package io.pgspan.agent;

import io.pgspan.agent.fence.FenceMaker;
import io.pgspan.agent.tls.AgentTransport;
import io.pgspan.agent.tls.TlsFiles;
import io.pgspan.agent.tls.TlsIdentity;
import io.pgspan.ha.Decision;
import io.pgspan.ha.HaPolicy;
import io.pgspan.ha.HaRules;
import io.pgspan.ha.PeerStatus;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Holder;
import io.pgspan.ha.record.InMemoryRecordStore;
import io.pgspan.ha.sync.SyncWish;
import io.pgspan.model.text.Redacted;
import io.pgspan.postgres.Credentials;
import io.pgspan.postgres.Endpoint;
import io.pgspan.postgres.LocalPostgres;
import io.pgspan.postgres.PostgresControl;
import io.pgspan.postgres.PostgresInstall;
import io.pgspan.postgres.PostgresProbe;
import io.pgspan.testkit.base.binaries.EmbeddedBinaries;
import io.pgspan.testkit.base.certificates.TestAuthority;
import io.pgspan.testkit.base.network.Await;
import io.pgspan.testkit.base.network.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Some members in one JVM over one in-memory record: real PostgreSQL, mutual TLS between the agents. */
final class Trio implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(90);
    static final Credentials SUPERUSER = new Credentials("postgres", Redacted.of("s3cret ' \\ x"));

    final InMemoryRecordStore store = new InMemoryRecordStore();
    final List<String> rules = new CopyOnWriteArrayList<>();
    private final TestAuthority authority = TestAuthority.create("hippo");
    private final Path root;
    private final PostgresInstall install = PostgresInstall.at(EmbeddedBinaries.unpack(17), "embedded");
    private final List<MemberAddress> members = new ArrayList<>();
    private final Map<String, HaAgent> agents = new LinkedHashMap<>();
    private final Map<String, PostgresControl> controls = new LinkedHashMap<>();
    private final Map<String, SharedStore> ways = new LinkedHashMap<>();
    private final Set<String> crashing = ConcurrentHashMap.newKeySet();
    private final int confirmations;
    private final Map<String, String> parameters;
    private final HaPolicy policy;

    Trio(Path root, int replicas, int confirmations) {
        this(root, replicas, confirmations, Map.of("fsync", "off"));
    }

    Trio(Path root, int replicas, int confirmations, Map<String, String> parameters) {
        this(root, replicas, confirmations, parameters, HaPolicy.ofDefaults());
    }

    Trio(Path root, int replicas, int confirmations, Map<String, String> parameters, HaPolicy policy) {
        this.policy = policy;
        this.parameters = parameters;
        this.root = root;
        this.confirmations = confirmations;
        for (int i = 0; i < replicas; i++) {
            members.add(new MemberAddress(
                    "hippo-" + i,
                    false,
                    new Endpoint("127.0.0.1", LoopbackPorts.next()),
                    new Endpoint("127.0.0.1", LoopbackPorts.next())));
        }
        store.create(
                ClusterRecord.uninitialised(
                        members.stream().map(MemberAddress::name).toList(), confirmations),
                Duration.ofSeconds(1));
        members.forEach(m -> startAgent(m.name()));
    }

    void startAgent(String name) {
        MemberAddress self = address(name);
        AgentConfig config = new AgentConfig(
                new Holder(name, "uid-" + name, UUID.randomUUID().toString()),
                install.version(),
                members,
                policy,
                confirmations == 0
                        ? HaRules.ofDefaults()
                        : HaRules.ofDefaults()
                                .with(SyncWish.quorum(confirmations).strictly()),
                SUPERUSER,
                self.postgres(),
                new AgentEndpoints(self.agent(), transport(name), names(), null),
                parameters);
        Path volume = root.resolve(name);
        PostgresControl control = mortal(
                name, LocalPostgres.on(install, volume.resolve("pgdata"), volume.resolve("postgresql.log"), false));
        controls.put(name, control);
        SharedStore way = new SharedStore(store);
        ways.put(name, way);
        agents.put(
                name,
                HaAgent.start(
                        config,
                        way,
                        control,
                        new HttpPeerClient(transport(name)),
                        LocalClock.ofPlatform(),
                        AgentObservers.of(new Remember(rules)),
                        FenceMaker.withinTheAgent(),
                        volume.resolve("promise")));
    }

    private AgentTransport transport(String name) {
        Path directory = root.resolve("tls").resolve(name);
        if (!Files.exists(directory)) {
            authority.issue(name).writeTo(directory);
        }
        return AgentTransport.mutualTls(TlsIdentity.load(name, TlsFiles.in(directory)));
    }

    private Set<String> names() {
        return members.stream().map(MemberAddress::name).collect(Collectors.toSet());
    }

    MemberAddress address(String name) {
        return members.stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
    }

    HaAgent agent(String name) {
        return Optional.ofNullable(agents.get(name)).orElseThrow();
    }

    PostgresControl control(String name) {
        return Optional.ofNullable(controls.get(name)).orElseThrow();
    }

    /** The member's way to the record. */
    SharedStore way(String name) {
        return Optional.ofNullable(ways.get(name)).orElseThrow();
    }

    /** A crash of the member: its agent's threads end, then its PostgreSQL is killed, which none of them sees. */
    void crash(String name) {
        crashing.add(name);
        agent(name).close();
        crashing.remove(name);
        agents.remove(name);
    }

    /** Of a member that has crashed. */
    void loseVolume(String name) {
        try (Stream<Path> files = Files.walk(root.resolve(name))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that is killed where the agent of a crashing member would stop it. */
    private PostgresControl mortal(String name, PostgresControl server) {
        return (PostgresControl) Proxy.newProxyInstance(
                Trio.class.getClassLoader(), new Class<?>[] {PostgresControl.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("stop") && crashing.contains(name)) {
                        server.kill();
                        return true;
                    }
                    try {
                        return method.invoke(server, arguments);
                    } catch (InvocationTargetException e) {
                        throw Objects.requireNonNull(e.getCause());
                    }
                });
    }

    /** A standby that has begun to stream is still on the timeline it comes from. */
    void awaitTimeline(String name, int timeline) {
        Await.until(
                name + " is on timeline " + timeline,
                LIMIT,
                () -> agent(name).status().timeline() == timeline);
    }

    /** An orderly end of the member. */
    void stop(String name) {
        agent(name).close();
        agents.remove(name);
    }

    Optional<String> primary() {
        return agents.entrySet().stream()
                .filter(a -> a.getValue().status().role() == PeerStatus.Role.PRIMARY)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    String awaitPrimary() {
        return Await.untilPresent("a primary", LIMIT, this::primary);
    }

    void awaitStreaming(int standbys) {
        Await.until(
                standbys + " streaming standbys",
                LIMIT,
                () -> agents.values().stream()
                                .map(HaAgent::status)
                                .filter(s -> s.role() == PeerStatus.Role.STANDBY && s.streaming())
                                .count()
                        == standbys);
    }

    PostgresProbe probe(String name) {
        return new PostgresProbe(address(name).postgres(), SUPERUSER);
    }

    @Override
    public void close() {
        List.copyOf(agents.values()).forEach(HaAgent::close);
    }

    private record Remember(List<String> rules) implements AgentListener {
        @Override
        public void decided(String member, Decision decision) {
            rules.add(member + " " + decision.rule());
        }

        @Override
        public void operated(String member, String operation, String failure) {
            rules.add(member + " " + operation + (failure.isEmpty() ? " done" : " failed " + failure));
        }
    }
}
