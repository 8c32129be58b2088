package io.pgspan.multicluster.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.agent.AgentConfig;
import io.pgspan.agent.AgentListener;
import io.pgspan.agent.AgentObservers;
import io.pgspan.agent.HaAgent;
import io.pgspan.agent.HttpPeerClient;
import io.pgspan.agent.LocalClock;
import io.pgspan.agent.fence.FenceMaker;
import io.pgspan.agent.store.MajorityRecordStore;
import io.pgspan.agent.tls.AgentTransport;
import io.pgspan.ha.Decision;
import io.pgspan.ha.PeerStatus;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.StoreException;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import io.pgspan.postgres.LocalPostgres;
import io.pgspan.postgres.PostgresInstall;
import io.pgspan.testkit.base.apiserver.ApiServerHttp;
import io.pgspan.testkit.base.apiserver.ApiServerModel;
import io.pgspan.testkit.base.apiserver.DeleteOptions;
import io.pgspan.testkit.base.apiserver.Fault;
import io.pgspan.testkit.base.apiserver.ResourcePath;
import io.pgspan.testkit.base.binaries.EmbeddedBinaries;
import io.pgspan.testkit.base.network.Await;
import io.pgspan.testkit.base.network.LoopbackPorts;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A primary whose record is on three API servers, configured as a pod is: by its environment. */
class MajorityAgentTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration CALL = Duration.ofSeconds(1);
    private static final ResourcePath LEASE =
            ResourcePath.of("coordination.k8s.io/v1", "leases").in("demo").named("hippo");
    private static final int RENEWALS = 5;

    private final SortedMap<String, ApiServerModel> models = new TreeMap<>();
    private final SortedMap<String, ApiServerHttp> servers = new TreeMap<>();
    private RecordServers operators = RecordServers.one("http://127.0.0.1");
    private RecordServers members = operators;
    private MajorityRecordStore operator;
    private MajorityRecordStore member;
    private HaAgent agent;

    @BeforeEach
    void start(@TempDir Path volume) {
        for (String name : List.of("east", "north", "west")) {
            ApiServerModel model = ApiServerModel.builder(Clock.systemUTC())
                    .autoCreateNamespaces()
                    .build();
            models.put(name, model);
            servers.put(name, new ApiServerHttp(model));
        }
        AgentEnvironment environment = environment();
        operators.close();
        operators = environment.recordServers();
        operator = operators.majority("operator", "demo", "hippo");
        assertThat(operator.create(ClusterRecord.uninitialised(List.of("hippo-0"), 0), LIMIT))
                .isInstanceOf(WriteResult.Written.class);

        PostgresInstall install = PostgresInstall.at(EmbeddedBinaries.unpack(17), "embedded");
        AgentTransport transport = environment.transport();
        AgentConfig config = environment.config(install.version(), transport);
        members = environment.recordServers();
        member = members.majority("hippo-0", "demo", "hippo");
        agent = HaAgent.start(
                config,
                member,
                LocalPostgres.on(install, volume.resolve("pgdata"), volume.resolve("postgresql.log"), false),
                new HttpPeerClient(transport),
                LocalClock.ofPlatform(),
                AgentObservers.of(new Silent()),
                FenceMaker.withinTheAgent(),
                volume.resolve("promise"));
    }

    private AgentEnvironment environment() {
        int postgres = LoopbackPorts.next();
        int port = LoopbackPorts.next();
        return new AgentEnvironment(Map.ofEntries(
                Map.entry("PGSPAN_MEMBER", "hippo-0"),
                Map.entry("PGSPAN_POD_UID", "uid"),
                Map.entry("PGSPAN_MEMBERS", "hippo-0=127.0.0.1:" + postgres + ":" + port),
                Map.entry("PGSPAN_LISTEN_ADDRESS", "127.0.0.1"),
                Map.entry("PGSPAN_POSTGRES_PORT", Integer.toString(postgres)),
                Map.entry("PGSPAN_AGENT_PORT", Integer.toString(port)),
                Map.entry("PGSPAN_PROBE_PORT", Integer.toString(LoopbackPorts.next())),
                Map.entry("PGSPAN_PASSWORD", "s3cret"),
                Map.entry("PGSPAN_PLAINTEXT", "only-in-tests"),
                Map.entry("PGSPAN_PARAMETERS", "{\"fsync\":\"off\"}"),
                Map.entry(
                        "PGSPAN_RECORD_APIS",
                        servers.entrySet().stream()
                                .map(e -> e.getKey() + "=" + e.getValue().url())
                                .collect(Collectors.joining(",")))));
    }

    @AfterEach
    void stop() {
        agent.close();
        operator.close();
        members.close();
        operators.close();
        servers.values().forEach(ApiServerHttp::close);
    }

    private ApiServerHttp server(String name) {
        return Objects.requireNonNull(servers.get(name));
    }

    private ApiServerModel model(String name) {
        return Objects.requireNonNull(models.get(name));
    }

    private void awaitRole(boolean primary) {
        Await.until(
                primary ? "a primary" : "no primary",
                LIMIT,
                () -> (agent.status().role() == PeerStatus.Role.PRIMARY) == primary);
    }

    private ClusterRecord record() {
        return Await.untilPresent("the record", LIMIT, () -> {
            try {
                return operator.read(CALL).map(Versioned::record);
            } catch (StoreException e) {
                return Optional.empty(); // a busy machine: once more
            }
        });
    }

    /** The lease is renewed again and again, and was never lost meanwhile. */
    private void assertRenewed(String when) {
        ClusterRecord before = record();
        assertThat(before.holder()).isPresent();
        Await.until(RENEWALS + " renewals " + when, LIMIT, () -> record().sequence() >= before.sequence() + RENEWALS);
        ClusterRecord after = record();
        assertThat(after.holder()).as(when).isEqualTo(before.holder());
        assertThat(after.epoch()).as(when).isEqualTo(before.epoch());
    }

    @Test
    void oneServerMayStopOrHangAndALostVoteComesBackOnlyByConsent() {
        awaitRole(true);
        assertRenewed("with three servers");

        int port = server("north").port();
        server("north").close();
        assertRenewed("while north is down");
        servers.put("north", new ApiServerHttp(model("north"), port));
        assertRenewed("after north came back");
        server("north").fault(request -> Optional.of(Fault.partition()));
        assertRenewed("while north hangs");
        server("north").heal();

        model("west").delete(LEASE, DeleteOptions.plain());
        assertRenewed("while west has no Lease");
        Await.until("the loss is told", LIMIT, () -> member.withoutVote().containsKey("west"));
        assertThat(model("west").find(LEASE)).as("nobody makes it again").isEmpty();
        server("north").fault(request -> Optional.of(Fault.refusal(503)));
        awaitRole(false); // east alone is no majority: the lease ran out
        assertThat(model("west").find(LEASE)).isEmpty();
        server("north").heal();
        awaitRole(true);

        operator.consent("west", LIMIT);
        server("north").fault(request -> Optional.of(Fault.partition()));
        assertRenewed("on east and west, after consent");
        assertThat(member.withoutVote()).isEmpty();
    }

    private record Silent() implements AgentListener {
        @Override
        public void decided(String who, Decision decision) {}

        @Override
        public void operated(String who, String operation, String failure) {}
    }
}
