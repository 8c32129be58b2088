package io.pgspan.testkit.simulation;

/**
 * Once the faults are over and the operators have ended what they began, a primary acknowledges within a bound, and at the end of the
 * history everybody else streams from it.
 */
final class Recovery extends Invariant {
    private static final long QUIET = 5 * World.SECOND;

    private final Cluster cluster;
    private final Ledger ledger;

    Recovery(Cluster cluster, Ledger ledger) {
        super("I25", "service comes back");
        this.cluster = cluster;
        this.ledger = ledger;
    }

    private boolean parked(SimMember m) {
        return m.postgres().hasData()
                && !m.postgres()
                        .systemIdentifier()
                        .equals(cluster.store().record().systemIdentifier());
    }

    /**
     * A server that a human promoted may take the number of a timeline that is there already. Who has received its WAL can't be told from
     * the primary's own by numbers, not by PostgreSQL either: an operator has to have it copied anew.
     */
    private static boolean misled(SimMember m, SimMember primary) {
        return m.postgres().hasData()
                && m.postgres().wal().branch().byHand()
                && !primary.postgres().wal().holds(m.postgres().wal());
    }

    @Override
    void ends() {
        // without a majority of stores nobody can lead; a bootstrap that nobody heard of left another database behind:
        // an operator's case, and no standby confirms
        // from there
        if (!cluster.store().usable() || cluster.members().stream().anyMatch(this::parked)) {
            return;
        }
        if (ledger.latest() < cluster.world().now() - QUIET) {
            throw broken("nobody acknowledges; the last one did at " + ledger.latest() / 1e6 + " s");
        }
        SimMember primary = cluster.members().stream()
                .filter(m -> m.postgres().writable())
                .findFirst()
                .orElseThrow(() -> broken("nobody accepts writes"));
        for (SimMember m : cluster.members()) {
            if (m != primary && !m.arbiter() && !m.postgres().streamsFrom(primary.postgres()) && !misled(m, primary)) {
                throw broken(m + " does not stream from " + primary);
            }
        }
    }
}
