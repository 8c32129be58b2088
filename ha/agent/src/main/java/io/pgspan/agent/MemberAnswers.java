package io.pgspan.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.agent.http.AgentAnswers;
import io.pgspan.agent.http.AgentCommand;
import io.pgspan.agent.http.AgentSnapshot;
import io.pgspan.agent.http.CommandOutcome;
import io.pgspan.agent.http.SyncStanding;
import io.pgspan.ha.Decision;
import io.pgspan.ha.HaCommand;
import io.pgspan.ha.HaState;
import io.pgspan.ha.PeerStatus;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.FailoverConsent;
import io.pgspan.ha.record.Holder;
import io.pgspan.ha.record.Pause;
import io.pgspan.ha.sync.SyncWish;
import org.jspecify.annotations.Nullable;

/** What an agent's endpoints answer with. */
final class MemberAnswers implements AgentAnswers {
    private final HaAgent agent;

    MemberAnswers(HaAgent agent) {
        this.agent = agent;
    }

    @Override
    public AgentSnapshot snapshot() {
        HaState state = agent.published();
        PeerStatus status = agent.status();
        ClusterRecord record = state.record().orElse(null);
        boolean leads = agent.leads();
        return new AgentSnapshot(
                status.role(),
                leads,
                agent.follows(),
                record == null ? AgentSnapshot.LAG_UNKNOWN : lag(status, record),
                standing(state, record),
                record != null && record.pause() != Pause.NONE,
                state.goesOnWithoutStore(),
                agent.alive(),
                agent.ready(),
                this::document);
    }

    private ObjectNode document() {
        Decision last = agent.decision();
        Holder me = agent.config().me();
        ObjectNode document = StatusCodec.encode(agent.status());
        agent.record().ifPresent(r -> {
            document.put("pause", r.pause().name())
                    .put("guarantee", r.guarantee().toString());
            r.request().ifPresent(asked -> document.put("request", asked.toString()));
            r.outcome().ifPresent(answered -> document.put("outcome", answered.toString()));
        });
        return document.put("incarnation", me.incarnation())
                .put("podUid", me.podUid())
                .put("rule", last.rule())
                .put("reason", last.reason())
                .put("leads", agent.leads())
                .put("postgresVersion", agent.config().version().toString());
    }

    private static long lag(PeerStatus status, ClusterRecord record) {
        return status.role() == PeerStatus.Role.STANDBY
                ? Math.max(0, record.position().value() - status.replayed().value())
                : 0;
    }

    private static SyncStanding standing(HaState state, @Nullable ClusterRecord record) {
        if (record == null || !record.guarantee().names().contains(state.me().member())) {
            return SyncStanding.NOT_LISTED;
        }
        return state.rules().sync().mode() == SyncWish.Mode.PRIORITY ? SyncStanding.PRIORITY : SyncStanding.QUORUM;
    }

    @Override
    public CommandOutcome perform(AgentCommand command, String actor) {
        try {
            return command.match(
                    failsafe -> agent.acceptsFailsafe(failsafe.holder().member(), failsafe.epoch())
                            ? CommandOutcome.done("this member does not lead for a lease")
                                    .with("received", agent.status().received().toString())
                            : CommandOutcome.refused("this member has seen that lease run out, or leads itself"),
                    switchover -> switchover(switchover, actor),
                    failover -> put(
                            new HaCommand.Failover(
                                    id(actor), failover.candidate(), new FailoverConsent(failover.maxLostBytes())),
                            actor),
                    pause -> put(new HaCommand.Pause(), actor),
                    resume -> put(new HaCommand.Resume(), actor),
                    cancel -> put(new HaCommand.Withdraw(), actor),
                    abandon -> put(new HaCommand.Abandon(abandon.holder()), actor));
        } catch (AgentException e) {
            return CommandOutcome.unavailable(String.valueOf(e.getMessage()));
        }
    }

    private CommandOutcome switchover(AgentCommand.Switchover asked, String actor) {
        String leader = agent.record()
                .flatMap(ClusterRecord::holder)
                .map(h -> h.member())
                .orElse("nobody");
        if (!leader.equals(asked.leader())) {
            return CommandOutcome.refused(leader + " leads, not " + asked.leader());
        }
        if (asked.scheduledAt() != null) {
            return CommandOutcome.invalid("scheduledAt: agents keep no calendar; ask when it is time");
        }
        return put(new HaCommand.Switchover(id(actor), asked.candidate()), actor);
    }

    /** Who asked; a request is the only one of its time, so that is name enough. */
    private static String id(String actor) {
        return "by " + actor;
    }

    private CommandOutcome put(HaCommand command, String actor) {
        Decision decided = agent.command(command, actor);
        return decided.rule().equals("command.refused")
                ? CommandOutcome.refused(decided.reason())
                : CommandOutcome.accepted(decided.reason());
    }
}
