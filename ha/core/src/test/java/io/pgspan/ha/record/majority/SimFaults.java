package io.pgspan.ha.record.majority;

import java.util.List;

/** Crashes, outages and lost objects: as many as a majority of stores survives. */
final class SimFaults {
    private static final int OFTEN = 5;
    private static final int CONSENTS_MAX = 5;

    private final Interleaving world;
    private final List<SimProposer> proposers;
    private boolean objectLost;

    SimFaults(Interleaving world, List<SimProposer> proposers) {
        this.world = world;
        this.proposers = proposers;
    }

    void start() {
        for (int i = 0; i < OFTEN; i++) {
            world.after(world.random.nextInt(600), this::strike);
        }
    }

    private void strike() {
        StoreModel store = world.stores.get(world.random.nextInt(world.stores.size()));
        switch (world.random.nextInt(4)) {
            case 0 -> proposers.get(world.random.nextInt(proposers.size())).crash();
            case 1, 2 -> {
                store.up = false;
                world.after(world.random.nextInt(120), () -> store.up = true);
            }
            default -> {
                if (!objectLost) {
                    objectLost = true;
                    loseObject(store);
                }
            }
        }
    }

    private void loseObject(StoreModel store) {
        Envelope old = store.envelope();
        switch (world.random.nextInt(3)) {
            case 0 -> store.lose();
            case 1 -> store.replace(Envelope.BLANK);
            default -> store.replace(old == null ? Envelope.BLANK : old);
        }
        world.after(world.random.nextInt(world.random.nextBoolean() ? 10 : 150), () -> consent(store.name, 0));
    }

    private void consent(String store, int tries) {
        SimProposer operator = new SimProposer(world, "operator");
        Operation first = operator.wish(new Wish.Dismiss(store));
        world.after(200, () -> {
            if (settled(first)) {
                Operation second = operator.wish(new Wish.Admit(store));
                world.after(200, () -> {
                    objectLost &= !settled(second);
                    again(second, store, tries);
                });
            } else {
                again(first, store, tries);
            }
        });
    }

    private void again(Operation last, String store, int tries) {
        if (!settled(last) && tries < CONSENTS_MAX) {
            consent(store, tries + 1);
        }
    }

    private static boolean settled(Operation operation) {
        return operation.outcome().filter(Outcome.Settled.class::isInstance).isPresent();
    }
}
