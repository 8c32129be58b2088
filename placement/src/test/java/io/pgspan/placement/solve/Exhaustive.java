package io.pgspan.placement.solve;

import io.pgspan.placement.solve.PlacementProblem.Candidate;
import io.pgspan.placement.solve.PlacementProblem.HardSpread;
import io.pgspan.placement.solve.PlacementProblem.Replica;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every assignment of replicas to nodes tried, by the rules' own words and nothing of the solver's. */
final class Exhaustive {
    private final PlacementProblem problem;
    private final List<Candidate> nodes;
    private final List<Replica> replicas;
    private final Map<List<Integer>, Boolean> reachable = new HashMap<>();
    private List<Long> bestValue = List.of();
    private List<String> best = List.of();
    private boolean found;

    Exhaustive(PlacementProblem problem) {
        this.problem = problem;
        this.nodes = problem.nodes().stream()
                .sorted(Comparator.comparing(Candidate::name))
                .toList();
        this.replicas = problem.replicas().stream()
                .sorted(Comparator.comparing(Replica::name))
                .toList();
    }

    /** The best assignment by replica's name, or empty. */
    Optional<Map<String, String>> best() {
        assign(new ArrayList<>());
        if (!found) {
            return Optional.empty();
        }
        Map<String, String> byName = new TreeMap<>();
        for (int i = 0; i < replicas.size(); i++) {
            byName.put(replicas.get(i).name(), best.get(i));
        }
        return Optional.of(byName);
    }

    private void assign(List<Integer> at) {
        if (at.size() == replicas.size()) {
            judge(at);
            return;
        }
        Replica replica = replicas.get(at.size());
        for (int j = 0; j < nodes.size(); j++) {
            String node = nodes.get(j).name();
            boolean home = replica.present().equals(Optional.of(node));
            boolean allowed = replica.movable()
                    ? replica.eligible().map(e -> e.contains(node)).orElse(true) && hasSpreadLabels(nodes.get(j))
                    : home;
            if (allowed) {
                at.add(j);
                assign(at);
                at.remove(at.size() - 1);
            }
        }
    }

    private boolean hasSpreadLabels(Candidate node) {
        return problem.spreads().stream().allMatch(s -> node.labels().containsKey(s.key()));
    }

    private void judge(List<Integer> at) {
        int[] counts = new int[nodes.size()];
        at.forEach(j -> counts[j]++);
        for (int j = 0; j < counts.length; j++) {
            if (counts[j] > nodes.get(j).room()) {
                return;
            }
        }
        for (String key : problem.antiAffinity()) {
            if (tally(key, counts).values().stream().anyMatch(c -> c > 1)) {
                return;
            }
        }
        for (HardSpread spread : problem.spreads()) {
            if (skew(spread, counts) > spread.maxSkew()) {
                return;
            }
        }
        List<Long> value = value(at, counts);
        if ((!found || compare(value, bestValue) < 0) && isReachable(at)) {
            found = true;
            bestValue = value;
            best = at.stream().map(j -> nodes.get(j).name()).toList();
        }
    }

    private Map<String, Integer> tally(String key, int[] counts) {
        Map<String, Integer> tally = new TreeMap<>();
        for (int j = 0; j < counts.length; j++) {
            String value = nodes.get(j).labels().get(key);
            if (value != null) {
                tally.merge(value, counts[j], Integer::sum);
            }
        }
        return tally;
    }

    private int least(HardSpread spread, Map<String, Integer> tally) {
        List<Integer> all = new ArrayList<>(tally.values());
        all.addAll(spread.frozen().values());
        return all.size() < spread.minDomains() || all.isEmpty() ? 0 : Collections.min(all);
    }

    private int skew(HardSpread spread, int[] counts) {
        Map<String, Integer> tally = tally(spread.key(), counts);
        int max = tally.values().stream().mapToInt(i -> i).max().orElse(0);
        return Math.max(0, max - least(spread, tally));
    }

    private List<Long> value(List<Integer> at, int[] counts) {
        List<Long> value = new ArrayList<>();
        for (String level : problem.levels()) {
            Map<String, Integer> tally = tally(level, counts);
            int without = 0;
            boolean some = false;
            for (int j = 0; j < counts.length; j++) {
                if (!nodes.get(j).labels().containsKey(level)) {
                    without += counts[j];
                    some = true;
                }
            }
            List<Integer> all = new ArrayList<>(tally.values());
            if (some) {
                all.add(without);
            }
            all.sort(Comparator.reverseOrder());
            all.forEach(c -> value.add((long) c));
        }
        long primary = 0;
        long moves = 0;
        long cost = 0;
        for (int i = 0; i < at.size(); i++) {
            Candidate node = nodes.get(at.get(i));
            cost += node.cost();
            if (replicas.get(i).present().filter(p -> !p.equals(node.name())).isPresent()) {
                moves++;
                primary += replicas.get(i).primary() ? 1 : 0;
            }
        }
        Collections.addAll(value, primary, moves);
        value.add(problem.spreads().stream().mapToLong(s -> skew(s, counts)).sum());
        value.add(cost);
        for (int count : counts) {
            value.add((long) -count);
        }
        at.forEach(j -> value.add((long) j));
        return value;
    }

    private static int compare(List<Long> a, List<Long> b) {
        for (int i = 0; i < a.size(); i++) {
            int c = Long.compare(a.get(i), b.get(i));
            if (c != 0) {
                return c;
            }
        }
        return 0;
    }

    private boolean isReachable(List<Integer> at) {
        int[] counts = new int[nodes.size()];
        List<Integer> rest = new ArrayList<>();
        for (int i = 0; i < at.size(); i++) {
            if (replicas.get(i).movable()) {
                rest.add(at.get(i));
            } else {
                counts[at.get(i)]++;
            }
        }
        Collections.sort(rest);
        return reachable.computeIfAbsent(List.copyOf(rest), r -> create(counts, new ArrayList<>(r)));
    }

    /** Whether some order creates them all, each as the scheduler allows. */
    private boolean create(int[] counts, List<Integer> rest) {
        if (rest.isEmpty()) {
            return true;
        }
        for (int i = 0; i < rest.size(); i++) {
            int node = rest.get(i);
            if (allows(counts, node)) {
                List<Integer> fewer = new ArrayList<>(rest);
                fewer.remove(i);
                counts[node]++;
                boolean done = create(counts, fewer);
                counts[node]--;
                if (done) {
                    return true;
                }
            }
        }
        return false;
    }

    boolean allows(int[] counts, int node) {
        for (HardSpread spread : problem.spreads()) {
            Map<String, Integer> tally = tally(spread.key(), counts);
            String domain = nodes.get(node).labels().get(spread.key());
            if (domain == null || tally.getOrDefault(domain, 0) + 1 - least(spread, tally) > spread.maxSkew()) {
                return false;
            }
        }
        return true;
    }

    /** Whether creating in this order keeps every spread at every step, the bound ones being there. */
    boolean keepsSpread(ReplicaPlan plan) {
        List<String> names = nodes.stream().map(Candidate::name).toList();
        int[] counts = new int[nodes.size()];
        for (String name : plan.order()) {
            int node = names.indexOf(plan.nodes().get(name));
            boolean bound = replicas.stream().anyMatch(r -> r.name().equals(name) && !r.movable());
            if (!bound && !allows(counts, node)) {
                return false;
            }
            counts[node]++;
        }
        return true;
    }
}
