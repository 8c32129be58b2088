package io.pgspan.testkit.simulation;

import io.pgspan.ha.record.majority.Answer;
import io.pgspan.ha.record.majority.Exchange;
import io.pgspan.ha.record.majority.Outcome;
import io.pgspan.ha.record.majority.Request;
import io.pgspan.ha.record.majority.Wish;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * One process's side of a record on several stores: production's {@link Exchange}, with events in place of threads. Wishes take turns, as
 * they do there.
 */
final class SimProposer {
    /** In whose process it runs: by whose clock, and when. */
    interface Host {
        Duration clock();

        /** How long its clock takes, truly, for a duration. */
        long truly(Duration local);

        /** Carries out when the process is awake; not after its death. */
        void later(long micros, Runnable body);

        StoreWay way(int store);
    }

    private record Waiting(Wish wish, Duration end, Duration within, Consumer<Outcome> ended) {}

    private final World world;
    private final Exchange exchange;
    private final List<SimAcceptor> stores;
    private final Host process;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private Consumer<Outcome> ended = outcome -> {};
    private boolean busy;
    private long wakes = Long.MAX_VALUE;
    private long lastStale = -1;

    SimProposer(World world, Exchange exchange, List<SimAcceptor> stores, Host process) {
        this.world = world;
        this.exchange = exchange;
        this.stores = stores;
        this.process = process;
    }

    /** When it was last told something out of date; -1 for never. */
    long lastStale() {
        return lastStale;
    }

    /** Fulfils a wish; the consumer hears how it ended, when the limit has passed at the latest. */
    void perform(Wish wish, Duration within, Consumer<Outcome> told) {
        Waiting mine = new Waiting(wish, process.clock().plus(within), within, told);
        waiting.add(mine);
        next();
        if (waiting.contains(mine)) {
            process.later(process.truly(within), () -> tooLate(mine));
        }
    }

    /** Nobody waits for an earlier call longer than for its own. */
    private void tooLate(Waiting wish) {
        if (waiting.remove(wish)) {
            wish.ended().accept(new Outcome.Undecided("an earlier call was not back in time"));
        }
    }

    private void next() {
        while (!busy && !waiting.isEmpty()) {
            Waiting first = waiting.remove();
            busy = true;
            ended = first.ended();
            take(exchange.begin(process.clock(), first.wish(), first.end(), first.within()));
        }
    }

    private void take(Exchange.Turn turn) {
        for (Exchange.Call call : turn.calls()) {
            send(call);
        }
        Outcome outcome = turn.reached();
        if (busy && outcome != null) {
            busy = false;
            ended.accept(outcome);
            next();
        } else if (busy) {
            long wait = process.truly(turn.wakeAt().minus(process.clock()));
            long at = world.now() + Math.max(1, wait);
            if (at < wakes) {
                wakes = at;
                process.later(at - world.now(), () -> wakes(at));
            }
        }
    }

    /** One alarm at a time is enough: it is set again for what has come up since. */
    private void wakes(long at) {
        if (wakes == at) {
            wakes = Long.MAX_VALUE;
            if (busy) {
                take(exchange.elapsed(process.clock()));
            }
        }
    }

    private void send(Exchange.Call call) {
        Request request = call.request();
        SimAcceptor store = store(request.store());
        StoreWay way = process.way(store.index());
        long limit = process.truly(call.limit());
        long there = way.requestDelay();
        long back = way.answerDelay();
        if (way.fails()) {
            unknown(store, Math.min(limit, there + back));
            return;
        }
        boolean known = there + back <= limit && !way.loses() && !way.deaf();
        if (!known) {
            unknown(store, limit);
        }
        boolean read = request instanceof Request.Read;
        if (!known && read) {
            return;
        }
        world.after(there, () -> {
            if (!way.reached() || (!read && !way.writesAccepted())) {
                if (known) {
                    unknown(store, limit - there);
                }
                return;
            }
            Answer answer = read ? read(store, way) : store.apply(request);
            if (known) {
                answers(store, back, answer);
            }
        });
    }

    private Answer read(SimAcceptor store, StoreWay way) {
        Answer now = store.read(0);
        Answer told = store.read(way.staleness());
        if (told != now) {
            lastStale = world.now();
        }
        return told;
    }

    private void unknown(SimAcceptor store, long after) {
        answers(store, after, new Answer.Unknown("no answer in time"));
    }

    private void answers(SimAcceptor store, long after, Answer answer) {
        process.later(after, () -> take(exchange.answered(process.clock(), store.name(), answer)));
    }

    private SimAcceptor store(String name) {
        for (SimAcceptor store : stores) {
            if (store.name().equals(name)) {
                return store;
            }
        }
        throw new IllegalArgumentException("no store " + name);
    }
}
