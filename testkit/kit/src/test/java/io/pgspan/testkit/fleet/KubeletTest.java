package io.pgspan.testkit.fleet;

import static io.pgspan.testkit.fleet.TestFleets.await;
import static io.pgspan.testkit.fleet.TestFleets.claim;
import static io.pgspan.testkit.fleet.TestFleets.json;
import static io.pgspan.testkit.fleet.TestFleets.mounting;
import static io.pgspan.testkit.fleet.TestFleets.pod;
import static io.pgspan.testkit.fleet.TestFleets.withEnvironment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PgspanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // each test starts the fleet it wants
class KubeletTest {
    @TempDir
    Path directory;

    private SimulatedFleet fleet;
    private ApiObjects api;

    private void start(FleetOptions options) {
        FleetOptions here = ImmutableFleetOptions.builder()
                .from(options)
                .directory(directory)
                .build();
        fleet = SimulatedFleet.start(TestFleets.fleet("one", "one"), here);
        api = new ApiObjects(fleet.client("one"));
        api.create(FleetObjects.object("v1", "Namespace", "", "demo"));
    }

    @AfterEach
    void close() {
        if (fleet != null) {
            fleet.close();
        }
    }

    private PodHandle ready(String name) {
        await(name + " is ready", () -> fleet.pod(name).isReady());
        return fleet.pod(name);
    }

    private JsonNode status(String name) {
        return api.get(ResourceRef.core("Pod", "demo", name)).orElseThrow().path("status");
    }

    private static boolean isRunning(long pid) {
        return ProcessHandle.of(pid).filter(ContainerProcesses::isRunning).isPresent();
    }

