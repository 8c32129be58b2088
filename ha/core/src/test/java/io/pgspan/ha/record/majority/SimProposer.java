package io.pgspan.ha.record.majority;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A member with the production register: it reads, then updates what it read or wrote last, and so on. */
final class SimProposer {
    private static final long PATIENCE_OF_A_WISH = 150;

    private final Interleaving world;
    private final String name;
    private int lives;
    private MajorityRegister register;
    private @Nullable Operation current;
    private String lastVersion = "";

    SimProposer(Interleaving world, String name) {
        this.world = world;
        this.name = name;
        this.register = fresh();
    }

    private MajorityRegister fresh() {
        Set<String> names = world.stores.stream().map(s -> s.name).collect(Collectors.toSet());
        return new MajorityRegister(name + "/" + ++lives, names, world.kept);
    }

    void live() {
        world.after(world.random.nextInt(30), this::next);
    }

    private void next() {
        if (current != null || !world.mayBeginMore()) {
            return;
        }
        boolean write = !lastVersion.isEmpty() && world.random.nextInt(5) < 3;
        wish(write ? new Wish.Update(lastVersion, world.freshText()) : new Wish.Read());
    }

    /** Starts on a wish; its outcome comes in time. */
    Operation wish(Wish wish) {
        Operation operation = new Operation(name + "/" + lives, wish, world.now());
        world.history.add(operation);
        current = operation;
        world.after(PATIENCE_OF_A_WISH, () -> {
            if (current == operation) {
                ended(register.abandon());
            }
        });
        take(register.begin(wish), register);
        return operation;
    }

    private void take(Step step, MajorityRegister of) {
        for (Request request : step.requests()) {
            world.send(request, answer -> answered(request, answer, of));
        }
        if (step.pause() > 0) {
            long pause = 1L + world.random.nextInt(10 << Math.min(step.pause(), 3));
            world.after(pause, () -> {
                if (of == register) {
                    take(of.resumed(), of);
                }
            });
        }
        if (of == register && current != null) {
            step.outcome().ifPresent(this::ended);
        }
    }

    private void answered(Request request, Answer answer, MajorityRegister of) {
        if (of == register) { // a crashed one hears nothing any more
            take(of.answered(request.store(), answer), of);
        }
    }

    private void ended(Outcome outcome) {
        Operation operation = current;
        if (operation == null) {
            return;
        }
        current = null;
        operation.end(outcome, world.now());
        if (outcome instanceof Outcome.Holds holds) {
            lastVersion = holds.version();
        } else if (outcome instanceof Outcome.Written written) {
            lastVersion = written.version();
        } else if (outcome instanceof Outcome.Conflict) {
            lastVersion = "";
        }
        if (!name.startsWith("last") && !name.equals("founder") && !name.equals("operator")) {
            world.after(world.random.nextInt(20), this::next);
        }
    }

    /** Everything it knew is gone; what it sent is still on its way. */
    void crash() {
        current = null;
        lastVersion = "";
        register = fresh();
        live();
    }
}
