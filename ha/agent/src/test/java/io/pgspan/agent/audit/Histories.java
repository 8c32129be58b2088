package io.pgspan.agent.audit;

import io.pgspan.ha.Decision;
import io.pgspan.ha.HaAction;
import io.pgspan.ha.HaEngine;
import io.pgspan.ha.HaInput;
import io.pgspan.ha.HaPolicy;
import io.pgspan.ha.HaState;
import io.pgspan.ha.LocalPostgres;
import io.pgspan.ha.Member;
import io.pgspan.ha.PeerStatus;
import io.pgspan.ha.Promise;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Database;
import io.pgspan.ha.record.Holder;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random facts fed to an engine, and every decision with what it was made from. */
final class Histories {
    static final Holder ME = new Holder("hippo-0", "uid-0", "start-1");
    private static final List<Holder> HOLDERS =
            List.of(ME, new Holder("hippo-0", "uid-0", "start-0"), new Holder("hippo-1", "uid-1", "start-1"));

    private final Random random;
    private long sequence;

    private Histories(long seed) {
        random = new Random(seed);
    }

    /** A decision and what it was made from. */
    record Step(HaState before, HaInput input, Decision decision) {}

    static HaState starting() {
        return HaState.starting(
                HaPolicy.ofDefaults(),
                ME,
                List.of(new Member("hippo-0", false), new Member("hippo-1", false), new Member("hippo-2", true)));
    }

    static List<Step> of(long seed, int steps) {
        Histories histories = new Histories(seed);
        List<Step> all = new ArrayList<>();
        HaState state = starting();
        Duration now = Duration.ZERO;
        HaAction.@Nullable WriteRecord write = null;
        for (int i = 0; i < steps; i++) {
            now = now.plusMillis(histories.random.nextInt(3_000));
            HaInput input = histories.random.nextBoolean() && write != null
                    ? new HaInput.StoreResult(now, now, write, new WriteResult.Written("v" + i))
                    : histories.input(now);
            Decision decision = HaEngine.step(state, input);
            all.add(new Step(state, input, decision));
            state = decision.state();
            write = decision.actions().stream()
                    .filter(HaAction.WriteRecord.class::isInstance)
                    .map(HaAction.WriteRecord.class::cast)
                    .findFirst()
                    .orElse(null);
        }
        return all;
    }

    /** A store goes forward only. */
    private ClusterRecord next(ClusterRecord r) {
        sequence += 9;
        return new ClusterRecord(
                r.format(),
                sequence,
                r.lease(),
                r.database(),
                r.guarantee(),
                r.pause(),
                r.request().orElse(null),
                r.outcome().orElse(null),
                r.members());
    }

    private HaInput input(Duration now) {
        return switch (random.nextInt(5)) {
            case 0 -> new HaInput.StoreView(now, now.plusMillis(5), random.nextInt(9) == 0 ? null : record());
            case 1 -> new HaInput.Local(now, postgres());
            case 2 -> new HaInput.PeerAnswer(now, peer());
            default -> new HaInput.Tick(now);
        };
    }

    private Versioned record() {
        ClusterRecord record = ClusterRecord.uninitialised(List.of("hippo-0", "hippo-1"), random.nextInt(2));
        if (random.nextInt(4) > 0) {
            record = record.takenBy(HOLDERS.get(random.nextInt(HOLDERS.size())))
                    .renewed(new Database("7", history(), new Lsn(random.nextInt(99))));
        }
        if (random.nextInt(3) == 0) {
            record = record.released();
        }
        return new Versioned("v" + random.nextInt(3), next(record));
    }

    private TimelineHistory history() {
        return random.nextBoolean()
                ? TimelineHistory.first()
                : TimelineHistory.first().promotedTo(2, new Lsn(-1 - random.nextInt(9)));
    }

    private LocalPostgres postgres() {
        LocalPostgres.State[] states = LocalPostgres.State.values();
        LocalPostgres.State state = states[random.nextInt(states.length)];
        return state == LocalPostgres.State.NO_DATA
                ? LocalPostgres.noData()
                : LocalPostgres.builder()
                        .state(state)
                        .busy(random.nextInt(5) == 0)
                        .systemIdentifier("7")
                        .history(history())
                        .received(new Lsn(random.nextInt(99)))
                        .replayed(new Lsn(random.nextInt(99)))
                        .lastRole(
                                random.nextBoolean() ? LocalPostgres.LastRole.PRIMARY : LocalPostgres.LastRole.STANDBY)
                        .receiverRunning(random.nextBoolean())
                        .following(random.nextBoolean() ? "" : "hippo-1")
                        .failedStarts(random.nextInt(3))
                        .promise(random.nextBoolean() ? Promise.NONE : new Promise("v1", -1))
                        .cleanStop(random.nextBoolean())
                        .canRewind(random.nextBoolean())
                        .guarded(random.nextInt(9) > 0)
                        .build();
    }

    private PeerStatus peer() {
        PeerStatus.Role[] roles = PeerStatus.Role.values();
        return new PeerStatus(
                "hippo-1",
                roles[random.nextInt(roles.length)],
                random.nextInt(3),
                "7",
                1 + random.nextInt(2),
                new Lsn(random.nextInt(99)),
                new Lsn(random.nextInt(99)),
                random.nextBoolean(),
                "v" + random.nextInt(3),
                1 + random.nextInt(2),
                random.nextInt(9) > 0);
    }
}
