package io.pgspan.multicluster.agent;

import io.pgspan.agent.AgentConfig;
import io.pgspan.agent.AgentListener;
import io.pgspan.agent.AgentObservers;
import io.pgspan.agent.HaAgent;
import io.pgspan.agent.HttpPeerClient;
import io.pgspan.agent.LocalClock;
import io.pgspan.agent.audit.AuditListener;
import io.pgspan.agent.fence.DeadlineFence;
import io.pgspan.agent.fence.Fence;
import io.pgspan.agent.fence.FenceMaker;
import io.pgspan.agent.fence.GuardProcess;
import io.pgspan.agent.metrics.AgentMetrics;
import io.pgspan.agent.tls.AgentTransport;
import io.pgspan.ha.Decision;
import io.pgspan.model.PgspanException;
import io.pgspan.postgres.LocalPostgres;
import io.pgspan.postgres.PostgresControl;
import io.pgspan.postgres.PostgresInstall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main process of a pod of the native engine: it owns the pod's PostgreSQL and takes part in the cluster's elections. SIGTERM
 * has it hand over if it leads and somebody can take over without loss, stops PostgreSQL and ends it; so does the end of the process named by {@code PGSPAN_PARENT_PID}.
 */
public final class AgentMain {
    private static final Logger LOG = LoggerFactory.getLogger(AgentMain.class);

    /** Well within the grace period of a pod, 30 s by default. */
    private static final Duration LEAVE_LIMIT = Duration.ofSeconds(6);

    /** The start of a member, a clone of a small database included, is over by then. */
    private static final Duration CHECK_AFTER = Duration.ofSeconds(5);

    private static final Duration CHECK_LIMIT = Duration.ofSeconds(1);

    private AgentMain() {}

    /** Runs until it is told to stop. Exit code 2 when it was not told what it needs. */
    public static void main(String[] args) {
        try {
            run(new AgentEnvironment(System.getenv()));
        } catch (PgspanException e) {
            LOG.error("{}", e.getMessage());
            System.exit(2);
        }
    }

    private static void run(AgentEnvironment env) {
        EarlyRead early = EarlyRead.begin(env);
        PostgresInstall install = PostgresInstall.at(env.binDirectory(), "pod");
        AgentTransport transport = env.transport();
        AgentConfig config = env.config(install.version(), transport);
        Path data = env.dataDirectory();
        Path volume = Objects.requireNonNull(data.toAbsolutePath().getParent());
        PostgresControl control = LocalPostgres.on(install, data, volume.resolve("postgresql.log"));
        RecordServers servers = early.servers();
        HaAgent agent = HaAgent.start(
                config,
                servers.store(config.me().member(), env.namespace(), env.cluster()),
                control,
                new HttpPeerClient(transport),
                LocalClock.ofPlatform(),
                new AgentObservers(new LoggingListener(), audit(servers, env), AgentMetrics.none()),
                fences(data),
                volume.resolve("promise"));
        WriteCheck.start(
                config.me().member(), CHECK_AFTER, () -> servers.refusals(env.namespace(), env.cluster(), CHECK_LIMIT));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(agent), "pgspan-stop"));
        env.parentPid().ifPresent(AgentMain::endWith);
    }

    /** The log, and events on each API server that has the record: while one is away the others still tell the story. */
    private static AuditListener audit(RecordServers servers, AgentEnvironment env) {
        List<AuditListener> listeners = new ArrayList<>();
        listeners.add(AuditListener.toLog());
        servers.clients().forEach(client -> listeners.add(EventAudit.start(client, env.namespace(), env.cluster())));
        return AuditListener.all(listeners);
    }

    /** A thread for a loop that hangs, and where the platform has what it needs, a process for an agent that is frozen or dead. */
    private static FenceMaker fences(Path data) {
        return (clock, kill, changed) -> GuardProcess.isPossible()
                ? Fence.all(List.of(new DeadlineFence(clock, kill), GuardProcess.start(data, clock, changed)))
                : new DeadlineFence(clock, kill);
    }

    /** A pod that is deleted in order leaves no gap of a lease behind. */
    private static void stop(HaAgent agent) {
        boolean left = agent.leave(LEAVE_LIMIT);
        LOG.info("stops; {}", left ? "this member does not lead" : "its lease runs out");
        agent.close();
    }

    /** Ends this program when that process ends, at once when it has. */
    private static void endWith(long pid) {
        ProcessHandle parent = ProcessHandle.of(pid).orElse(null);
        if (parent == null) {
            System.exit(0);
            return;
        }
        var unused = parent.onExit().thenRun(() -> System.exit(0));
    }

    /** Decisions are logged by the agent itself; operations here. */
    private static final class LoggingListener implements AgentListener {
        @Override
        public void decided(String member, Decision decision) {
            LOG.debug("{}: {}", member, decision.actions());
        }

        @Override
        public void operated(String member, String operation, String failure) {
            LOG.info("{}: {} {}", member, operation, failure.isEmpty() ? "done" : "failed: " + failure);
        }
    }
}