    private static long postmaster(PodHandle pod) {
        try {
            return Long.parseLong(Files.readString(pod.dataDirectory().resolve("postmaster.pid"))
                    .strip());
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    @Test
    void startsAProcessInTheEnvironmentThatThePodAsksFor() {
        start(TestFleets.options());
        api.create(json("{'apiVersion':'v1','kind':'Secret','metadata':{'name':'auth','namespace':'demo'},"
                + "'data':{'password':'czNjcmV0'}}"));
        ObjectNode wanted = withEnvironment(
                pod("postgres-0"),
                "PGSPAN_MEMBERS",
                "postgres-0=postgres-0.demo.svc.slice.local,postgres-arbiter=postgres-arbiter.demo.svc.slice.local;arbiter");
        wanted.withArray("/spec/containers/0/env")
                .add(json("{'name':'UID','valueFrom':{'fieldRef':{'fieldPath':'metadata.uid'}}}"))
                .add(json("{'name':'WORD','valueFrom':{'secretKeyRef':{'name':'auth','key':'password'}}}"));
        String uid = Ownership.uid(api.create(wanted));

        PodHandle pod = ready("postgres-0");

        String members = pod.log()
                .lines()
                .filter(l -> l.startsWith("PGSPAN_MEMBERS="))
                .findFirst()
                .orElseThrow();
        assertThat(members)
                .matches("PGSPAN_MEMBERS=postgres-0=127.0.0.1:" + pod.endpoint().port() + ":"
                        + pod.agentEndpoint().port() + ",postgres-arbiter=127\\.0\\.0\\.1:\\d+:\\d+;arbiter");
        assertThat(pod.log())
                .contains("UID=" + uid)
                .contains("WORD=s3cret")
                .contains("PGSPAN_LISTEN_ADDRESS=127.0.0.1")
                .contains("PGSPAN_POSTGRES_PORT=" + pod.endpoint().port())
                .contains("PGSPAN_AGENT_PORT=" + pod.agentEndpoint().port())
                .contains("PGSPAN_DATA_DIRECTORY=" + pod.dataDirectory())
                .contains("PGSPAN_RECORD_API=" + fleet.hub().url())
                .contains("PGSPAN_PARENT_PID=" + ProcessHandle.current().pid());
        assertThat(pod.clusterName()).isEqualTo("one");
        assertThat(pod.node()).startsWith("one-n");
        await(
                "the status tells it",
                () -> status("postgres-0")
                        .path("conditions")
                        .valueStream()
                        .anyMatch(c -> c.path("type").asText().equals("Ready")
                                && c.path("status").asText().equals("True")));
        assertThat(status("postgres-0").path("phase").asText()).isEqualTo("Running");
        assertThat(status("postgres-0").path("podIP").asText()).isEqualTo("127.0.0.1");
    }

    @Test
    void waitsForASecretThatIsNotThereYet() {
        start(TestFleets.options());
        ObjectNode wanted = pod("postgres-0");
        wanted.withArray("/spec/containers/0/env")
                .add(json("{'name':'WORD','valueFrom':{'secretKeyRef':{'name':'auth','key':'password'}}}"));
        api.create(wanted);
        await(
                "the reason is told",
                () -> status("postgres-0")
                        .at("/containerStatuses/0/state/waiting/message")
                        .asText()
                        .contains("there is no key password in Secret demo/auth"));

        api.create(json("{'apiVersion':'v1','kind':'Secret','metadata':{'name':'auth','namespace':'demo'},"
                + "'stringData':{'password':'s3cret'}}"));

        assertThat(ready("postgres-0").log()).contains("WORD=s3cret");
    }

    @Test
    void aKilledContainerComesBackOnItsVolumeAndPorts() {
        start(TestFleets.options());
        api.create(claim("data-postgres-0"));
        api.create(mounting(pod("postgres-0"), "data-postgres-0"));
        PodHandle pod = ready("postgres-0");
        int port = pod.agentEndpoint().port();
        Path data = pod.dataDirectory();
        long first = pod.processIds().get(0);

        pod.killContainer();

        assertThat(isRunning(first)).isFalse();
        await("it is started again", () -> pod.restartCount() == 1 && pod.isReady());
        assertThat(pod.log()).contains("start 2");
        assertThat(pod.agentEndpoint().port()).isEqualTo(port);
        assertThat(pod.dataDirectory()).isEqualTo(data);
        await(
                "the restart is reported",
                () -> status("postgres-0")
                                .at("/containerStatuses/0/restartCount")
                                .asInt()
                        == 1);
        assertThat(status("postgres-0")
                        .at("/containerStatuses/0/lastState/terminated/exitCode")
                        .asInt())
                .isEqualTo(137);
        JsonNode claim = api.get(ResourceRef.core("PersistentVolumeClaim", "demo", "data-postgres-0"))
                .orElseThrow();
        assertThat(claim.path("status").path("phase").asText()).isEqualTo("Bound");
        assertThat(claim.at("/status/capacity/storage").asText()).isEqualTo("2Gi");
        assertThat(claim.at("/spec/storageClassName").asText()).isEqualTo("local-path");
    }

    @Test
    void aContainerThatKeepsEndingIsStartedAgainEverMoreRarely() {
        RestartBackOff patient = new RestartBackOff(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1));
        start(ImmutableFleetOptions.builder()
                .from(TestFleets.options())
                .restartBackOff(patient)
                .build());
        api.create(withEnvironment(pod("postgres-0"), "TINY_EXIT", "7"));

        await(
                "the back-off is reported",
                () -> status("postgres-0")
                        .at("/containerStatuses/0/state/waiting/reason")
                        .asText()
                        .equals("CrashLoopBackOff"));

        assertThat(fleet.pod("postgres-0").restartCount()).isEqualTo(1);
        assertThat(fleet.pod("postgres-0").isReady()).isFalse();
        assertThat(status("postgres-0")
                        .at("/containerStatuses/0/lastState/terminated/exitCode")
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    void whatAnEndedContainerLeftBehindIsKilledBeforeTheNextStart() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sleep")) && Files.exists(Path.of("/proc/self/cwd")), "needs Linux");
        start(TestFleets.options());
        api.create(withEnvironment(pod("postgres-0"), "TINY_POSTMASTER", "yes"));
        PodHandle pod = ready("postgres-0");
        long leftBehind = postmaster(pod);
        assertThat(isRunning(leftBehind)).isTrue();
        assertThat(pod.processIds()).contains(leftBehind);

        ProcessHandle.of(pod.processIds().get(0)).orElseThrow().destroyForcibly();

        await("the container is started again", () -> pod.restartCount() == 1 && pod.isReady());
        assertThat(isRunning(leftBehind)).isFalse();
        assertThat(isRunning(postmaster(pod))).isTrue();
    }

    @Test
    void postgresAloneCanBeKilledAndANodeCrashTakesBoth() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sleep")) && Files.exists(Path.of("/proc/self/cwd")), "needs Linux");
        start(TestFleets.options());
        api.create(withEnvironment(pod("postgres-0"), "TINY_POSTMASTER", "yes"));
        PodHandle pod = ready("postgres-0");
        long agent = pod.processIds().get(0);

        pod.killPostgres();

        assertThat(isRunning(postmaster(pod))).isFalse();
        assertThat(isRunning(agent)).isTrue();
        pod.killContainer();
        await("it is started again", () -> pod.restartCount() == 1 && pod.isReady());
        long postmaster = postmaster(pod);
        pod.suspendRestarts();
        List<Long> all = pod.processIds();
        assertThat(all).hasSize(2).contains(postmaster);
        pod.killContainer();
        assertThat(all).noneMatch(KubeletTest::isRunning);
    }

    @Test
    void staysDownWhileRestartsAreSuspended() {
        start(TestFleets.options());
        api.create(pod("postgres-0"));
        PodHandle pod = ready("postgres-0");
        pod.suspendRestarts();
        pod.killContainer();
        await(
                "the end is reported",
                () -> status("postgres-0").at("/containerStatuses/0/lastState").has("terminated"));
        assertThat(pod.isRunning()).isFalse();
        assertThat(pod.restartCount()).isZero();

        pod.resumeRestarts();

        await("it runs again", () -> pod.restartCount() == 1 && pod.isReady());
    }

    @Test
    void readinessFollowsTheContainersAnswer() throws IOException {
        start(TestFleets.options());
        api.create(pod("postgres-0"));
        PodHandle pod = ready("postgres-0");

        Files.createFile(pod.dataDirectory().resolve("not-ready"));

        await(
                "it isn't ready",
                () -> status("postgres-0")
                        .path("conditions")
                        .valueStream()
                        .anyMatch(c -> c.path("type").asText().equals("Ready")
                                && c.path("status").asText().equals("False")));
        assertThat(pod.isRunning()).isTrue();
    }

    @Test
    void aPodRecreatedUnderItsNameKeepsItsClaimsData() {
        start(TestFleets.options());
        api.create(claim("data"));
        api.create(mounting(pod("postgres-0"), "data"));
        PodHandle pod = ready("postgres-0");
        String node = pod.node();
        api.delete(ResourceRef.core("Pod", "demo", "postgres-0"));
        await("its container is gone", () -> fleet.pods().isEmpty());
        assertThatThrownBy(pod::node)
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("no kubelet runs exactly one pod 'postgres-0'");

        api.create(mounting(pod("postgres-0"), "data"));

        assertThat(ready("postgres-0").log()).contains("start 2");
        assertThat(pod.node()).isEqualTo(node);
    }

    @Test
    void nothingIsLeftAfterClosing() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sleep")) && Files.exists(Path.of("/proc/self/cwd")), "needs Linux");
        start(TestFleets.options());
        api.create(withEnvironment(pod("postgres-0"), "TINY_POSTMASTER", "yes"));
        List<Long> processes = ready("postgres-0").processIds();
        assertThat(processes).hasSize(2);

        fleet.close();

        assertThat(processes).noneMatch(KubeletTest::isRunning);
        try (var left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }
}
