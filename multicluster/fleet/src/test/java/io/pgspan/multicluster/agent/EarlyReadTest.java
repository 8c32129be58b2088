package io.pgspan.multicluster.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.agent.AgentException;
import io.pgspan.testkit.base.apiserver.ApiServerHttp;
import io.pgspan.testkit.base.apiserver.ApiServerModel;
import io.pgspan.testkit.base.apiserver.Fault;
import io.pgspan.testkit.base.network.Await;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EarlyReadTest {
    private static final String LEASE = "/apis/coordination.k8s.io/v1/namespaces/demo/leases/hippo";

    private final ApiServerHttp http = new ApiServerHttp(
            ApiServerModel.builder(Clock.systemUTC()).autoCreateNamespaces().build());
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        http.close();
    }

    private AgentEnvironment environment() {
        return new AgentEnvironment(Map.of(
                "PGSPAN_MEMBER",
                "hippo-0",
                "PGSPAN_NAMESPACE",
                "demo",
                "PGSPAN_CLUSTER",
                "hippo",
                "PGSPAN_RECORD_API",
                http.client().getMasterUrl().toString()));
    }

    private void faultOfAll(Optional<Fault> fault) {
        http.fault(request -> {
            asked.add(request.method() + " " + request.path());
            return fault;
        });
    }

    @Test
    void theRecordHasBeenAskedForOnceBeforeAnybodyUsesTheServers() {
        faultOfAll(Optional.empty());
        EarlyRead early = EarlyRead.begin(environment());
        Await.until("it is read", Duration.ofSeconds(60), () -> asked.equals(List.of("GET " + LEASE)));
        try (RecordServers servers = early.servers()) {
            assertThat(servers.clients()).hasSize(1);
        }
    }

    @Test
    void serversThatDoNotAnswerAreThereAllTheSame() {
        faultOfAll(Optional.of(Fault.refusal(503)));
        try (RecordServers servers = EarlyRead.begin(environment()).servers()) {
            assertThat(servers.clients()).hasSize(1);
        }
    }

    @Test
    void whatIsWrongWithTheEnvironmentIsToldToWhoeverWantsTheServers() {
        EarlyRead early = EarlyRead.begin(new AgentEnvironment(Map.of()));
        assertThatThrownBy(early::servers).isInstanceOf(AgentException.class).hasMessageContaining("PGSPAN_RECORD_API");
    }
}
