package io.pgspan.testkit.simulation;

import io.pgspan.ha.Decision;
import io.pgspan.ha.HaAction;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Without a confirmed renewal sent after s a holder acknowledges nothing from s + renewal deadline + stop budget on. A primary that has
 * acknowledged a pause, or has everybody's word to go on without the store, counts from there; one that learns that there is no pause any more,
 * from then: it may have been frozen meanwhile.
 */
final class FencedInTime extends Invariant {
    private final Cluster cluster;
    private final IdentityHashMap<SimMember, Long> until = new IdentityHashMap<>();
    private final IdentityHashMap<SimMember, Boolean> unbound = new IdentityHashMap<>();
    private final IdentityHashMap<SimMember, Map<String, Long>> asked = new IdentityHashMap<>();

    FencedInTime(Cluster cluster) {
        super("I4", "fenced in time");
        this.cluster = cluster;
    }

    private void from(SimMember member, long moment) {
        long end = moment
                + member.truly(cluster.setup()
                        .policy()
                        .renewDeadline()
                        .plus(cluster.setup().policy().stopBudget()));
        until.merge(member, end, Math::max);
    }

    @Override
    void confirmed(SimMember member, HaAction.WriteRecord write, long sent) {
        if (write.purpose() == HaAction.Purpose.RENEW || write.purpose() == HaAction.Purpose.ACQUIRE) {
            from(member, sent);
        }
    }

    @Override
    void decided(SimMember member, Decision decision) {
        boolean is = decision.state().unbound();
        boolean was = Boolean.TRUE.equals(unbound.put(member, is));
        if (is || was || decision.rule().equals("pause.ends")) {
            from(member, cluster.world().now());
        }
    }

    @Override
    void accepted(SimMember by, SimMember holder, long epoch, long question) {
        if (!by.arbiter()) {
            asked.computeIfAbsent(holder, h -> new HashMap<>()).merge(by.name(), question, Math::max);
        }
    }

    @Override
    void goesOn(SimMember holder) {
        asked.getOrDefault(holder, Map.of()).values().stream()
                .min(Long::compare)
                .ifPresent(oldest -> from(holder, oldest));
    }

    @Override
    void acknowledged(SimMember by, Position commit) {
        boolean free = cluster.setup().unfenced()
                || by.postgres().humansPrimary()
                || (by.agent() != null && by.agent().state().unbound());
        if (!free && cluster.world().now() > until.getOrDefault(by, 0L)) {
            throw broken(by + " acknowledges " + commit + " although its lease is over since "
                    + (cluster.world().now() - until.getOrDefault(by, 0L)) / World.MILLI + " ms");
        }
    }
}
