package io.pgspan.agent;

import io.pgspan.agent.tls.AgentTransport;
import io.pgspan.ha.Decision;
import io.pgspan.ha.HaPolicy;
import io.pgspan.ha.HaRules;
import io.pgspan.ha.record.Holder;
import io.pgspan.model.PostgresVersion;
import io.pgspan.postgres.Endpoint;
import io.pgspan.postgres.PostgresControl;
import io.pgspan.postgres.PostgresProbe;
import io.pgspan.testkit.base.network.LoopbackPorts;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The hands of hippo-1 without an agent, on a server that is what a test says; hippo-0 is at an address of its own. */
final class BareHands {
    private BareHands() {}

    static Hands on(Path directory, Endpoint source, BooleanSupplier holds, InvocationHandler server) {
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
        PostgresControl control = (PostgresControl) Proxy.newProxyInstance(
                BareHands.class.getClassLoader(), new Class<?>[] {PostgresControl.class}, server);
        return new Hands(
                config,
                control,
                new PostgresProbe(none, Trio.SUPERUSER),
                new PromiseFile(directory.resolve("promise")),
                holds,
                new Silent(),
                () -> {});
    }

    private static final class Silent implements AgentListener {
        @Override
        public void decided(String member, Decision decision) {}

        @Override
        public void operated(String member, String operation, String failure) {}
    }
}
