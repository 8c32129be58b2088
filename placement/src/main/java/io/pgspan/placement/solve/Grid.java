package io.pgspan.placement.solve;

import io.pgspan.placement.solve.PlacementProblem.Candidate;
import io.pgspan.placement.solve.PlacementProblem.HardSpread;
import io.pgspan.placement.solve.PlacementProblem.Replica;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** A problem by numbers, its nodes and replicas sorted by name, so that the order of input is forgotten. */
final class Grid {
    final List<Candidate> nodes;
    final List<Replica> replicas;
    final List<Key> keys = new ArrayList<>();
    final List<Key> spreads = new ArrayList<>();
    final List<String> levels;
    /** The node each replica runs on, or -1. */
    final int[] present;
    /** The nodes each replica may use; of a bound one its own only. */
    final BitSet[] eligible;
    /** Bound replicas on each node: no plan has fewer. */
    final int[] low;
    /** The most that each node can get. */
    final int[] high;
    /** Whether all replicas that aren't bound may use the same nodes. */
    final boolean alike;

    Grid(PlacementProblem problem) {
        nodes = problem.nodes().stream()
                .sorted(Comparator.comparing(Candidate::name))
                .toList();
        replicas = problem.replicas().stream()
                .sorted(Comparator.comparing(Replica::name))
                .toList();
        levels = problem.levels();
        Set<String> names = new LinkedHashSet<>(levels);
        problem.spreads().stream().map(HardSpread::key).sorted().forEach(names::add);
        names.addAll(problem.antiAffinity());
        for (String name : names) {
            Key key = Key.of(name, problem, nodes);
            keys.add(key);
            if (key.spread() != null) {
                spreads.add(key);
            }
        }
        List<String> nodeNames = nodes.stream().map(Candidate::name).toList();
        present = replicas.stream()
                .mapToInt(r -> r.present().map(nodeNames::indexOf).orElse(-1))
                .toArray();
        low = new int[nodes.size()];
        eligible = new BitSet[replicas.size()];
        for (int i = 0; i < replicas.size(); i++) {
            eligible[i] = eligible(replicas.get(i), present[i]);
            if (!replicas.get(i).movable()) {
                low[present[i]]++;
            }
        }
        high = IntStream.range(0, nodes.size()).map(this::high).toArray();
        alike = IntStream.range(0, replicas.size())
                        .filter(i -> replicas.get(i).movable())
                        .mapToObj(i -> eligible[i])
                        .distinct()
                        .count()
                <= 1;
    }

    private BitSet eligible(Replica replica, int home) {
        BitSet set = new BitSet();
        for (int j = 0; j < nodes.size(); j++) {
            String name = nodes.get(j).name();
            boolean allowed = replica.movable()
                    ? replica.eligible().map(e -> e.contains(name)).orElse(true) && isUsable(j)
                    : j == home;
            set.set(j, allowed);
        }
        return set;
    }

    private boolean isUsable(int node) {
        return spreads.stream().noneMatch(k -> k.domainOf()[node] == k.missing());
    }

    private int high(int node) {
        int able = (int) Arrays.stream(eligible).filter(e -> e.get(node)).count();
        return Math.min(nodes.get(node).room(), able);
    }

    int size() {
        return replicas.size();
    }

    /** Whether the counts keep room, bound replicas, anti-affinity and spread, whoever the replicas are. */
    boolean keeps(int[] counts) {
        for (int j = 0; j < counts.length; j++) {
            if (counts[j] < low[j] || counts[j] > high[j]) {
                return false;
            }
        }
        for (Key key : keys) {
            int[] domains = key.tally(counts);
            for (int d = 0; d < domains.length; d++) {
                if (domains[d] > key.cap(d, size())) {
                    return false;
                }
            }
            if (key.spread() != null && key.skew(domains) > key.spread().maxSkew()) {
                return false;
            }
        }
        return true;
    }

    /** What counts and moves are worth. */
    Score score(int[] counts, int primaryMoves, int moves) {
        List<List<Integer>> levelCounts = new ArrayList<>();
        int skew = 0;
        for (Key key : keys) {
            int[] domains = key.tally(counts);
            if (key.level() >= 0) {
                levelCounts.add(largestFirst(domains));
            }
            skew += key.spread() == null ? 0 : key.skew(domains);
        }
        long cost = 0;
        for (int j = 0; j < counts.length; j++) {
            cost += counts[j] * nodes.get(j).cost();
        }
        return new Score(levelCounts, primaryMoves, moves, skew, cost);
    }

    static List<Integer> largestFirst(int[] domains) {
        return Arrays.stream(domains).boxed().sorted(Comparator.reverseOrder()).toList();
    }
}
