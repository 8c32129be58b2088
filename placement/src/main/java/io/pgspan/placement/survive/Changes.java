package io.pgspan.placement.survive;

import io.pgspan.model.placement.ElectionModel;
import io.pgspan.model.placement.PlacementLimits;
import io.pgspan.model.placement.PlacementLimits.Change;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.replication.Replication.CommitLevel;
import io.pgspan.model.replication.Replication.Streaming;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The single changes of a situation that its operator can carry out, the gentlest first: confirmations, record servers, an arbiter, a
 * replica, a move. An operator's automatic arbiter comes and goes with an even number of replicas.
 */
final class Changes {
    private final Homes homes;

    Changes(Homes homes) {
        this.homes = homes;
    }

    /** A change and what it leads to. */
    record Option(Action action, Situation after) {}

    List<Option> of(Situation now) {
        List<Option> all = new ArrayList<>();
        PlacementLimits limits = now.limits();
        if (limits.allows(Change.CONFIRMATIONS)) {
            confirmations(now, all);
        }
        if (limits.allows(Change.STORES)) {
            limits.electionModel()
                    .match(
                            raft -> all,
                            store -> stores(now, List.of(store.domain()), all),
                            many -> stores(now, many.domains(), all));
        }
        if (limits.allows(Change.ARBITER)
                && limits.electionModel() instanceof ElectionModel.MemberMajority
                && now.arbiters().isEmpty()) {
            arbiter(now, all);
        }
        if (limits.allows(Change.REPLICA)) {
            replica(now, all);
        }
        if (limits.ordinalsMovable()) {
            move(now, all);
        }
        return all;
    }

    private static void confirmations(Situation now, List<Option> all) {
        Replication replication = now.replication();
        boolean asked = replication.isSynchronous();
        boolean idle = replication.commitLevel() == CommitLevel.LOCAL || replication.commitLevel() == CommitLevel.OFF;
        int from = asked && !idle ? replication.confirmations() : 0;
        for (int to = from + 1; to < now.replicas().size(); to++) {
            Replication.Builder raised =
                    replication.toBuilder().streaming(Streaming.SYNCHRONOUS).confirmations(to);
            if (idle) {
                raised.commitLevel(CommitLevel.ON);
            }
            all.add(new Option(new Action.RaiseConfirmations(from, to), now.withReplication(raised.build())));
        }
    }

    /** An odd number: an even one tolerates no more. */
    private List<Option> stores(Situation now, List<String> kept, List<Option> all) {
        int wanted = Math.max(ElectionModel.STORES_MIN, kept.size() + (kept.size() % 2 == 0 ? 1 : 2));
        List<String> others =
                homes.clusters().stream().filter(c -> !kept.contains(c)).toList();
        choose(others, wanted - kept.size(), 0, new ArrayList<>(kept), now, all);
        return all;
    }

    private static void choose(
            List<String> others, int more, int from, List<String> chosen, Situation now, List<Option> all) {
        if (more == 0) {
            List<String> sorted = chosen.stream().sorted().toList();
            PlacementLimits limits = now.limits();
            all.add(new Option(
                    new Action.KeepRecordOn(sorted),
                    now.withLimits(new PlacementLimits(
                            limits.arbiterForEvenReplicas(),
                            limits.arbiterFollowsOrdinalZero(),
                            limits.ordinalsMovable(),
                            new ElectionModel.StoreMajority(sorted),
                            limits.changes()))));
            return;
        }
        for (int i = from; i < others.size(); i++) {
            chosen.add(others.get(i));
            choose(others, more - 1, i + 1, chosen, now, all);
            chosen.remove(chosen.size() - 1);
        }
    }

    private void arbiter(Situation now, List<Option> all) {
        for (String cluster : homes.clusters()) {
            homes.in(cluster, now.members())
                    .ifPresent(home -> all.add(new Option(
                            new Action.AddArbiter(cluster), now.withArbiter(named(home, "arbiter", false)))));
        }
    }

    private void replica(Situation now, List<Option> all) {
        List<Resident> replicas = now.replicas();
        if (replicas.isEmpty()) {
            return;
        }
        String first = replicas.get(0).pod();
        String name = first.substring(0, first.lastIndexOf('-') + 1) + replicas.size();
        for (String cluster : homes.clusters()) {
            homes.in(cluster, now.members()).ifPresent(home -> {
                List<Resident> more = new ArrayList<>(replicas);
                more.add(named(home, name, true));
                all.add(new Option(
                        new Action.AddReplica(cluster, home.node()), now.withMembers(withArbiters(now, more))));
            });
        }
    }

    private void move(Situation now, List<Option> all) {
        for (Resident replica : now.replicas()) {
            for (String cluster : homes.clusters()) {
                if (!cluster.equals(replica.cluster())) {
                    homes.in(cluster, now.members()).ifPresent(home -> {
                        List<Resident> moved = new ArrayList<>(now.members());
                        moved.replaceAll(m -> m.equals(replica) ? named(home, m.pod(), true) : m);
                        all.add(new Option(
                                new Action.MoveReplica(replica.pod(), replica.cluster(), cluster, home.node()),
                                now.withMembers(moved)));
                    });
                }
            }
        }
    }

    private List<Resident> withArbiters(Situation now, List<Resident> replicas) {
        List<Resident> all = new ArrayList<>(replicas);
        boolean automatic = now.limits().arbiterForEvenReplicas() && !now.arbiterWished();
        if (!automatic || (replicas.size() % 2 == 0 && !now.arbiters().isEmpty())) {
            all.addAll(now.arbiters());
        } else if (replicas.size() % 2 == 0) {
            all.add(automaticArbiter(now, replicas));
        }
        return all;
    }

    private Resident automaticArbiter(Situation now, List<Resident> replicas) {
        String cluster = now.limits().arbiterFollowsOrdinalZero()
                ? replicas.get(0).cluster()
                : homes.clusters().stream()
                        .min(Comparator.comparingLong(c -> replicas.stream()
                                .filter(r -> r.cluster().equals(c))
                                .count()))
                        .orElse(replicas.get(0).cluster());
        Optional<Resident> free = homes.in(cluster, replicas);
        Resident shared = replicas.stream()
                .filter(r -> r.cluster().equals(cluster))
                .findFirst()
                .orElse(replicas.get(0));
        return named(free.orElse(shared), "arbiter", false);
    }

    private static Resident named(Resident home, String pod, boolean holdsData) {
        return new Resident(pod, holdsData, home.cluster(), home.region(), home.zone(), home.node());
    }
}
