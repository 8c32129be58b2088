package io.pgspan.testkit.simulation;

import io.pgspan.ha.record.ClusterRecord;
import java.util.ArrayList;
import java.util.List;

/** The members, their store and network. */
final class Cluster {
    /** Pods of which one more is alive than there should be, in one history. */
    private static final int GHOSTS_MAX = 4;

    private final World world;
    private final Setup setup;
    private final Network network;
    private final RecordPlace store;
    private final Invariants invariants;
    private final Subject subject;
    private final List<SimMember> members = new ArrayList<>();
    private final List<SimMember> everyone = new ArrayList<>();
    private final List<String> names;
    private int ghosts;
    private long turns;
    private boolean faultsGoOn = true;

    Cluster(World world, Setup setup, Subject subject) {
        this.world = world;
        this.setup = setup;
        this.subject = subject;
        int size = setup.members().size();
        this.network = new Network(world, size + GHOSTS_MAX + 1, setup.servers());
        this.names = setup.members().stream().map(m -> m.name()).toList();
        ClusterRecord first = ClusterRecord.uninitialised(setup.holdingData(), setup.confirmations())
                .inFormat(setup.oldAgents() ? 1 : ClusterRecord.FORMAT);
        this.store = setup.servers() == 1
                ? new SimStore(world, this, first)
                : new SimMajority(world, this, first, network.stores(size + GHOSTS_MAX));
        this.invariants = new Invariants(world, this);
        for (int i = 0; i < size; i++) {
            members.add(new SimMember(world, this, i, names.get(i)));
        }
        everyone.addAll(members);
        world.tell(() -> names + ", " + setup.confirmations() + " confirmations, "
                + setup.rules().sync() + ", "
                + (setup.unfenced() ? "fences may fail" : setup.guarded() ? "guarded" : "fenced by the loop alone")
                + (setup.rules().failsafe() ? ", failsafe" : ""));
    }

    World world() {
        return world;
    }

    Setup setup() {
        return setup;
    }

    Subject subject() {
        return subject;
    }

    Network network() {
        return network;
    }

    RecordPlace store() {
        return store;
    }

    Invariants invariants() {
        return invariants;
    }

    boolean faultsGoOn() {
        return faultsGoOn;
    }

    void faultsStop() {
        faultsGoOn = false;
        network.heal();
        everyone.forEach(SimMember::heal);
        store.faultsStop();
        invariants.faultsStop();
    }

    /** Agents of the version before are among the members, until the faults are over. */
    int newestFormat(int member) {
        return setup.oldAgents() && member % 2 == 1 && faultsGoOn ? 1 : ClusterRecord.FORMAT;
    }

    /** An agent has decided. */
    void turned() {
        turns++;
    }

    /** How often agents have decided. */
    long turns() {
        return turns;
    }

    int size() {
        return members.size();
    }

    List<SimMember> members() {
        return members;
    }

    /** The members, and pods that should be gone and are not. */
    List<SimMember> everyone() {
        return everyone;
    }

    SimMember member(String name) {
        return members.get(indexOf(name));
    }

    /** A member's place, -1 when there is none of this name. */
    int indexOf(String name) {
        return names.indexOf(name);
    }

    /** The store's holder, its very incarnation, when it is alive. */
    boolean holderLives() {
        return store.record()
                .holder()
                .map(h -> everyone.stream().anyMatch(m -> m.up() && h.equals(m.identity())))
                .orElse(false);
    }

    /**
     * A member's pod is thought to be gone while it lives on somewhere, cut off from the others; another pod of the same name starts with
     * nothing. Bounded in number.
     *
     * @return the pod that should be gone, or null when there have been enough
     */
    @org.jspecify.annotations.Nullable
    SimMember replace(SimMember old) {
        if (ghosts == GHOSTS_MAX) {
            return null;
        }
        int seat = old.index();
        SimMember successor = new SimMember(world, this, seat, old.name());
        successor.podsSoFar(old.podsSoFar() + 1);
        old.haunt(setup.members().size() + ghosts++);
        members.set(seat, successor);
        everyone.add(successor);
        return old;
    }

    void buried(SimMember ghost) {
        everyone.remove(ghost);
    }
}
