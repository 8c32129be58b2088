package io.pgspan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.agent.tls.AgentTransport;
import io.pgspan.ha.Decision;
import io.pgspan.ha.HaAction;
import io.pgspan.ha.HaPolicy;
import io.pgspan.ha.HaRules;
import io.pgspan.ha.record.Holder;
import io.pgspan.model.PgspanException;
import io.pgspan.model.PostgresVersion;
import io.pgspan.postgres.Endpoint;
import io.pgspan.postgres.PostgresControl;
import io.pgspan.postgres.PostgresProbe;
import io.pgspan.testkit.base.network.Await;
import io.pgspan.testkit.base.network.LoopbackPorts;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is concluded from a {@code pg_rewind} that failed: a copy is hours of work for a large database. */
class HandsRewindTest {
    @Test
    void aSourceThatIsGoneSaysNothingAboutTheData(@TempDir Path directory) {
        Hands hands = hands(directory, new Endpoint("127.0.0.1", LoopbackPorts.next()));
        rewind(hands);
        assertThat(hands.canRewind()).as("may be tried again").isTrue();
    }

    @Test
    void whereThePrimaryStillLeadsOnlyACopyHelps(@TempDir Path directory) {
        try (Trio trio = new Trio(directory, 1, 0)) {
            Hands hands = hands(directory, trio.address(trio.awaitPrimary()).postgres());
            rewind(hands);
            assertThat(hands.canRewind()).as("may be tried again").isFalse();
        }
    }

    private static void rewind(Hands hands) {
        assertThat(hands.canRewind()).isTrue();
        hands.perform(new HaAction.Rewind("hippo-0", "diverged"));
        Await.until("the rewind has failed", Trio.LIMIT, () -> !hands.busy());
    }

    private static Hands hands(Path directory, Endpoint source) {
        Endpoint none = new Endpoint("127.0.0.1", LoopbackPorts.next());
        AgentConfig config = new AgentConfig(
                new Holder("hippo-1", "uid", "incarnation"),
                PostgresVersion.of("17.5"),
                List.of(
                        new MemberAddress("hippo-0", false, source, none),
                        new MemberAddress("hippo-1", false, none, none)),
                HaPolicy.ofDefaults(),
                HaRules.ofDefaults(),
                Trio.SUPERUSER,
                none,
                new AgentEndpoints(none, AgentTransport.plaintextForTests(), Set.of("hippo-0"), null),
                Map.of());
        return new Hands(
                config,
                unableToRewind(),
                new PostgresProbe(none, Trio.SUPERUSER),
                new PromiseFile(directory.resolve("promise")),
                () -> true,
                new Silent(),
                () -> {});
    }

    /** A stopped server whose every rewind fails. */
    private static PostgresControl unableToRewind() {
        return (PostgresControl) Proxy.newProxyInstance(
                HandsRewindTest.class.getClassLoader(),
                new Class<?>[] {PostgresControl.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "canRewind" -> true;
                    case "isRunning", "mustBeCloned", "clearLeftovers" -> false;
                    case "rewind" -> throw new PgspanException("the source closed the connection");
                    default -> null;
                });
    }

    private static final class Silent implements AgentListener {
        @Override
        public void decided(String member, Decision decision) {}

        @Override
        public void operated(String member, String operation, String failure) {}
    }
}
