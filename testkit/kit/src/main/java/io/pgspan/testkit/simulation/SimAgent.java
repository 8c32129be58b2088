package io.pgspan.testkit.simulation;

import io.pgspan.ha.Decision;
import io.pgspan.ha.HaAction;
import io.pgspan.ha.HaCommand;
import io.pgspan.ha.HaInput;
import io.pgspan.ha.HaState;
import io.pgspan.ha.PeerStatus;
import io.pgspan.ha.loop.Effect;
import io.pgspan.ha.loop.MemberLoop;
import io.pgspan.ha.record.WriteResult;
import java.time.Duration;
import java.util.function.BiConsumer;

/** One incarnation of an agent: the production loop, with what it asks for carried out in the simulated world. */
final class SimAgent {
    private static final long ANSWER_LIMIT = 800 * World.MILLI;

    private final World world;
    private final Cluster cluster;
    private final SimMember member;
    private final MemberLoop loop;
    private final SimHands hands;
    private final RecordPlace.Client record;
    private HaState published;
    private String rule = "";
    private boolean alive = true;
    private boolean resting;
    private boolean wakeUp;
    private boolean hinted;
    private int rest;

    SimAgent(World world, Cluster cluster, SimMember member, MemberLoop loop) {
        this.world = world;
        this.cluster = cluster;
        this.member = member;
        this.loop = loop;
        this.published = loop.state();
        this.hands = new SimHands(world, cluster, member, this);
        this.record = cluster.store().client(member, this);
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

    SimHands hands() {
        return hands;
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
        wake(false);
    }

    private void wake(boolean hint) {
        now(() -> {
            hinted |= hint;
            if (resting) {
                resting = false;
                turn();
            } else {
                wakeUp = true;
            }
        });
    }

    private void turn() {
        boolean mayHaveChanged = hinted;
        hinted = false;
        run(mayHaveChanged ? loop.hinted(member.clock()) : loop.woken(member.clock()));
    }

    /** A server hints that its object may have changed. */
    void hinted(int server) {
        if (record.hinted(server)) {
            wake(true);
        }
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
                read(read);
                return;
            }
            if (effect instanceof Effect.Write write) {
                write(write);
                return;
            }
            if (effect instanceof Effect.Rest rests) {
                rest(rests.atMost());
                return;
            }
            if (effect instanceof Effect.Look) {
                effect = loop.looked(member.clock(), hands.look());
                cluster.turned();
                world.decided(loop.decision().rule());
                cluster.invariants().decided(member, loop.decision());
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

    private void read(Effect.Read read) {
        cluster.invariants().calls(member, false, read.limit());
        record.read(
                member.truly(read.limit()),
                seen -> now(() -> run(
                        seen instanceof RecordPlace.Answer.Seen answer
                                ? loop.read(member.clock(), answer.object().orElse(null))
                                : loop.unreadable(member.clock()))));
    }

    private void write(Effect.Write write) {
        cluster.invariants().calls(member, true, write.limit());
        long sent = world.now();
        record.update(
                member.truly(write.limit()),
                write.write(),
                result -> now(() -> {
                    if (result instanceof WriteResult.Written) {
                        cluster.invariants().confirmed(member, write.write(), sent);
                    }
                    run(loop.written(member.clock(), write.write(), result));
                }));
    }

    private void tellNews() {
        if (world.telling() && !loop.decision().rule().equals(rule)) {
            rule = loop.decision().rule();
            world.tell(() -> member + ": " + rule + ": " + loop.decision().reason());
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
        cluster.invariants().rests(member);
        ask();
        if (wakeUp || atMost.isZero()) {
            hinted |= !wakeUp;
            wakeUp = false;
            later(World.MILLI, this::turn);
            return;
        }
        resting = true;
        int mine = ++rest;
        later(member.truly(atMost), () -> {
            if (resting && rest == mine) {
                resting = false;
                hinted = false;
                run(loop.rested(member.clock()));
            }
        });
    }

    private void ask() {
        Duration asked = member.clock();
        toEveryPeer((peer, other) -> {
            PeerStatus status = other.status();
            return () -> {
                if (loop.hear(new HaInput.PeerAnswer(asked, status))) {
                    wake();
                }
            };
        });
    }

    private void askFailsafe(long epoch) {
        Duration asked = member.clock();
        long askedAt = world.now();
        toEveryPeer((peer, other) -> {
            cluster.subject().beforeFailsafe().accept(other.loop);
            boolean accepted = other.loop.failsafe(peer.clock(), member.name(), epoch);
            if (accepted) {
                cluster.invariants().accepted(peer, member, epoch, askedAt);
            }
            return () -> {
                Duration before = loop.state().deadline();
                loop.failsafeAnswered(asked, peer.name(), epoch, accepted);
                Duration after = loop.state().deadline();
                if (after != null && !after.equals(before)) {
                    cluster.invariants().goesOn(member);
                }
                wake();
            };
        });
    }

    /** What a peer's agent answers, and what its answer does here; nothing when either way fails or takes too long. */
    private interface Question {
        Runnable askedOf(SimMember peer, SimAgent other);
    }

    private void toEveryPeer(Question question) {
        long askedAt = world.now();
        for (SimMember peer : cluster.members()) {
            if (!peer.name().equals(member.name())) {
                toAndFro(peer, askedAt, question);
            }
        }
    }

    private void toAndFro(SimMember peer, long askedAt, Question question) {
        Network network = cluster.network();
        world.after(network.delay(Network.Channel.AGENTS, member.index(), peer.index()), () -> {
            SimAgent other = peer.agent();
            if (other != null && network.passes(Network.Channel.AGENTS, member.index(), peer.index())) {
                other.now(() -> {
                    if (world.now() - askedAt < ANSWER_LIMIT) {
                        Runnable answer = question.askedOf(peer, other);
                        long back = network.delay(Network.Channel.AGENTS, peer.index(), member.index());
                        later(back, () -> {
                            if (world.now() - askedAt < ANSWER_LIMIT
                                    && network.passes(Network.Channel.AGENTS, peer.index(), member.index())) {
                                answer.run();
                            }
                        });
                    }
                });
            }
        });
    }

    /** What an operator's client does who asks this member; it hears the engine's answer, and whether the store took what it wrote. */
    void command(HaCommand command, BiConsumer<Decision, Boolean> told) {
        now(() -> {
            Decision decision = loop.command(member.clock(), command);
            world.decided(decision.rule());
            if (decision.actions().isEmpty() || !(decision.actions().get(0) instanceof HaAction.WriteRecord write)) {
                told.accept(decision, false);
                return;
            }
            record.update(World.SECOND, write, result -> {
                wake(true);
                told.accept(decision, result instanceof WriteResult.Written);
            });
        });
    }

    private PeerStatus status() {
        return PeerStatus.of(published);
    }
}
