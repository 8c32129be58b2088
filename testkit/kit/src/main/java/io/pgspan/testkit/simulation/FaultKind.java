package io.pgspan.testkit.simulation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Every fault there is, by the family of the catalogue it belongs to. */
enum FaultKind {
    CUT_STORE(Family.NETWORK, NetworkFaults::cutStore),
    CUT_LINK(Family.NETWORK, NetworkFaults::cutLink),
    CUT_AGENTS(Family.NETWORK, NetworkFaults::cutAgents),
    CUT_REPLICATION(Family.NETWORK, NetworkFaults::cutReplication),
    ONE_WAY_LOSS(Family.NETWORK, NetworkFaults::oneWayLoss),
    ISOLATE(Family.NETWORK, NetworkFaults::isolate),
    HALVES(Family.NETWORK, NetworkFaults::halves),
    RING(Family.NETWORK, NetworkFaults::ring),
    SLOW_LINKS(Family.NETWORK, NetworkFaults::slowLinks),

    OUTAGE(Family.STORE, StoreFaults::outage),
    SLOW_STORE(Family.STORE, StoreFaults::slow),
    DRIPPING_STORE(Family.STORE, StoreFaults::drips),
    LOSE_ANSWERS(Family.STORE, StoreFaults::losesAnswers),
    NO_ANSWERS(Family.STORE, StoreFaults::deaf),
    REFUSE_WRITES(Family.STORE, StoreFaults::refusesWrites),
    STORE_ERRORS(Family.STORE, StoreFaults::errors),
    STALE_READS(Family.STORE, StoreFaults::staleReads),
    FOREIGN_WRITER(Family.STORE, StoreFaults::foreignWriter),
    OBJECT_MISSING(Family.STORE, StoreFaults::objectMissing),
    STALL_WATCH(Family.STORE, StoreFaults::stallWatch),

    LOSE_OBJECT(Family.MAJORITY, StoreFaults::loseObject),

    CRASH(Family.PROCESS, ProcessFaults::crash),
    CRASH_ALL(Family.PROCESS, ProcessFaults::crashAll),
    RECREATE_POD(Family.PROCESS, ProcessFaults::recreatePod),
    FREEZE_AGENT(Family.PROCESS, ProcessFaults::freezeAgent),
    LOSE_GUARD(Family.PROCESS, ProcessFaults::loseGuard),
    SUSPEND_MACHINE(Family.PROCESS, ProcessFaults::suspendMachine),
    DUPLICATE_MEMBER(Family.PROCESS, ProcessFaults::duplicateMember),

    KILL_POSTGRES(Family.POSTGRESQL, PostgresFaults::kill),
    KILL_WHILE_COMMITS_WAIT(Family.POSTGRESQL, PostgresFaults::killWhileCommitsWait),
    CANCEL_WAITS(Family.POSTGRESQL, PostgresFaults::cancelWaits),
    SLOW_START(Family.POSTGRESQL, PostgresFaults::slowStart),
    FAILING_START(Family.POSTGRESQL, PostgresFaults::failingStart),
    SLOW_PROMOTION(Family.POSTGRESQL, PostgresFaults::slowPromotion),
    SLOW_STOP(Family.POSTGRESQL, PostgresFaults::slowStop),
    EDIT_SYNCHRONOUS_NAMES(Family.POSTGRESQL, PostgresFaults::editSynchronousNames),
    PROMOTE_BY_HAND(Family.POSTGRESQL, PostgresFaults::promoteByHand),

    SLOW_DISK(Family.REPLICATION, ReplicationFaults::slowDisk),
    STALL_RECEIVER(Family.REPLICATION, ReplicationFaults::stallReceiver),
    PAUSE_REPLAY(Family.REPLICATION, ReplicationFaults::pauseReplay),
    BULK_LOAD(Family.REPLICATION, ReplicationFaults::bulkLoad),
    JOIN_FAR_BEHIND(Family.REPLICATION, ReplicationFaults::joinFarBehind),
    LOSE_VOLUME(Family.REPLICATION, ReplicationFaults::loseVolume),

    SWITCHOVER(Family.OPERATIONS, Operators::switchover),
    SWITCHOVER_TO(Family.OPERATIONS, Operators::switchoverTo),
    FAILOVER(Family.OPERATIONS, Operators::failover),
    FAILOVER_CONSENTED(Family.OPERATIONS, Operators::failoverConsented),
    WITHDRAW(Family.OPERATIONS, Operators::withdraw),
    PAUSE(Family.OPERATIONS, Operators::pause),
    RESUME(Family.OPERATIONS, Operators::resume),
    ABANDON(Family.OPERATIONS, Operators::abandon);

    /** Where in the catalogue it stands. */
    enum Family {
        NETWORK,
        STORE,
        PROCESS,
        POSTGRESQL,
        REPLICATION,
        OPERATIONS,
        /** Only where the record is on several API servers. */
        MAJORITY
    }

    private static final Map<Family, List<FaultKind>> BY_FAMILY = Arrays.stream(FaultKind.values())
            .collect(Collectors.groupingBy(k -> k.in, () -> new EnumMap<>(Family.class), Collectors.toList()));

    private final Family in;
    /** A reference to a method without a state. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Fault fault;

    FaultKind(Family in, Fault fault) {
        this.in = in;
        this.fault = fault;
    }

    static List<FaultKind> of(Family in) {
        return BY_FAMILY.getOrDefault(in, List.of());
    }

    boolean strike(Scene scene) {
        return fault.strike(scene);
    }
}
