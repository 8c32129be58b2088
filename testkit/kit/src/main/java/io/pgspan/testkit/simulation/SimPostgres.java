package io.pgspan.testkit.simulation;

import io.pgspan.ha.Replication;
import io.pgspan.ha.StandbyRow;
import io.pgspan.ha.sync.SyncSetting;
import io.pgspan.model.wal.Lsn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
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
    private SyncSetting shown = SyncSetting.none();
    private SyncSetting effective = SyncSetting.none();
    private boolean shutDown;
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

    /** What the next start or promotion begins with. */
    void configured(SyncSetting setting) {
        shown = setting;
        effective = setting;
    }

    /** A reload: what is shown changes at once, what walsenders release commits by a little later. */
    void waitFor(SyncSetting setting) {
        shown = setting;
        int mine = run;
        world.after(world.between(0, 150 * World.MILLI), () -> {
            if (run == mine && shown.equals(setting)) {
                effective = setting;
                acknowledge();
            }
        });
    }

    Replication replication() {
        List<StandbyRow> rows = new ArrayList<>();
        for (SimMember m : cluster.members()) {
            if (m != owner && m.postgres().streamsFrom(this)) {
                rows.add(new StandbyRow(m.name(), true, new Lsn(confirmed.getOrDefault(m.name(), 0L))));
            }
        }
        return new Replication(shown, new Lsn(wal().lsn()), rows);
    }

    boolean shutDownInOrder() {
        return shutDown;
    }

    /** Every standby that is connected gets everything, the record of the shutdown too. */
    void shutDown() {
        wal = wal().plus(104);
        for (SimMember m : cluster.members()) {
            SimPostgres standby = m.postgres();
            if (standby != this && standby.streamsFrom(this) && network.linked(owner.index(), m.index())) {
                standby.wal = wal;
                confirmed.put(m.name(), wal().lsn());
            }
        }
        acknowledge();
        replayed = wal;
        kill();
        shutDown = true;
    }

    void rewindTo(SimPostgres source) {
        wal = source.wal();
        replayed = wal;
        outOfRecovery = false;
    }

    /** Starts; the listener hears after a while whether it is ready. */
    void start(boolean standby, String upstream, boolean fails, Runnable ready) {
        run++;
        process = Phase.STARTING;
        shutDown = false;
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
        long upTo = releasedUpTo();
        if (upTo > acknowledged) {
            acknowledged = upTo;
            cluster.checker().acknowledged(owner, new Position(wal().branch(), upTo));
        }
    }

    /** As walsenders release commits: {@code ANY} by the k-th greatest, {@code FIRST} by the least of the first k that are connected. */
    private long releasedUpTo() {
        int wanted = effective.count();
        if (wanted == 0) {
            return wal().lsn();
        }
        List<Long> positions = new ArrayList<>();
        for (String name : effective.names()) {
            boolean there = confirmed.containsKey(name)
                    && cluster.isMember(name)
                    && cluster.member(name).postgres().streamsFrom(this);
            if (there) {
                positions.add(confirmed.getOrDefault(name, 0L));
            }
        }
        if (positions.size() < wanted) {
            return 0;
        }
        if (effective.method() == SyncSetting.Method.FIRST) {
            return Collections.min(positions.subList(0, wanted));
        }
        positions.sort(Comparator.reverseOrder());
        return positions.get(wanted - 1);
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
