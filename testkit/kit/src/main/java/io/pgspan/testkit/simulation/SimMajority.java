package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaAction;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import io.pgspan.ha.record.majority.Ballot;
import io.pgspan.ha.record.majority.Entry;
import io.pgspan.ha.record.majority.Envelope;
import io.pgspan.ha.record.majority.Exchange;
import io.pgspan.ha.record.majority.HintCount;
import io.pgspan.ha.record.majority.Outcome;
import io.pgspan.ha.record.majority.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A record on a majority of several API servers, each with one object. Every agent runs production's protocol over them; what the record
 * truly is follows from the objects alone, see {@link Agreement}. Texts are names of records, since nothing here looks into them.
 */
final class SimMajority implements RecordPlace {
    private record Proposal(SimMember member, HaAction.WriteRecord write, long sent) {}

    private static final String FOUNDER = "founder";

    private final World world;
    private final Cluster cluster;
    private final List<SimAcceptor> stores = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Agreement agreement;
    private final Consents consents;
    private final Map<String, ClusterRecord> records = new HashMap<>();
    private final Map<String, Proposal> proposals = new HashMap<>();
    private final Map<String, String> refused = new HashMap<>();
    private final SplittableRandom chance;
    private ClusterRecord record;
    private int processes;

    SimMajority(World world, Cluster cluster, ClusterRecord first, List<StoreWay> operatorsWays) {
        this.world = world;
        this.cluster = cluster;
        this.record = first;
        this.chance = world.random().split();
        SortedMap<String, String> uids = new TreeMap<>();
        for (int i = 0; i < operatorsWays.size(); i++) {
            SimAcceptor store = new SimAcceptor(world, i, this::changed);
            stores.add(store);
            names.add(store.name());
            uids.put(store.name(), store.uid());
        }
        Ballot ballot = new Ballot(1, FOUNDER);
        Entry entry = new Entry(ballot.text(), "", FOUNDER, uids);
        records.put(FOUNDER, first);
        this.agreement = new Agreement(stores.size(), entry, this::agreed);
        stores.forEach(s -> s.found(new Envelope(ballot, ballot, entry)));
        this.consents = new Consents(world, this, operatorsWays);
    }

    @Override
    public ClusterRecord record() {
        return record;
    }

    @Override
    public List<SimAcceptor> objects() {
        return stores;
    }

    Agreement agreement() {
        return agreement;
    }

    /** How many stores have an object that has a vote. */
    long voters() {
        return stores.stream().filter(this::votes).count();
    }

    /** Whether this store's object is the one that has its vote. */
    boolean votes(SimAcceptor store) {
        return store.envelope() != null
                && store.uid().equals(agreement.current().uids().get(store.name()));
    }

    @Override
    public boolean usable() {
        return voters() > stores.size() / 2;
    }

    /** A store's object is gone, or is another one: an operator will hear of it. */
    void lostItsVote(SimAcceptor store, long consentAfter) {
        consents.wanted(store, consentAfter);
    }

    @Override
    public void faultsStop() {
        stores.forEach(SimAcceptor::comesBack);
        consents.hurry();
    }

    private void changed(SimAcceptor store, Envelope now) {
        agreement.changed(store, now);
        for (SimMember watcher : cluster.everyone()) {
            StoreWay way = watcher.storeWay(store.index());
            if (watcher.up() && way.watched() && world.chance(0.9)) {
                world.after(way.answerDelay(), () -> watcher.hinted(store.index()));
            }
        }
    }

    private void agreed(Entry entry) {
        Proposal proposal = proposals.get(entry.text());
        if (refused.containsKey(entry.text()) || proposal == null) {
            throw new Violation(
                    "I32",
                    "a majority agrees: on " + entry.version() + ", which " + refused.get(entry.text())
                            + " was told will never be");
        }
        ClusterRecord before = record;
        record = proposal.write().next();
        if (proposal.write().purpose() != HaAction.Purpose.RENEW) {
            world.tell(() -> "a majority agrees: " + proposal.write().purpose() + " "
                    + record.holder().map(h -> h.member()).orElse("free") + ", epoch " + record.epoch() + ", "
                    + entry.version());
        }
        cluster.invariants().written(proposal.member(), proposal.write(), before, proposal.sent());
    }

