package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaAction;
import io.pgspan.ha.HaInput;
import io.pgspan.ha.HaState;
import io.pgspan.ha.LocalPostgres;
import io.pgspan.ha.PeerStatus;
import io.pgspan.ha.loop.Effect;
import io.pgspan.ha.loop.MemberLoop;
import io.pgspan.ha.record.ClusterRecord;
import java.time.Duration;

/** One incarnation of an agent: the production loop, with what it asks for carried out in the simulated world. */
final class SimAgent {
    private static final long ANSWER_LIMIT = 800 * World.MILLI;

    private final World world;
    private final Cluster cluster;
    private final SimMember member;
    private final MemberLoop loop;
    private final SimHands hands;
    private HaState published;
    private String rule = "";
    private boolean alive = true;
    private boolean resting;
    private boolean wakeUp;
    private int rest;

    SimAgent(World world, Cluster cluster, SimMember member, MemberLoop loop) {
        this.world = world;
        this.cluster = cluster;
        this.member = member;
        this.loop = loop;
        this.published = loop.state();
        this.hands = new SimHands(world, cluster, member, this);
    }

    boolean alive() {
        return alive;
    }

    HaState state() {
        return loop.state();
    }

    MemberLoop loop() {
        return loop;
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
                run(loop.woken(member.clock()));
            } else {
                wakeUp = true;
            }
        });
    }

    void start() {
        ask();
        run(loop.start(member.clock()));
    }

    /** Carries out what is done at once; the rest goes on when the world says so. */
    private void run(Effect first) {
        Effect effect = first;
        while (true) {
            if (effect instanceof Effect.Read read) {
                cluster.store()
                        .read(
                                member.index(),
                                member.truly(read.limit()),
                                seen -> now(() -> run(
                                        seen.isPresent()
                                                ? loop.read(member.clock(), seen.get())
                                                : loop.unreadable(member.clock()))));
                return;
            }
            if (effect instanceof Effect.Write write) {
                cluster.store()
                        .update(
                                member.index(),
                                member.truly(write.limit()),
                                write.write(),
                                result -> now(() -> run(loop.written(member.clock(), write.write(), result))));
                return;
            }
            if (effect instanceof Effect.Rest rests) {
                rest(rests.atMost());
                return;
            }
            if (effect instanceof Effect.Look) {
                effect = loop.looked(member.clock(), hands.look());
                world.decided(loop.decision().rule());
                tellNews();
            } else if (effect instanceof Effect.Guard guard) {
                guard(guard);
                effect = loop.done(member.clock());
            } else if (effect instanceof Effect.Perform perform) {
                perform(perform.action());
                effect = loop.done(member.clock());
            }
        }
    }

    private void tellNews() {
        if (!loop.decision().rule().equals(rule)) {
            rule = loop.decision().rule();
            world.tell(
                    () -> member.name() + ": " + rule + ": " + loop.decision().reason());
        }
    }

    private void guard(Effect.Guard guard) {
        Duration deadline = guard.deadline();
        if (deadline != null) {
            hands.guardUntil(deadline);
        } else if (guard.whateverItIs() || !hands.primary()) {
            hands.disarm();
        }
    }

    private void perform(HaAction action) {
        if (action instanceof HaAction.AskFailsafe asks) {
            askFailsafe(asks.epoch());
        } else {
            hands.perform(action, loop.state());
        }
    }

    private void rest(Duration atMost) {
        published = loop.state();
        ask();
        if (wakeUp || atMost.isZero()) {
            wakeUp = false;
            later(World.MILLI, () -> run(loop.woken(member.clock())));
            return;
        }
        resting = true;
        int mine = ++rest;
        later(member.truly(atMost), () -> {
            if (resting && rest == mine) {
                resting = false;
                run(loop.woken(member.clock()));
            }
        });
    }

    private void ask() {
        Duration asked = member.clock();
        long askedAt = world.now();
        for (SimMember peer : cluster.members()) {
            if (peer == member) {
                continue;
            }
            toAndFro(peer, askedAt, other -> {
                PeerStatus status = other.status();
                return () -> {
                    if (loop.hear(new HaInput.PeerAnswer(asked, status))) {
                        wake();
                    }
                };
            });
        }
    }

    private void askFailsafe(long epoch) {
        Duration asked = member.clock();
        long askedAt = world.now();
        for (SimMember peer : cluster.members()) {
            if (peer == member) {
                continue;
            }
            toAndFro(peer, askedAt, other -> {
                boolean accepted = other.loop.failsafe(peer.clock(), member.name(), epoch);
                return () -> {
                    loop.failsafeAnswered(asked, peer.name(), epoch, accepted);
                    wake();
                };
            });
        }
    }

    /** What a peer's agent answers, and what its answer does here; nothing when either way fails or takes too long. */
    private interface Question {
        Runnable askedOf(SimAgent other);
    }

    private void toAndFro(SimMember peer, long askedAt, Question question) {
        world.after(world.between(World.MILLI, 25 * World.MILLI), () -> {
            SimAgent other = peer.agent();
            if (other != null && cluster.network().linked(member.index(), peer.index())) {
                other.now(() -> {
                    if (world.now() - askedAt < ANSWER_LIMIT) {
                        Runnable answer = question.askedOf(other);
                        later(world.between(World.MILLI, 25 * World.MILLI), answer);
                    }
                });
            }
        });
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
                local.receiverRunning() ? "" : local.promisedVersion(),
                published.seat().newestFormat());
    }
}
