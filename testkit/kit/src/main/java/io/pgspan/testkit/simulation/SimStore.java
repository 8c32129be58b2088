package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaAction;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One versioned register with delays on both ways, lost requests and lost answers, as an API server keeps an object. A write whose
 * caller has given up may still be applied.
 */
final class SimStore implements RecordPlace, ApiObject {
    private record Past(long replacedAt, Versioned object) {}

    private static final int PAST_MAX = 64;

    private final World world;
    private final Cluster cluster;
    private final Deque<Past> past = new ArrayDeque<>();
    private Versioned current;
    private long version = 1;
    private long missingUntil;

    SimStore(World world, Cluster cluster, ClusterRecord first) {
        this.world = world;
        this.cluster = cluster;
        this.current = new Versioned("v1", first);
    }

    @Override
    public ClusterRecord record() {
        return current.record();
    }

    String version() {
        return current.version();
    }

    @Override
    public Client client(SimMember member, SimAgent agent) {
        return new Client() {
            @Override
            public void read(long limit, Consumer<Answer> answered) {
                SimStore.this.read(member, limit, answered);
            }

            @Override
            public void update(long limit, HaAction.WriteRecord write, Consumer<WriteResult> answered) {
                SimStore.this.update(member, limit, write, answered);
            }

            @Override
            public boolean hinted(int server) {
                return true;
            }
        };
    }

    @Override
    public List<SimStore> objects() {
        return List.of(this);
    }

    @Override
    public void faultsStop() {}

    @Override
    public boolean usable() {
        return true;
    }

    @Override
    public void missing(long until) {
        missingUntil = Math.max(missingUntil, until);
    }

    @Override
    public void touched() {
        replace(current.record());
    }

    /** Somebody puts another record in its place, past every rule. */
    void replacedBy(ClusterRecord other) {
        replace(other);
    }

    private void read(SimMember member, long limit, Consumer<Answer> answered) {
        StoreWay way = member.storeWay();
        long there = way.requestDelay();
        long back = way.answerDelay();
        if (way.fails()) {
            world.after(Math.min(limit, there + back), () -> answered.accept(new Answer.Nothing()));
            return;
        }
        if (there + back > limit || way.loses() || way.deaf() || !way.reached()) {
            world.after(limit, () -> answered.accept(new Answer.Nothing()));
            return;
        }
        world.after(there, () -> {
            if (!way.reached()) {
                world.after(limit - there, () -> answered.accept(new Answer.Nothing()));
                return;
            }
            Answer seen =
                    new Answer.Seen(world.now() < missingUntil ? Optional.empty() : Optional.of(asOf(way.staleness())));
            world.after(back, () -> answered.accept(seen));
        });
    }

    private Versioned asOf(long age) {
        if (age > 0) {
            for (Iterator<Past> i = past.iterator(); i.hasNext(); ) {
                Past old = i.next();
                if (old.replacedAt() > world.now() - age) {
                    return old.object();
                }
            }
        }
        return current;
    }

    private void update(SimMember member, long limit, HaAction.WriteRecord write, Consumer<WriteResult> answered) {
        StoreWay way = member.storeWay();
        long sent = world.now();
        long there = way.requestDelay();
        long back = way.writeAnswerDelay();
        if (way.fails()) {
            world.after(Math.min(limit, there + back), () -> answered.accept(new WriteResult.Unknown("an error")));
            return;
        }
        boolean known = there + back <= limit && !way.loses() && !way.deaf();
        if (!known) {
            world.after(limit, () -> answered.accept(new WriteResult.Unknown("no answer in time")));
        }
        world.after(there, () -> {
            if (!way.reached() || !way.writesAccepted()) {
                if (known) {
                    world.after(limit - there, () -> answered.accept(new WriteResult.Unknown("refused or cut off")));
                }
                return;
            }
            WriteResult result = apply(member, write, sent);
            if (known) {
                world.after(back, () -> answered.accept(result));
            }
        });
    }

    private WriteResult apply(SimMember member, HaAction.WriteRecord write, long sent) {
        if (world.now() < missingUntil || !current.version().equals(write.expectedVersion())) {
            return new WriteResult.Conflict();
        }
        ClusterRecord before = current.record();
        replace(write.next());
        if (write.purpose() != HaAction.Purpose.RENEW) {
            world.tell(() -> "store: " + write.purpose() + " "
                    + current.record().holder().map(h -> h.member()).orElse("free") + ", epoch "
                    + current.record().epoch() + ", " + current.version());
        }
        cluster.invariants().written(member, write, before, sent);
        return new WriteResult.Written(current.version());
    }

    private void replace(ClusterRecord next) {
        if (past.size() == PAST_MAX) {
            past.removeFirst();
        }
        past.addLast(new Past(world.now(), current));
        current = new Versioned("v" + ++version, next);
        for (SimMember watcher : cluster.everyone()) {
            StoreWay way = watcher.storeWay();
            if (watcher.up() && way.watched() && world.chance(0.9)) {
                world.after(way.answerDelay(), () -> watcher.hinted(0));
            }
        }
    }
}
