package io.pgspan.testkit.simulation;

import io.pgspan.ha.record.majority.Outcome;
import io.pgspan.ha.record.majority.Wish;
import java.time.Duration;
import java.util.List;

/**
 * An operator who sees, sooner or later, that a store has lost its vote, and consents to the object it has now: production's two wishes,
 * from a process of its own, again until they are settled.
 */
final class Consents {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long AGAIN = 3 * World.SECOND;

    private final World world;
    private final SimMajority record;
    private final SimProposer.Host process;
    private boolean hurry;

    Consents(World world, SimMajority record, List<StoreWay> ways) {
        this.world = world;
        this.record = record;
        this.process = new SimProposer.Host() {
            @Override
            public Duration clock() {
                return Duration.ofNanos(world.now() * 1_000);
            }

            @Override
            public long truly(Duration local) {
                return local.toNanos() / 1_000;
            }

            @Override
            public void later(long micros, Runnable body) {
                world.after(micros, body);
            }

            @Override
            public StoreWay way(int store) {
                return ways.get(store);
            }
        };
    }

    /** From now on nothing is put off. */
    void hurry() {
        hurry = true;
        record.objects().stream().filter(s -> !record.votes(s)).forEach(this::consent);
    }

    void wanted(SimAcceptor store, long after) {
        world.after(after, () -> consent(store));
    }

    private void consent(SimAcceptor store) {
        if (record.votes(store)) {
            return;
        }
        SimProposer operator = record.proposer("operator", process);
        operator.perform(new Wish.Dismiss(store.name()), PATIENCE, first -> {
            if (first instanceof Outcome.Settled) {
                operator.perform(new Wish.Admit(store.name()), PATIENCE, second -> {
                    if (second instanceof Outcome.Settled) {
                        world.tell(() -> "an operator gives " + store + " its vote back");
                    } else {
                        again(store, second);
                    }
                });
            } else {
                again(store, first);
            }
        });
    }

    private void again(SimAcceptor store, Outcome why) {
        world.tell(() -> "an operator does not get " + store + " its vote back: " + why);
        world.after(hurry ? AGAIN / 3 : AGAIN, () -> consent(store));
    }
}
