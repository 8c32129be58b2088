package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaPolicy;
import io.pgspan.ha.HaRules;
import io.pgspan.ha.Member;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.sync.SyncWish;
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
    private final HaRules rules;
    private final boolean oldAgents;
    private final boolean rewinds;

    Cluster(World world, Subject subject, boolean maySlipTheFence, boolean tight) {
        this.world = world;
        int size = tight ? 2 : (int) world.between(1, 5);
        confirmations = size == 1 ? 0 : (int) world.between(size > 3 ? 1 : 0, (size + 1) / 2);
        unfenced = maySlipTheFence;
        guarded = unfenced || (subject.defect() != Defect.NO_FENCE && world.chance(0.7));
        rules = rules(confirmations);
        rewinds = world.chance(0.5);
        oldAgents = world.chance(0.15);
        policy = !tight && world.chance(0.5) ? HaPolicy.ofDefaults() : TIGHT;
        network = new Network(world, size);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            names.add("pg-" + i);
        }
        store = new SimStore(
                world,
                network,
                ClusterRecord.uninitialised(names, confirmations).inFormat(oldAgents ? 1 : ClusterRecord.FORMAT));
        checker = new Checker(world, this);
        for (int i = 0; i < size; i++) {
            SimMember member = new SimMember(world, network, this, subject, i);
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

    HaRules rules() {
        return rules;
    }

    /** Agents of the version before are among the members, until the faults are over. */
    int newestFormat(int member) {
        return oldAgents && member % 2 == 1 && checker.faultsGoOn() ? 1 : ClusterRecord.FORMAT;
    }

    private HaRules rules(int k) {
        SyncWish wish = SyncWish.off();
        if (k > 0) {
            wish = world.chance(0.5) ? SyncWish.quorum(k) : SyncWish.priority(k);
            wish = world.chance(0.5) ? wish.strictly() : wish;
        }
        HaRules asked = HaRules.ofDefaults().with(wish);
        return world.chance(0.3) ? asked.withFailsafe() : asked;
    }

    /** Whether the members have a tool to rewind. */
    boolean rewinds() {
        return rewinds;
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

    boolean isMember(String name) {
        return members.stream().anyMatch(m -> m.name().equals(name));
    }

    List<Member> engineMembers() {
        return members.stream().map(m -> new Member(m.name(), false)).toList();
    }
}
