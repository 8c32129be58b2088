package io.pgspan.ha.record.majority;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A proposer whose messages go when the test says so. */
final class Script {
    private static final int MESSAGES_MAX = 200;

    private final MajorityRegister register;
    private final Map<String, StoreModel> stores;
    private final Map<String, Request> pending = new TreeMap<>();
    private final List<String> sent = new ArrayList<>();
    private int pause;
    private @Nullable Outcome outcome;

    Script(String name, Map<String, StoreModel> stores, Set<SafetyRule> kept) {
        this.register = new MajorityRegister(name, stores.keySet(), kept);
        this.stores = stores;
    }

    static Map<String, StoreModel> stores(String... names) {
        Map<String, StoreModel> stores = new TreeMap<>();
        for (String name : names) {
            stores.put(name, new StoreModel(name, envelope -> {}));
        }
        return stores;
    }

    Script begin(Wish wish) {
        outcome = null;
        sent.clear();
        return take(register.begin(wish));
    }

    /** Delivers each of these stores' requests and its answer, and what follows from it, as long as there is something. */
    Script deliver(String... to) {
        Set<String> reached = Set.of(to);
        for (int i = 0; i < MESSAGES_MAX; i++) {
            Optional<String> next =
                    pending.keySet().stream().filter(reached::contains).findFirst();
            if (next.isEmpty()) {
                return this;
            }
            deliverOne(next.get());
        }
        throw new IllegalStateException("messages without end to " + reached);
    }

    Script deliverOne(String store) {
        Request request = take(store);
        return take(register.answered(store, store(store).handle(request)));
    }

    /** The request is applied, its answer lost. */
    Script loseAnswer(String store) {
        store(store).handle(take(store));
        return take(register.answered(store, new Answer.Unknown("lost")));
    }

    Script loseRequest(String store) {
        take(store);
        return take(register.answered(store, new Answer.Unknown("lost")));
    }

    Script resume() {
        pause = 0;
        return take(register.resumed());
    }

    /** Everything is delivered and every pause ends at once, until there is an outcome. */
    Outcome run(Wish wish) {
        begin(wish);
        return finish();
    }

    Outcome finish() {
        String[] all = stores.keySet().toArray(String[]::new);
        deliver(all);
        for (int i = 0; i < Round.ATTEMPTS_MAX * Round.LOOKS_MAX && outcome == null; i++) {
            resume().deliver(all);
        }
        return outcome().orElseThrow();
    }

    private StoreModel store(String name) {
        return Objects.requireNonNull(stores.get(name), name);
    }

    private Request take(String store) {
        Request request = pending.remove(store);
        if (request == null) {
            throw new IllegalStateException("nothing was asked of " + store);
        }
        return request;
    }

    private Script take(Step step) {
        for (Request request : step.requests()) {
            if (pending.put(request.store(), request) != null) {
                throw new IllegalStateException("two requests at once to " + request.store());
            }
            sent.add(request.match(r -> "read ", c -> "create ", u -> "update ") + request.store());
        }
        pause = step.pause() > 0 ? step.pause() : pause;
        if (outcome == null) {
            outcome = step.outcome().orElse(null);
        }
        return this;
    }

    Map<String, String> withoutVote() {
        return register.withoutVote();
    }

    Outcome abandon() {
        return register.abandon();
    }

    Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    int pause() {
        return pause;
    }

    /** What this wish has asked for, in order. */
    List<String> sent() {
        return List.copyOf(sent);
    }
}
