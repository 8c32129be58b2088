package io.pgspan.testkit.simulation;

import io.pgspan.ha.Replication;
import io.pgspan.ha.StandbyRow;
import io.pgspan.model.wal.Lsn;
import java.util.ArrayList;
import java.util.List;
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

    private static final long SHUTDOWN_LIMIT = 4 * World.SECOND;
    private static final int SHUTDOWN_RECORD = 104;

    private final World world;
    private final Cluster cluster;
    private final SimMember owner;
    private final CommitQueue commits;
    private final Receiver receiver;
    private final Ailments ailments;
    private final List<Receiver> standbys = new ArrayList<>();

    private Phase process = Phase.DOWN;
    private @Nullable Position wal;
    private @Nullable Position replayed;
    private String systemIdentifier = "";
    private boolean outOfRecovery;
    private boolean shutDownInOrder;
    private boolean humansPrimary;
    private boolean replaced;
    private boolean rewinding;
    private long keptFrom;
    private int run;
    private Runnable onExit = () -> {};

    SimPostgres(World world, Cluster cluster, SimMember owner) {
        this.world = world;
        this.cluster = cluster;
        this.owner = owner;
        this.ailments = new Ailments(world);
        this.commits = new CommitQueue(world, cluster, this);
        this.receiver = new Receiver(world, cluster, this);
    }

    SimMember owner() {
        return owner;
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

    CommitQueue commits() {
        return commits;
    }

    Receiver receiver() {
        return receiver;
    }

    Ailments ailments() {
        return ailments;
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

    boolean shutDownInOrder() {
        return shutDownInOrder;
    }

    boolean receiverRunning() {
        return process == Phase.STANDBY && receiver.running();
    }

    boolean streamsFrom(SimPostgres primary) {
        return receiverRunning()
                && receiver.receivesFrom(primary)
                && primary.wal().holds(wal());
    }

    /** Whether a human, and not its agent, made it a primary. */
    boolean humansPrimary() {
        return humansPrimary;
    }

    /** Whether its volume was lost, and no copy has come in its place yet. */
    boolean replaced() {
        return replaced || wal == null;
    }

    /** Whether its data is being changed in place, and of no use should that break off. */
    boolean rewinding() {
        return rewinding;
    }

    void rewinding(boolean now) {
        rewinding = now;
    }

    void replacing() {
        replaced = true;
    }

    boolean streamsTo(int member) {
        for (int i = 0; i < standbys.size(); i++) {
            SimPostgres standby = standbys.get(i).standby();
            if (standby.owner.index() == member) {
                return true;
            }
        }
        return false;
    }

    void onExit(Runnable listener) {
        onExit = listener;
    }

    /** Happens in the server or on its machine: not while the machine is suspended. */
    void soon(long micros, Runnable body) {
        world.after(micros, () -> {
            long awake = owner.suspendedUntil();
            if (world.now() < awake) {
                soon(awake - world.now(), body);
            } else {
                body.run();
            }
        });
    }

    void initdb(String identifier) {
        systemIdentifier = identifier;
        wal = new Position(Branch.first(), 100);
        replayed = wal;
        outOfRecovery = true;
        shutDownInOrder = false;
    }

    void wipe() {
        kill();
        wal = null;
        replayed = null;
        systemIdentifier = "";
        outOfRecovery = false;
        shutDownInOrder = false;
    }

    /** A copy, or data made to be one by what differs. */
    void becomesCopyOf(SimPostgres source) {
        wal = source.wal();
        replayed = wal;
        systemIdentifier = source.systemIdentifier;
        keptFrom = source.keptFrom;
        outOfRecovery = false;
        shutDownInOrder = false;
        replaced = false;
    }

    Replication replication() {
        List<StandbyRow> rows = new ArrayList<>(standbys.size());
        for (SimMember m : cluster.members()) {
            if (m != owner && streamsTo(m.index())) {
                rows.add(new StandbyRow(m.name(), true, new Lsn(commits.confirmedBy(m.index()))));
            }
        }
        return new Replication(commits.shown(), new Lsn(wal().lsn()), rows);
    }

    /** Starts; the listener hears after a while that it is ready. */
    void start(boolean standby, String upstream, boolean fails, Runnable ready) {
        run++;
        process = Phase.STARTING;
        int mine = run;
        soon(ailments.startDelay(), () -> {
            if (run != mine) {
                return;
            }
            if (fails) {
                kill();
                return;
            }
            // the first that a server writes: nobody can tell afterwards how the data were left
            shutDownInOrder = false;
            if (standby) {
                process = Phase.STANDBY;
                outOfRecovery = false;
                receiver.begin(upstream);
            } else {
                lead();
            }
            ready.run();
        });
    }

    /** Replays what was received, then leaves recovery; goes on without its agent. */
    void promote(long epoch, int taken, Runnable done) {
        int mine = run;
        soon(ailments.promoteDelay(), () -> {
            if (run != mine || process != Phase.STANDBY) {
                return;
            }
            if (ailments.promotionFails()) {
                kill();
                return;
            }
            receiver.disconnect();
            wal = new Position(wal().branch().promotedAt(wal().lsn(), taken), wal().lsn());
            cluster.invariants().promoted(owner, epoch);
            lead();
            done.run();
        });
    }

    /** A human promotes it past its agent. */
    void promoteByHand() {
        if (process == Phase.STANDBY) {
            receiver.disconnect();
            humansPrimary = true;
            wal = new Position(wal().branch().promotedByHandAt(wal().lsn()), wal().lsn());
            lead();
        }
    }

    private void lead() {
        process = Phase.PRIMARY;
        outOfRecovery = true;
        replayed = wal;
        commits.begins();
        cluster.invariants().leads(owner);
        write(run);
    }

    private void write(int mine) {
        soon(cluster.setup().pauseBetweenWrites(world), () -> {
            if (run == mine && process == Phase.PRIMARY) {
                append(world.between(1, cluster.setup().bytesPerWrite()));
                write(mine);
            }
        });
    }

    void append(long bytes) {
        wal = wal().plus(bytes);
        commits.acknowledge();
        for (int i = 0; i < standbys.size(); i++) {
            standbys.get(i).more();
        }
    }

    /** Stops in order: no more writes, everything goes to every standby that is connected, the record of the shutdown too. */
    void shutDown(Runnable done) {
        int mine = run;
        soon(ailments.stopDelay(), () -> {
            if (run == mine && process == Phase.PRIMARY) {
                append(SHUTDOWN_RECORD);
                process = Phase.STARTING;
                ends(mine, world.now() + SHUTDOWN_LIMIT, done);
            } else {
                done.run();
            }
        });
    }

    private void ends(int mine, long limit, Runnable done) {
        if (run != mine) {
            done.run();
            return;
        }
        boolean everywhere = standbys.stream()
                .allMatch(r -> r.standby().hasData() && r.standby().wal().holds(wal()));
        if (everywhere || world.now() >= limit) {
            replayed = everywhere ? wal : replayed;
            kill();
            shutDownInOrder = everywhere;
            done.run();
        } else {
            soon(20 * World.MILLI, () -> ends(mine, limit, done));
        }
    }

    void confirm(int atRun, int member, long lsn) {
        if (run == atRun && process == Phase.PRIMARY) {
            commits.confirm(member, lsn);
        }
    }

    /** What arrives is flushed; what is flushed is replayed, now or later. */
    void receive(Position sent) {
        wal = sent;
        if (!ailments.replayPaused() && world.chance(0.6)) {
            replayed = sent;
        }
        for (int i = 0; i < standbys.size(); i++) {
            standbys.get(i).more();
        }
    }

    /** Removes what it has written so far: whoever has not received it yet gets it nowhere. */
    void removeWal() {
        keptFrom = wal().lsn();
    }

    boolean lacksWalFor(SimPostgres standby) {
        return (process == Phase.PRIMARY || process == Phase.STANDBY)
                && standby.systemIdentifier.equals(systemIdentifier)
                && standby.wal().lsn() < keptFrom;
    }

    boolean serves(SimPostgres standby) {
        if (lacksWalFor(standby)) {
            return false;
        }
        if ((process != Phase.PRIMARY && process != Phase.STANDBY)
                || !standby.systemIdentifier.equals(systemIdentifier)) {
            return false;
        }
        for (Receiver r : standbys) {
            // a slot serves one connection
            if (r.standby().owner.name().equals(standby.owner.name())) {
                return false;
            }
        }
        Position asked = standby.wal();
        return wal().branch().history().contains(asked.timeline(), new Lsn(asked.lsn()))
                && (asked.timeline() != wal().timeline() || asked.lsn() <= wal().lsn());
    }

    void joined(Receiver standby) {
        standbys.add(standby);
    }

    void left(Receiver standby) {
        standbys.remove(standby);
    }

    void kill() {
        if (process != Phase.DOWN) {
            run++;
            humansPrimary = false;
            process = Phase.DOWN;
            receiver.disconnect();
            List<Receiver> widowed = List.copyOf(standbys);
            standbys.clear();
            widowed.forEach(Receiver::senderEnds);
            cluster.invariants().stopped(owner);
            onExit.run();
        }
    }
}
