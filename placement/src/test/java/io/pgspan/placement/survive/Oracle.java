package io.pgspan.placement.survive;

import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.placement.ElectionModel;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.replication.Replication.CommitLevel;
import io.pgspan.model.replication.Replication.Durability;
import io.pgspan.model.replication.Replication.SyncMethod;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The four questions, the slow and obvious way: lists of names, every primary, every set that may have confirmed, every subset. */
final class Oracle {
    private final Situation world;

    Oracle(Situation world) {
        this.world = world;
    }

    boolean holds(Question question, List<FailureDomain> lost) {
        List<FailureDomain> fallen = new ArrayList<>();
        for (FailureDomain domain : lost) {
            if (domain.level() == Level.SCENARIO) {
                world.scenarios().stream()
                        .filter(s -> s.domain().equals(domain))
                        .forEach(s -> fallen.addAll(s.domains()));
            } else {
                fallen.add(domain);
            }
        }
        List<Resident> running =
                world.members().stream().filter(m -> !m.node().isEmpty()).toList();
        List<Resident> left = running.stream()
                .filter(m -> fallen.stream().noneMatch(d -> isIn(m, d)))
                .toList();
        List<Resident> copies = left.stream().filter(Resident::holdsData).toList();
        if (copies.isEmpty()) {
            return false;
        }
        boolean decided = decided(left, fallen);
        return switch (question) {
            case COPY -> true;
            case LEADER -> decided;
            case COMMITS ->
                running.stream()
                        .filter(Resident::holdsData)
                        .allMatch(primary -> holders(primary).stream()
                                .allMatch(set -> set.stream().anyMatch(copies::contains)));
            case WRITES -> decided && copies.stream().allMatch(leader -> acknowledges(leader, copies));
        };
    }

    private static boolean isIn(Resident member, FailureDomain domain) {
        String zone = member.zone().isEmpty() ? "" : "/" + member.zone();
        return switch (domain.level()) {
            case NODE -> domain.path().equals(member.cluster() + zone + "/" + member.node());
            case ZONE ->
                !zone.isEmpty()
                        && domain.path()
                                .equals((member.region().isEmpty() ? member.cluster() : member.region()) + zone);
            case CLUSTER -> domain.path().equals(member.cluster());
            case REGION -> domain.path().equals(member.region());
            case SCENARIO -> false;
        };
    }

    private boolean decided(List<Resident> left, List<FailureDomain> fallen) {
        ElectionModel model = world.limits().electionModel();
        if (model instanceof ElectionModel.MemberMajority) {
            return left.size() >= world.members().size() / 2 + 1;
        }
        List<String> servers = model instanceof ElectionModel.Store one
                ? List.of(one.domain())
                : ((ElectionModel.StoreMajority) model).domains();
        int up = 0;
        for (String server : servers) {
            up += isUp(server, fallen) ? 1 : 0;
        }
        return up >= servers.size() / 2 + 1;
    }

    /** A server is up with its cluster, as long as more than half of its places are, or none of them is touched. */
    private boolean isUp(String server, List<FailureDomain> fallen) {
        if (fallen.contains(FailureDomain.cluster(server))) {
            return false;
        }
        Set<String> places = new HashSet<>();
        Set<String> dark = new HashSet<>();
        for (Node node :
                world.fleet().cluster(server).map(KubernetesCluster::nodes).orElse(List.of())) {
            String region = node.labels().getOrDefault("topology.kubernetes.io/region", "");
            Resident there = new Resident("", true, server, region, node.zone(), node.name());
            places.add(region + "/" + node.zone());
            if (fallen.stream()
                    .filter(d -> d.level() == Level.ZONE || d.level() == Level.REGION)
                    .anyMatch(d -> isIn(there, d))) {
                dark.add(region + "/" + node.zone());
            }
        }
        return dark.isEmpty() || (places.size() - dark.size()) * 2 > places.size();
    }

    private int wanted() {
        Replication replication = world.replication();
        return replication.isSynchronous()
                        && replication.commitLevel() != CommitLevel.OFF
                        && replication.commitLevel() != CommitLevel.LOCAL
                ? replication.confirmations()
                : 0;
    }

    private boolean strict() {
        return world.replication().durability() == Durability.REQUIRED;
    }

    private List<Resident> standbys(Resident primary, List<Resident> among) {
        List<String> names = world.replication().standbyNames();
        List<Resident> found = new ArrayList<>();
        if (names.isEmpty()) {
            found.addAll(among);
        }
        names.forEach(n -> among.stream().filter(m -> m.pod().equals(n)).forEach(found::add));
        found.removeIf(m -> !m.holdsData() || m.node().isEmpty() || m.equals(primary));
        return found;
    }

    /** Every set of members that may be all that hold an acknowledged commit. */
    private List<List<Resident>> holders(Resident primary) {
        List<Resident> standbys = standbys(primary, world.members());
        if (strict() && standbys.size() < wanted()) {
            return List.of();
        }
        int size = Math.min(wanted(), standbys.size());
        List<List<Resident>> sets = world.replication().method() == SyncMethod.FIRST
                ? List.of(standbys.subList(0, size))
                : subsets(standbys, size);
        List<List<Resident>> all = new ArrayList<>();
        for (List<Resident> set : sets) {
            List<Resident> holders = new ArrayList<>(set);
            holders.add(primary);
            all.add(holders);
        }
        return all;
    }

    private boolean acknowledges(Resident leader, List<Resident> copies) {
        return !strict() || standbys(leader, copies).size() >= wanted();
    }

    /** The size of the smallest fatal subset, by trying all; empty when none is fatal. */
    Optional<Integer> fewest(Question question, List<FailureDomain> domains) {
        for (int size = 0; size <= domains.size(); size++) {
            if (subsets(domains, size).stream().anyMatch(lost -> !holds(question, lost))) {
                return Optional.of(size);
            }
        }
        return Optional.empty();
    }

    static <T> List<List<T>> subsets(List<T> from, int size) {
        if (size == 0) {
            return List.of(List.of());
        }
        List<List<T>> sets = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            for (List<T> rest : subsets(from.subList(i + 1, from.size()), size - 1)) {
                List<T> set = new ArrayList<>(rest);
                set.add(from.get(i));
                sets.add(set);
            }
        }
        return sets;
    }
}
