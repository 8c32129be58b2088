package io.pgspan.ha.simulation;

import io.pgspan.model.wal.Lsn;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL of which only the log is real: a primary appends, standbys copy and confirm, a promotion forks, a crash keeps what was
 * flushed, and here everything is flushed at once. It accepts a standby exactly as PostgreSQL does: by timeline numbers and switch points.
 */
final class SimPostgres {
    enum Phase {
        DOWN,
        STARTING,
        STANDBY,
        PRIMARY
    }

    private final World world;
    private final Network network;
    private final Cluster cluster;
    private final SimMember owner;

    private Phase process = Phase.DOWN;
    private @Nullable Position wal;
    private @Nullable Position replayed;
    private String systemIdentifier = "";
    private boolean outOfRecovery;
    private int run;
    private String following = "";
    private int receiver;
    private boolean connected;
    private int upstreamRun;
    private final Map<String, Long> confirmed = new TreeMap<>();
    private long acknowledged;
    private Runnable onExit = () -> {};

    SimPostgres(World world, Network network, Cluster cluster, SimMember owner) {
        this.world = world;
        this.network = network;
        this.cluster = cluster;
        this.owner = owner;
    }

    Phase process() {
        return process;
    }

    boolean running() {
        return process != Phase.DOWN;
    }

    boolean writable() {
        return process == Phase.PRIMARY;
    }

    int run() {
        return run;
    }

    boolean hasData() {
        return wal != null;
    }

    Position wal() {
        if (wal == null) {
            throw new IllegalStateException(owner.name() + " has no data");
        }
        return wal;
    }

    /** What the control file of a stopped server knows: less than the log holds. */
    Position controlFilePosition() {
        return replayed == null ? wal() : replayed;
    }

    String systemIdentifier() {
        return systemIdentifier;
    }

    boolean outOfRecovery() {
        return outOfRecovery;
    }

    boolean receiverRunning() {
        return process == Phase.STANDBY && connected;
    }

    boolean streamsFrom(SimPostgres primary) {
        return receiverRunning()
                && following.equals(primary.owner.name())
                && upstreamRun == primary.run
                && primary.wal().holds(wal());
    }

    void onExit(Runnable listener) {
        onExit = listener;
    }

    void initdb(String identifier) {
        systemIdentifier = identifier;
        wal = new Position(Branch.first(), 100);
        replayed = wal;
        outOfRecovery = true;
    }

    void wipe() {
        kill();
        wal = null;
        replayed = null;
        systemIdentifier = "";
        outOfRecovery = false;
    }

    void copyOf(SimPostgres source) {
        wal = source.wal();
        replayed = wal;
        systemIdentifier = source.systemIdentifier;
        outOfRecovery = false;
    }

    /** Starts; the listener hears after a while whether it is ready. */
    void start(boolean standby, String upstream, boolean fails, Runnable ready) {
        run++;
        process = Phase.STARTING;
        following = upstream;
        int mine = run;
        world.after(world.between(100 * World.MILLI, 900 * World.MILLI), () -> {
            if (run != mine) {
                return;
            }
            if (fails) {
                kill();
                return;
            }
            if (standby) {
                process = Phase.STANDBY;
                receive();
            } else {
                lead();
            }
            ready.run();
        });
    }

    /** Replays what was received, then leaves recovery; goes on without its agent. */
    void promote(Runnable done) {
        int mine = run;
        world.after(world.between(20 * World.MILLI, 400 * World.MILLI), () -> {
            if (run != mine || process != Phase.STANDBY) {
                return;
            }
            receiver++;
            connected = false;
            wal = new Position(wal().branch().promotedAt(wal().lsn()), wal().lsn());
            cluster.checker().promoted(owner);
            lead();
            done.run();
        });
    }

    private void lead() {
        process = Phase.PRIMARY;
        outOfRecovery = true;
        replayed = wal;
        confirmed.clear();
        acknowledged = 0;
        cluster.checker().leads(owner);
        write(run);
    }

    private void write(int mine) {
        world.after(world.between(40 * World.MILLI, 250 * World.MILLI), () -> {
            if (run == mine && process == Phase.PRIMARY) {
                wal = wal().plus(world.between(1, 100));
                acknowledge();
                write(mine);
            }
        });
    }

    /** A commit waits for any {@code k} of the others; with nobody to wait for it is acknowledged at once. */
    private void acknowledge() {
        int wanted = Math.min(cluster.confirmations(), cluster.size() - 1);
        long upTo = wanted == 0
                ? wal().lsn()
                : confirmed.values().stream()
                        .sorted((a, b) -> Long.compare(b, a))
                        .skip(wanted - 1)
                        .findFirst()
                        .orElse(0L);
        if (upTo > acknowledged) {
            acknowledged = upTo;
            cluster.checker().acknowledged(owner, new Position(wal().branch(), upTo));
        }
    }

    void confirm(int atRun, String standby, long lsn) {
        if (run == atRun && process == Phase.PRIMARY) {
            confirmed.merge(standby, lsn, Math::max);
            acknowledge();
        }
    }

    void follow(String upstream) {
        if (!following.equals(upstream)) {
            following = upstream;
            receive();
        }
    }

    private void receive() {
        receiver++;
        connected = false;
        if (!following.isEmpty()) {
            stream(run, receiver);
        }
    }

    private void stream(int atRun, int atReceiver) {
        world.after(world.between(20 * World.MILLI, 160 * World.MILLI), () -> {
            if (run == atRun && receiver == atReceiver && process == Phase.STANDBY) {
                stream();
                stream(atRun, atReceiver);
            }
        });
    }

    private void stream() {
        SimMember upstream = cluster.member(following);
        SimPostgres from = upstream.postgres();
        boolean up = (from.process == Phase.PRIMARY || from.process == Phase.STANDBY)
                && network.linked(owner.index(), upstream.index());
        if (!up || (connected && upstreamRun != from.run)) {
            connected = false;
            return;
        }
        if (!connected) {
            if (!from.serves(this)) {
                return;
            }
            connected = true;
            upstreamRun = from.run;
        }
        cluster.checker().streams(owner, upstream);
        Position before = wal();
        Position ahead = from.wal();
        boolean part = before.branch() == ahead.branch() && world.chance(0.3);
        wal = part ? new Position(before.branch(), (before.lsn() + ahead.lsn()) / 2) : ahead;
        replayed = world.chance(0.5) ? wal : before;
        long received = wal().lsn();
        if (from.process == Phase.PRIMARY) {
            int fromRun = from.run;
            world.after(world.between(World.MILLI, 30 * World.MILLI), () -> {
                if (network.linked(owner.index(), upstream.index())) {
                    from.confirm(fromRun, owner.name(), received);
                }
            });
        }
    }

    private boolean serves(SimPostgres standby) {
        if (!standby.systemIdentifier.equals(systemIdentifier)) {
            return false;
        }
        Position asked = standby.wal();
        return wal().branch().history().contains(asked.timeline(), new Lsn(asked.lsn()))
                && (asked.timeline() != wal().timeline() || asked.lsn() <= wal().lsn());
    }

    void kill() {
        if (process != Phase.DOWN) {
            run++;
            process = Phase.DOWN;
            receiver++;
            connected = false;
            cluster.checker().stopped(owner);
            onExit.run();
        }
    }
}
