package io.pgspan.testkit.simulation;

import org.jspecify.annotations.Nullable;

/**
 * A standby's WAL receiver. What was sent arrives although the sender has died meanwhile; a cut link holds it up or breaks the
 * connection; a slow disk confirms late.
 */
final class Receiver {
    private final World world;
    private final Cluster cluster;
    private final SimPostgres standby;
    private String following = "";
    private @Nullable SimPostgres upstream;
    private int upstreamRun;
    private int connection;
    private boolean underway;
    private boolean trying;
    private boolean walGone;
    private long slowUntil;
    private long stalledUntil;

    Receiver(World world, Cluster cluster, SimPostgres standby) {
        this.world = world;
        this.cluster = cluster;
        this.standby = standby;
    }

    String following() {
        return following;
    }

    /** Whether whom it follows has said that it no longer has what comes next. */
    boolean walGone() {
        return walGone;
    }

    boolean running() {
        return upstream != null;
    }

    boolean receivesFrom(SimPostgres primary) {
        return upstream == primary && upstreamRun == primary.run();
    }

    /** WAL arrives, is flushed and is confirmed late. */
    void slow(long until) {
        slowUntil = Math.max(slowUntil, until);
    }

    /** The connection stands, and nothing arrives. */
    void stall(long until) {
        stalledUntil = Math.max(stalledUntil, until);
    }

    void follow(String name) {
        if (!following.equals(name)) {
            following = name;
            walGone = false;
            disconnect();
            connectSoon();
        }
    }

    /** The standby has begun to run. */
    void begin(String name) {
        following = name;
        walGone = false;
        connectSoon();
    }

    void disconnect() {
        connection++;
        underway = false;
        SimPostgres from = upstream;
        if (from != null) {
            upstream = null;
            from.left(this);
        }
    }

    SimPostgres standby() {
        return standby;
    }

    private void connectSoon() {
        if (!trying && !following.isEmpty()) {
            trying = true;
            standby.soon(world.between(20 * World.MILLI, 300 * World.MILLI), this::connect);
        }
    }

    private void connect() {
        trying = false;
        if (standby.process() != SimPostgres.Phase.STANDBY || upstream != null || following.isEmpty()) {
            return;
        }
        SimMember from = cluster.member(following);
        boolean reached = cluster.network()
                .linked(
                        Network.Channel.REPLICATION,
                        from.index(),
                        standby.owner().index());
        if (!reached || !from.postgres().serves(standby)) {
            walGone = walGone || (reached && from.postgres().lacksWalFor(standby));
            connectSoon();
            return;
        }
        walGone = false;
        upstream = from.postgres();
        upstreamRun = upstream.run();
        upstream.joined(this);
        cluster.invariants().streams(standby.owner(), from);
        more();
    }

    /** The sender has something new. */
    void more() {
        SimPostgres from = upstream;
        if (from != null && !underway) {
            underway = true;
            deliver(from.wal(), connection);
        }
    }

    private void deliver(Position sent, int on) {
        long delay = world.now() < slowUntil
                ? world.between(300 * World.MILLI, 6 * World.SECOND)
                : cluster.network()
                        .delay(Network.Channel.REPLICATION, from().owner().index(), me());
        standby.soon(delay + world.between(5 * World.MILLI, 40 * World.MILLI), () -> arrive(sent, on));
    }

    private SimPostgres from() {
        if (upstream == null) {
            throw new IllegalStateException(standby.owner().name() + " receives from nobody");
        }
        return upstream;
    }

    private int me() {
        return standby.owner().index();
    }

    private void arrive(Position sent, int on) {
        SimPostgres from = upstream;
        if (connection != on || from == null || standby.process() != SimPostgres.Phase.STANDBY) {
            return;
        }
        if (!cluster.network().passes(Network.Channel.REPLICATION, from.owner().index(), me())
                || world.now() < stalledUntil) {
            if (world.chance(0.1)) {
                lost();
            } else {
                standby.soon(world.between(50 * World.MILLI, 300 * World.MILLI), () -> arrive(sent, on));
            }
            return;
        }
        underway = false;
        if (!sent.holds(standby.wal())) {
            lost();
            return;
        }
        standby.receive(sent);
        confirm(from, sent.lsn());
        if (from.run() != upstreamRun) {
            lost();
        } else if (from.wal().lsn() > sent.lsn() || from.wal().branch() != sent.branch()) {
            more();
        }
    }

    private void confirm(SimPostgres from, long lsn) {
        int run = upstreamRun;
        long delay = cluster.network()
                .delay(Network.Channel.REPLICATION, me(), from.owner().index());
        from.soon(delay, () -> {
            if (cluster.network()
                    .passes(Network.Channel.REPLICATION, me(), from.owner().index())) {
                from.confirm(run, me(), lsn);
            }
        });
    }

    /** The sender has ended: what is on the way still arrives, then the connection is gone. */
    void senderEnds() {
        int on = connection;
        if (underway) {
            return;
        }
        standby.soon(world.between(World.MILLI, 50 * World.MILLI), () -> {
            if (connection == on && !underway) {
                lost();
            }
        });
    }

    private void lost() {
        disconnect();
        connectSoon();
    }
}
