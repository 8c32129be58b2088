package io.pgspan.ha.simulation;

import io.pgspan.ha.Decision;
import io.pgspan.ha.HaAction;
import io.pgspan.ha.HaInput;
import io.pgspan.ha.HaState;
import io.pgspan.ha.LocalPostgres;
import io.pgspan.ha.PeerStatus;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Holder;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One incarnation of an agent: asks, reads, looks, decides, acts, rests; one thing after the other, as the real one does. */
final class SimAgent {
    private static final Duration STORE_LIMIT_MAX = Duration.ofSeconds(1);
    private static final Duration STORE_LIMIT_MIN = Duration.ofMillis(50);
    private static final long ANSWER_LIMIT = 800 * World.MILLI;

    private record Answer(long arrives, HaInput.PeerAnswer answer) {}

    private final World world;
    private final Cluster cluster;
    private final SimMember member;
    private final Brain brain;
    private final SimHands hands;
    private final List<Answer> answers = new ArrayList<>();
    private HaState state;
    private HaState published;
    private String rule = "";
    private boolean alive = true;
    private boolean resting;
    private boolean wakeUp;
    private int rest;

    SimAgent(World world, Cluster cluster, SimMember member, Brain brain, Holder me) {
        this.world = world;
        this.cluster = cluster;
        this.member = member;
        this.brain = brain;
        this.state = HaState.starting(cluster.policy(), me, false, cluster.engineMembers());
        this.published = state;
        this.hands = new SimHands(world, cluster, member, this);
    }

    boolean alive() {
        return alive;
    }

    HaState state() {
        return state;
    }

    void die() {
        alive = false;
    }

    /** Runs in the agent's process: not after its death, and not while it is frozen. */
    void later(long micros, Runnable body) {
        world.after(micros, () -> now(body));
    }

    void now(Runnable body) {
        if (!alive) {
            return;
        }
        long thaw = member.frozenUntil();
        if (world.now() < thaw) {
            later(thaw - world.now(), body);
        } else {
            body.run();
        }
    }

    void wake() {
        now(() -> {
            if (resting) {
                resting = false;
                turn();
            } else {
                wakeUp = true;
            }
        });
    }

    void turn() {
        ask();
        Duration sent = member.clock();
        cluster.store().read(member.index(), member.truly(limit(sent)), seen -> now(() -> decide(sent, seen)));
    }

    private void ask() {
        Duration asked = member.clock();
        long askedAt = world.now();
        for (SimMember peer : cluster.members()) {
            if (peer == member) {
                continue;
            }
            world.after(world.between(World.MILLI, 25 * World.MILLI), () -> {
                SimAgent other = peer.agent();
                if (other != null && cluster.network().linked(member.index(), peer.index())) {
                    other.now(() -> {
                        if (world.now() - askedAt < ANSWER_LIMIT) {
                            long arrives = world.now() + world.between(World.MILLI, 25 * World.MILLI);
                            answers.add(new Answer(arrives, new HaInput.PeerAnswer(asked, other.status())));
                        }
                    });
                }
            });
        }
    }

    private Duration limit(Duration now) {
        Duration deadline = state.deadline();
        if (deadline == null) {
            return STORE_LIMIT_MAX;
        }
        Duration left = deadline.minus(now);
        Duration bound = left.compareTo(STORE_LIMIT_MAX) < 0 ? left : STORE_LIMIT_MAX;
        return bound.compareTo(STORE_LIMIT_MIN) < 0 ? STORE_LIMIT_MIN : bound;
    }

    private void decide(Duration sent, Optional<Versioned> seen) {
        if (seen.isPresent()) {
            state = brain.step(state, new HaInput.StoreView(sent, member.clock(), seen.get()))
                    .state();
        }
        for (int i = 0; i < answers.size(); ) {
            if (answers.get(i).arrives() <= world.now()) {
                state = brain.step(state, answers.remove(i).answer()).state();
            } else {
                i++;
            }
        }
        state = brain.step(state, new HaInput.Local(member.clock(), hands.look()))
                .state();
        Decision decided = brain.step(state, new HaInput.Tick(member.clock()));
        state = decided.state();
        world.decided(decided.rule());
        if (!decided.rule().equals(rule)) {
            rule = decided.rule();
            world.tell(() -> member.name() + ": " + decided.rule() + ": " + decided.reason());
        }
        act(decided.actions(), 0);
    }

    private void act(List<HaAction> actions, int from) {
        for (int i = from; i < actions.size(); i++) {
            if (actions.get(i) instanceof HaAction.WriteRecord write) {
                int next = i + 1;
                Duration sent = member.clock();
                cluster.store()
                        .update(
                                member.index(),
                                member.truly(limit(sent)),
                                write,
                                result -> now(() -> written(sent, write, result, actions, next)));
                return;
            }
            arm();
            hands.perform(actions.get(i), state);
        }
        finish();
    }

    private void written(
            Duration sent, HaAction.WriteRecord write, WriteResult result, List<HaAction> actions, int next) {
        state = brain.step(state, new HaInput.StoreResult(sent, member.clock(), write, result))
                .state();
        arm();
        if (result instanceof WriteResult.Written) {
            act(actions, next);
        } else {
            // what follows was decided for the world in which this write succeeds
            finish();
        }
    }

    private void finish() {
        arm();
        published = state;
        if (wakeUp) {
            wakeUp = false;
            later(World.MILLI, this::turn);
            return;
        }
        resting = true;
        int mine = ++rest;
        later(member.truly(cluster.policy().retryPeriod()), () -> {
            if (resting && rest == mine) {
                resting = false;
                turn();
            }
        });
    }

    private void arm() {
        Duration deadline = state.deadline();
        if (state.namesMe() && deadline != null) {
            hands.guardUntil(deadline);
        } else if (!hands.primary()) {
            hands.disarm();
        }
    }

    private PeerStatus status() {
        LocalPostgres local = published.local();
        PeerStatus.Role role = local.state() == LocalPostgres.State.PRIMARY && !local.busy()
                ? PeerStatus.Role.PRIMARY
                : local.state() == LocalPostgres.State.STANDBY ? PeerStatus.Role.STANDBY : PeerStatus.Role.DOWN;
        return new PeerStatus(
                member.name(),
                role,
                published.record().map(ClusterRecord::epoch).orElse(0L),
                local.systemIdentifier(),
                local.systemIdentifier().isEmpty() ? 0 : local.history().timeline(),
                local.received(),
                local.replayed(),
                local.receiverRunning(),
                local.receiverRunning() ? "" : local.promisedVersion());
    }
}
