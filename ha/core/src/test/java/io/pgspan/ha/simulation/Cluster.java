package io.pgspan.ha.simulation;

import io.pgspan.ha.HaPolicy;
import io.pgspan.ha.Member;
import io.pgspan.ha.record.ClusterRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The members, their store and network, and how this history's cluster is set up. */
final class Cluster {
    /** Hardly more than the inequality asks for. */
    private static final HaPolicy TIGHT = new HaPolicy(
            Duration.ofMillis(4_405),
            Duration.ofSeconds(3),
            Duration.ofSeconds(1),
            Duration.ofMillis(250),
            1.1,
            Duration.ofSeconds(1));

    private final World world;
    private final Network network;
    private final SimStore store;
    private final Checker checker;
    private final List<SimMember> members = new ArrayList<>();
    private final int confirmations;
    private final boolean guarded;
    private final boolean unfenced;
    private final HaPolicy policy;

    Cluster(World world, Mutant mutant, boolean maySlipTheFence, boolean tight) {
        this.world = world;
        int size = tight ? 2 : (int) world.between(1, 5);
        confirmations = size == 1 ? (int) world.between(0, 1) : (int) world.between(size > 3 ? 1 : 0, (size + 1) / 2);
        unfenced = maySlipTheFence;
        guarded = unfenced || (mutant.keepsGuard() && world.chance(0.7));
        policy = !tight && world.chance(0.5) ? HaPolicy.ofDefaults() : TIGHT;
        network = new Network(world, size);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            names.add("pg-" + i);
        }
        store = new SimStore(world, network, ClusterRecord.uninitialised(names, confirmations));
        checker = new Checker(world, this);
        for (int i = 0; i < size; i++) {
            SimMember member = new SimMember(world, network, this, mutant, i);
            members.add(member);
            store.watchedBy(member);
        }
        world.tell(() -> size + " members, " + confirmations + " confirmations, "
                + (unfenced ? "fences may fail" : guarded ? "guarded" : "fenced by the loop alone"));
    }

    World world() {
        return world;
    }

    Network network() {
        return network;
    }

    SimStore store() {
        return store;
    }

    Checker checker() {
        return checker;
    }

    HaPolicy policy() {
        return policy;
    }

    int size() {
        return members.size();
    }

    int confirmations() {
        return confirmations;
    }

    /** Whether a guard outside the loop fences at the deadline. */
    boolean guarded() {
        return guarded;
    }

    /** Whether agent and guard may freeze together while PostgreSQL goes on. */
    boolean unfenced() {
        return unfenced;
    }

    List<SimMember> members() {
        return members;
    }

    SimMember member(String name) {
        for (SimMember m : members) {
            if (m.name().equals(name)) {
                return m;
            }
        }
        throw new IllegalStateException("no member " + name);
    }

    List<Member> engineMembers() {
        return members.stream().map(m -> new Member(m.name(), false)).toList();
    }
}
