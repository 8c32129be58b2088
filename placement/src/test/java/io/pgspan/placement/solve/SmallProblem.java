package io.pgspan.placement.solve;

import io.pgspan.placement.solve.PlacementProblem.Candidate;
import io.pgspan.placement.solve.PlacementProblem.HardSpread;
import io.pgspan.placement.solve.PlacementProblem.Replica;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Small problems of every kind, one for each seed. */
final class SmallProblem {
    private static final int REPLICAS_MAX = 5;
    private static final int NODES_MAX = 5;

    private final Random random;

    private SmallProblem(long seed) {
        this.random = new Random(seed);
    }

    static PlacementProblem of(long seed) {
        return new SmallProblem(seed).make();
    }

    /** The same with all that has no order in another order. */
    static PlacementProblem shuffled(PlacementProblem p, long seed) {
        Random random = new Random(seed);
        return new PlacementProblem(
                p.levels(),
                shuffle(p.nodes(), random),
                shuffle(p.replicas(), random),
                shuffle(p.spreads(), random),
                shuffle(p.antiAffinity(), random));
    }

    private static <T> List<T> shuffle(List<T> list, Random random) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }

    private PlacementProblem make() {
        boolean crossing = random.nextBoolean();
        boolean own = random.nextInt(3) == 0;
        int count = 1 + random.nextInt(NODES_MAX);
        List<Candidate> nodes = new ArrayList<>();
        for (int j = 0; j < count; j++) {
            Map<String, String> labels = new TreeMap<>();
            int zone = random.nextInt(3);
            labels.put("zone", "z" + zone);
            labels.put("rack", crossing ? "r" + random.nextInt(3) : "r" + zone + random.nextInt(2));
            labels.put("host", "n" + j);
            if (random.nextInt(12) == 0) {
                labels.remove(pick());
            }
            nodes.add(new Candidate("n" + j, random.nextInt(4), labels, random.nextInt(3)));
        }
        List<Replica> replicas = new ArrayList<>();
        int size = random.nextInt(REPLICAS_MAX + 1);
        for (int i = 0; i < size; i++) {
            String node = "n" + random.nextInt(count);
            Replica replica = random.nextBoolean() ? Replica.on(node, "p" + i) : Replica.absent("p" + i);
            replica = i == 0 && random.nextBoolean() ? replica.asPrimary() : replica;
            replica = replica.present().isPresent() && random.nextInt(6) == 0 ? replica.bound() : replica;
            replicas.add(own && random.nextBoolean() ? replica.onlyOn(some(nodes)) : replica);
        }
        Collections.shuffle(nodes, random);
        List<String> levels = new ArrayList<>(List.of("zone", "rack", "host"));
        Collections.shuffle(levels, random);
        PlacementProblem problem = PlacementProblem.of(levels.subList(0, 1 + random.nextInt(2)), nodes, replicas);
        for (String key : List.of("zone", "rack", "host")) {
            if (random.nextInt(3) == 0) {
                Map<String, Integer> frozen = random.nextInt(5) == 0 ? Map.of("gone", random.nextInt(3)) : Map.of();
                problem = problem.with(
                        new HardSpread(key, 1 + random.nextInt(2), 1 + Math.max(0, random.nextInt(6) - 3), frozen));
            }
        }
        return random.nextInt(5) == 0 ? problem.withAntiAffinity(pick()) : problem;
    }

    private String pick() {
        return List.of("zone", "rack", "host").get(random.nextInt(3));
    }

    private Set<String> some(List<Candidate> nodes) {
        return nodes.stream()
                .map(Candidate::name)
                .filter(n -> random.nextBoolean())
                .collect(Collectors.toSet());
    }

    static Optional<Map<String, String>> nodes(Solution solution) {
        return solution.match(o -> Optional.of(o.plan().nodes()), i -> Optional.empty(), u -> {
            throw new AssertionError("undecided: " + u);
        });
    }
}
