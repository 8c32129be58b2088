package io.pgspan.testkit.simulation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What ends a primary at its deadline: the loop itself, and, where there is one, a guard beside it that a frozen loop does not stop. */
final class SimGuard {
    private static final Duration HARDLY = Duration.ofMillis(5);

    /** A loop sees the deadline late when a call to the store has just begun. */
    private static final Duration LOOP_LATE = Duration.ofMillis(250);

    private final World world;
    private final Cluster cluster;
    private final SimMember member;
    private final SimAgent agent;
    private final SimHands hands;
    private @Nullable Duration deadline;
    private int fences;

    SimGuard(World world, Cluster cluster, SimMember member, SimAgent agent, SimHands hands) {
        this.world = world;
        this.cluster = cluster;
        this.member = member;
        this.agent = agent;
        this.hands = hands;
    }

    /** What it guards until, null for nothing. */
    @Nullable
    Duration deadline() {
        return deadline;
    }

    /** How often it has fenced. */
    int fences() {
        return fences;
    }

    boolean usable() {
        return !member.guardLost();
    }

    void until(Duration next) {
        if (!next.equals(deadline)) {
            deadline = next;
            if (cluster.setup().guarded()) {
                watch(next);
            }
        }
    }

    void disarm() {
        deadline = null;
    }

    private void watch(Duration until) {
        long wait = Math.max(member.truly(until.minus(member.clock())), member.guardFrozenUntil() - world.now());
        world.after(wait, () -> {
            if (!agent.alive() || !until.equals(deadline)) {
                return;
            }
            if (world.now() < member.guardFrozenUntil()) {
                watch(until);
            } else {
                deadline = null;
                fence(worst());
            }
        });
    }

    /** Hardly within the policy's stop budget. */
    private long worst() {
        return member.truly(cluster.setup().policy().stopBudget().minus(HARDLY));
    }

    /** A loop that fences for itself may have rested a while before it saw the deadline. */
    void fenceFromLoop() {
        if (member.defect() == Defect.NO_FENCE) {
            return;
        }
        Duration late = cluster.setup().policy().retryPeriod().plus(LOOP_LATE);
        fence(
                cluster.setup().guarded()
                        ? worst()
                        : member.truly(cluster.setup().policy().stopBudget().minus(late)));
    }

    private void fence(long worst) {
        SimPostgres postgres = member.postgres();
        if (hands.primary() && postgres.running()) {
            int run = postgres.run();
            fences++;
            postgres.soon(world.chance(0.3) ? worst : world.between(0, worst), () -> {
                if (postgres.run() == run) {
                    postgres.kill();
                }
            });
        }
    }
}