    /** A proposer that nobody ever was. */
    SimProposer proposer(String name, SimProposer.Host process) {
        return new SimProposer(
                world,
                new Exchange(cluster.subject().registers().apply(name + "/" + ++processes, names), chance::nextLong),
                stores,
                process);
    }

    @Override
    public Client client(SimMember member, SimAgent agent) {
        SimProposer proposer = proposer(member.name(), new SimProposer.Host() {
            @Override
            public Duration clock() {
                return member.clock();
            }

            @Override
            public long truly(Duration local) {
                return member.truly(local);
            }

            @Override
            public void later(long micros, Runnable body) {
                agent.later(micros, body);
            }

            @Override
            public StoreWay way(int store) {
                return member.storeWay(store);
            }
        });
        HintCount hints = new HintCount(stores.size());
        return new Client() {
            @Override
            public void read(long limit, Consumer<Answer> answered) {
                SimMajority.this.read(member, proposer, limit, answered);
            }

            @Override
            public void update(long limit, HaAction.WriteRecord write, Consumer<WriteResult> answered) {
                SimMajority.this.update(member, proposer, limit, write, answered);
            }

            @Override
            public boolean hinted(int server) {
                return hints.hinted(server);
            }
        };
    }

    private void read(SimMember member, SimProposer proposer, long limit, Consumer<Answer> answered) {
        int before = agreement.position();
        long began = world.now();
        proposer.perform(new Wish.Read(), member.locally(limit), outcome -> {
            boolean fresh = proposer.lastStale() < began;
            if (outcome instanceof Outcome.Holds holds) {
                int told = told(member, holds.version());
                if (fresh && told < before) {
                    throw new Violation(
                            "I31",
                            "reads never go back: " + member + " reads " + holds.version() + ", version " + told
                                    + ", although version " + before + " was agreed on before it asked");
                }
                answered.accept(new Answer.Seen(Optional.of(new Versioned(holds.version(), known(holds.text())))));
            } else if (outcome instanceof Outcome.Empty) {
                if (stores.stream().allMatch(s -> s.lastAbsent() < began)) {
                    throw new Violation("I31", "reads never go back: " + member + " reads that there is no record");
                }
                answered.accept(new Answer.Seen(Optional.empty()));
            } else {
                answered.accept(new Answer.Nothing());
            }
        });
    }

    private ClusterRecord known(String text) {
        ClusterRecord known = records.get(text);
        if (known == null) {
            throw new Violation("I32", "a majority agrees: nobody ever wrote " + text);
        }
        return known;
    }

    private int told(SimMember member, String version) {
        Integer position = agreement.position(version);
        if (position == null) {
            throw new Violation(
                    "I32",
                    "a majority agrees: " + member + " is told of " + version
                            + ", which no majority of objects with a vote has accepted");
        }
        return position;
    }

    private void update(
            SimMember member,
            SimProposer proposer,
            long limit,
            HaAction.WriteRecord write,
            Consumer<WriteResult> answered) {
        String text = "record-" + records.size();
        records.put(text, write.next());
        proposals.put(text, new Proposal(member, write, world.now()));
        Wish wish = new Wish.Update(write.expectedVersion(), text);
        long began = world.now();
        proposer.perform(wish, member.locally(limit), outcome -> {
            if (outcome instanceof Outcome.Written written) {
                told(member, written.version());
                answered.accept(new WriteResult.Written(written.version()));
            } else if (outcome instanceof Outcome.Conflict) {
                refused.put(text, member.name());
                if (proposer.lastStale() < began
                        && agreement.current().version().equals(write.expectedVersion())) {
                    throw new Violation(
                            "I32",
                            "a majority agrees: " + member + " is told of a conflict with " + write.expectedVersion()
                                    + ", which is still agreed on");
                }
                answered.accept(new WriteResult.Conflict());
            } else {
                answered.accept(new WriteResult.Unknown(outcome.toString()));
            }
        });
    }
}
