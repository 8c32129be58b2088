package io.pgspan.testkit.simulation;

import java.util.List;

/**
 * No two servers can acknowledge at once. Where agent and guard may freeze together, or a human has promoted a server, nothing can keep
 * this; there the other invariants say what is kept even so.
 */
final class OnePrimary extends Invariant {
    private final Cluster cluster;

    OnePrimary(Cluster cluster) {
        super("I2", "one primary");
        this.cluster = cluster;
    }

    @Override
    void leads(SimMember member) {
        if (cluster.setup().unfenced() || member.postgres().humansPrimary()) {
            return;
        }
        List<SimMember> writable = cluster.everyone().stream()
                .filter(m -> m.postgres().writable() && !m.postgres().humansPrimary())
                .toList();
        if (writable.size() > 1) {
            throw broken(writable + " accept writes at once");
        }
    }
}
