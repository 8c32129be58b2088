package io.pgspan.benchmarks;

import io.pgspan.ha.Decision;
import io.pgspan.ha.HaAction;
import io.pgspan.ha.HaEngine;
import io.pgspan.ha.HaInput;
import io.pgspan.ha.HaPolicy;
import io.pgspan.ha.HaRules;
import io.pgspan.ha.HaState;
import io.pgspan.ha.LocalPostgres;
import io.pgspan.ha.Member;
import io.pgspan.ha.PeerStatus;
import io.pgspan.ha.Replication;
import io.pgspan.ha.Seat;
import io.pgspan.ha.StandbyRow;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Database;
import io.pgspan.ha.record.Holder;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import io.pgspan.ha.sync.SyncSetting;
import io.pgspan.ha.sync.SyncWish;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** What a decision of the engine costs, by the number of members: a primary's with its synchronous standbys, and a follower's. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Threads(1)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class HaEngineBenchmark {
    private static final Duration NOW = Duration.ofSeconds(1);
    private static final Lsn AT = new Lsn(1_000_000);

    /** How many members the cluster has. */
    @Param({"3", "5", "9"})
    public int members;

    private HaState leader = HaState.starting(HaPolicy.ofDefaults(), holder(0), List.of(new Member("pg-0", false)));
    private HaState follower = leader;

    private static Holder holder(int i) {
        return new Holder("pg-" + i, "pod-" + i, "run-" + i);
    }

    /** Builds both states by facts. */
    @Setup
    public void build() {
        List<Member> all = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            all.add(new Member("pg-" + i, false));
            names.add("pg-" + i);
        }
        ClusterRecord record = ClusterRecord.uninitialised(names, 1)
                .takenBy(holder(0))
                .renewed(new Database("7", TimelineHistory.first(), AT));
        leader = told(0, all, record, primary());
        follower = told(1, all, record, standby());
    }

    private HaState told(int me, List<Member> all, ClusterRecord record, LocalPostgres local) {
        HaRules rules = HaRules.ofDefaults().with(SyncWish.quorum(1).strictly());
        HaState state = HaState.starting(new Seat(HaPolicy.ofDefaults(), rules, holder(me), all, ClusterRecord.FORMAT));
        Duration soon = Duration.ofMillis(5);
        HaAction.WriteRecord renewal = new HaAction.WriteRecord("0", record, HaAction.Purpose.RENEW);
        state = me == 0
                ? step(state, new HaInput.StoreResult(Duration.ZERO, soon, renewal, new WriteResult.Written("1")))
                : step(state, new HaInput.StoreView(Duration.ZERO, soon, new Versioned("1", record)));
        for (int i = 0; i < members; i++) {
            if (i != me) {
                PeerStatus.Role role = i == 0 ? PeerStatus.Role.PRIMARY : PeerStatus.Role.STANDBY;
                PeerStatus status =
                        new PeerStatus("pg-" + i, role, 1, "7", 1, AT, AT, i != 0, "", ClusterRecord.FORMAT, true);
                state = step(state, new HaInput.PeerAnswer(Duration.ofMillis(900), status));
            }
        }
        return step(state, new HaInput.Local(NOW, local));
    }

    private static HaState step(HaState state, HaInput input) {
        return HaEngine.step(state, input).state();
    }

    private LocalPostgres primary() {
        List<StandbyRow> rows = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 1; i < members; i++) {
            rows.add(new StandbyRow("pg-" + i, true, AT));
            names.add("pg-" + i);
        }
        return local(LocalPostgres.State.PRIMARY, new Replication(SyncSetting.any(1, names), AT, rows));
    }

    private static LocalPostgres standby() {
        return local(LocalPostgres.State.STANDBY, null);
    }

    private static LocalPostgres local(LocalPostgres.State state, @Nullable Replication replication) {
        boolean follows = state == LocalPostgres.State.STANDBY;
        return LocalPostgres.builder()
                .state(state)
                .systemIdentifier("7")
                .received(AT)
                .replayed(AT)
                .lastRole(follows ? LocalPostgres.LastRole.STANDBY : LocalPostgres.LastRole.PRIMARY)
                .receiverRunning(follows)
                .following(follows ? "pg-0" : "")
                .replication(replication)
                .build();
    }

    /** A holder's decision. */
    @Benchmark
    public Decision leaderDecides() {
        return HaEngine.step(leader, new HaInput.Tick(NOW));
    }

    /** A follower's decision. */
    @Benchmark
    public Decision followerDecides() {
        return HaEngine.step(follower, new HaInput.Tick(NOW));
    }

    /** A follower's whole turn: the record read, PostgreSQL looked at, a decision. */
    @Benchmark
    public Decision followerTurns() {
        HaState state =
                step(follower, new HaInput.StoreView(NOW, NOW, follower.view().orElseThrow()));
        state = step(state, new HaInput.Local(NOW, follower.local()));
        return HaEngine.step(state, new HaInput.Tick(NOW));
    }
}
