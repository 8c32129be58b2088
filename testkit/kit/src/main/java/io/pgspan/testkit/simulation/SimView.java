package io.pgspan.testkit.simulation;

import io.pgspan.ha.LocalPostgres;
import io.pgspan.model.wal.Lsn;

/** What the agent sees of its PostgreSQL. */
final class SimView {
    private final Cluster cluster;
    private final SimHands hands;
    private final SimPostgres postgres;

    SimView(Cluster cluster, SimMember member, SimHands hands) {
        this.cluster = cluster;
        this.hands = hands;
        this.postgres = member.postgres();
    }

    LocalPostgres look() {
        return LocalPostgres.builder()
                .from(seen())
                .failedPromotions(hands.failedPromotions())
                .walGone(postgres.receiver().walGone())
                .guarded(hands.guard().usable())
                .build();
    }

    private LocalPostgres seen() {
        boolean busy = hands.busy();
        if (!postgres.running()) {
            if (hands.primary()) {
                // it was alive when its agent looked last, and does not answer
                return seen(LocalPostgres.State.PRIMARY, busy, false);
            }
            return seen(postgres.hasData() ? LocalPostgres.State.STOPPED : LocalPostgres.State.NO_DATA, busy, false);
        }
        if (postgres.process() == SimPostgres.Phase.STARTING) {
            return seen(hands.primary() ? LocalPostgres.State.PRIMARY : LocalPostgres.State.STARTING, busy, false);
        }
        return seen(
                hands.primary() ? LocalPostgres.State.PRIMARY : LocalPostgres.State.STANDBY,
                busy || (hands.primary() && !postgres.writable()),
                true);
    }

    private LocalPostgres seen(LocalPostgres.State state, boolean inFlight, boolean answers) {
        if (!postgres.hasData()) {
            return LocalPostgres.builder()
                    .state(state)
                    .busy(inFlight)
                    .failedStarts(hands.failedStarts())
                    .promise(hands.promised())
                    .build();
        }
        Position position = answers ? postgres.wal() : postgres.controlFilePosition();
        Lsn received = new Lsn(position.lsn());
        String following = hands.pretends() ? "" : postgres.receiver().following();
        return LocalPostgres.builder()
                .state(state)
                .busy(inFlight)
                .systemIdentifier(postgres.systemIdentifier())
                .history(position.branch().history())
                .received(received)
                .replayed(received)
                .lastRole(postgres.outOfRecovery() ? LocalPostgres.LastRole.PRIMARY : LocalPostgres.LastRole.STANDBY)
                .receiverRunning(answers && postgres.receiverRunning() && !hands.pretends())
                .following(following)
                .failedStarts(hands.failedStarts())
                .promise(hands.promised())
                .cleanStop(!postgres.running() && postgres.shutDownInOrder())
                .canRewind(cluster.setup().rewinds() && !hands.rewindFailed())
                .replication(state == LocalPostgres.State.PRIMARY && answers ? postgres.replication() : null)
                .build();
    }
}
