package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaInput;
import java.time.Duration;
import java.util.IdentityHashMap;

/** A turn calls the store a few times at most, and no call may outlive the holder's deadline by more than a moment. */
final class BoundedWork extends Invariant {
    private static final int CALLS_MAX = 3;
    private static final Duration CALL_MAX = Duration.ofSeconds(1);
    private static final Duration MOMENT = Duration.ofMillis(50);

    private final IdentityHashMap<SimAgent, int[]> calls = new IdentityHashMap<>();

    BoundedWork() {
        super("I30", "bounded work");
    }

    @Override
    void calls(SimMember member, boolean writes, Duration limit) {
        SimAgent agent = member.agent();
        if (agent == null) {
            return;
        }
        int made = ++calls.computeIfAbsent(agent, m -> new int[1])[0];
        Duration deadline = agent.state().deadline();
        // once it has decided after the deadline, there is no lease left to outlive
        boolean over = deadline != null
                && agent.loop().decidedUpon() instanceof HaInput.Tick tick
                && tick.now().compareTo(deadline) > 0;
        boolean outlives = deadline != null
                && !over
                && limit.compareTo(MOMENT) > 0
                && member.clock().plus(limit).compareTo(deadline) > 0;
        if (made > CALLS_MAX || limit.compareTo(CALL_MAX) > 0 || outlives) {
            throw broken(member + " makes call " + made + " of a turn with the limit " + limit.toMillis()
                    + " ms; its deadline is " + deadline);
        }
    }

    @Override
    void rests(SimMember member) {
        int[] made = calls.get(member.agent());
        if (made != null) {
            made[0] = 0;
        }
    }
}
