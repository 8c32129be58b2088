package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaAction;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One versioned register with delays on both ways, lost requests and lost answers. A write whose caller has given up may still be
 * applied.
 */
final class SimStore {
    private final World world;
    private final Network network;
    private final List<SimMember> watchers = new ArrayList<>();
    private Versioned current;
    private long version = 1;

    SimStore(World world, Network network, ClusterRecord first) {
        this.world = world;
        this.network = network;
        this.current = new Versioned("v1", first);
    }

    ClusterRecord record() {
        return current.record();
    }

    void watchedBy(SimMember member) {
        watchers.add(member);
    }

    /** Reads; the consumer gets nothing when the limit passes first. */
    void read(int member, long limit, Consumer<Optional<Versioned>> answered) {
        long there = network.requestDelay(member);
        long back = network.answerDelay(member);
        if (there + back > limit || network.storeLoses(member)) {
            world.after(limit, () -> answered.accept(Optional.empty()));
            return;
        }
        world.after(there, () -> {
            if (!network.storeReached(member)) {
                world.after(limit - there, () -> answered.accept(Optional.empty()));
                return;
            }
            Versioned seen = current;
            world.after(back, () -> answered.accept(Optional.of(seen)));
        });
    }

    void update(int member, long limit, HaAction.WriteRecord write, Consumer<WriteResult> answered) {
        long there = network.requestDelay(member);
        long back = network.answerDelay(member);
        boolean lost = network.storeLoses(member);
        boolean known = there + back <= limit && !lost;
        if (!known) {
            world.after(limit, () -> answered.accept(new WriteResult.Unknown("no answer in time")));
        }
        world.after(there, () -> {
            if (!network.storeReached(member) || !network.writesAccepted(member)) {
                if (known) {
                    world.after(limit - there, () -> answered.accept(new WriteResult.Unknown("refused or cut off")));
                }
                return;
            }
            WriteResult result = apply(write);
            if (known) {
                world.after(back, () -> answered.accept(result));
            }
        });
    }

    private WriteResult apply(HaAction.WriteRecord write) {
        if (!current.version().equals(write.expectedVersion())) {
            return new WriteResult.Conflict();
        }
        current = new Versioned("v" + ++version, write.next());
        if (write.purpose() != HaAction.Purpose.RENEW) {
            world.tell(() -> "store: " + write.purpose() + " "
                    + current.record().holder().map(h -> h.member()).orElse("free") + ", epoch "
                    + current.record().epoch() + ", " + current.version());
        }
        for (SimMember watcher : watchers) {
            if (network.storeReached(watcher.index()) && world.chance(0.9)) {
                world.after(network.answerDelay(watcher.index()), watcher::woken);
            }
        }
        return new WriteResult.Written(current.version());
    }
}
