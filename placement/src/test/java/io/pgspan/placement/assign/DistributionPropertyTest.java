package io.pgspan.placement.assign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What the distribution finds by handing out one by one is as good as the best of all there are. */
class DistributionPropertyTest {
    private static final int CLUSTERS_MAX = 4;
    private static final int ORDINALS_MAX = 6;

    @Property(tries = 1500)
    void noOtherDistributionIsBetter(@ForAll long seed) {
        Instance instance = new Instance(new Random(seed));
        Optional<Distribution.Result> found = instance.solve(instance.preferences);
        List<Integer> best = instance.best();

        if (best.isEmpty()) {
            assertThat(found).isEmpty();
        } else {
            assertThat(instance.value(instance.indexes(found.orElseThrow()))).isEqualTo(best);
        }
    }

    @Property(tries = 500)
    void theOrderOfPreferencesChangesNothing(@ForAll long seed) {
        Instance instance = new Instance(new Random(seed));
        List<ClusterPreference> shuffled = new ArrayList<>(instance.preferences);
        Collections.shuffle(shuffled, new Random(seed + 1));

        assertThat(instance.solve(shuffled)).isEqualTo(instance.solve(instance.preferences));
    }

    @Property(tries = 500)
    void whatWasDistributedStays(@ForAll long seed) {
        Instance instance = new Instance(new Random(seed));
        instance.solve(instance.preferences).ifPresent(first -> {
            Optional<Distribution.Result> again = Distribution.of(
                    instance.ordinals,
                    instance.preferences,
                    first.clusters(),
                    instance.voting(),
                    instance.primary,
                    true);
            assertThat(again.orElseThrow().clusters()).isEqualTo(first.clusters());
            assertThat(again.orElseThrow().evicted()).isEmpty();
        });
    }

    /** A small world, and every distribution in it tried. */
    private static final class Instance {
        final List<ClusterPreference> preferences = new ArrayList<>();
        final SortedSet<Integer> ordinals = new TreeSet<>();
        final Map<Integer, String> held = new HashMap<>();
        final OptionalInt primary;
        final OptionalInt limit;
        final int weights;

        Instance(Random random) {
            int clusters = 1 + random.nextInt(CLUSTERS_MAX);
            int product = 1;
            for (int c = 0; c < clusters; c++) {
                ClusterPreference preference = ClusterPreference.of("c" + c)
                        .weighing(1 + random.nextInt(3))
                        .costing(random.nextInt(3));
                preference = random.nextInt(3) == 0 ? preference.atMost(random.nextInt(4)) : preference;
                preferences.add(random.nextInt(5) == 0 ? preference.required() : preference);
                product *= preference.weight();
            }
            weights = product;
            int replicas = 1 + random.nextInt(ORDINALS_MAX);
            for (int o = 0; o < replicas; o++) {
                ordinals.add(o);
                if (random.nextBoolean()) {
                    held.put(o, "c" + random.nextInt(clusters));
                }
            }
            primary = held.containsKey(0) && random.nextBoolean() ? OptionalInt.of(0) : OptionalInt.empty();
            limit = random.nextBoolean() && replicas > 2 ? OptionalInt.of((replicas - 1) / 2) : OptionalInt.empty();
        }

        Distribution.Voting voting() {
            return new Distribution.Voting(limit, false);
        }

        Optional<Distribution.Result> solve(List<ClusterPreference> listed) {
            return Distribution.of(ordinals, listed, held, voting(), primary, true);
        }

        List<Integer> indexes(Distribution.Result result) {
            return result.clusters().values().stream()
                    .map(c -> Integer.valueOf(c.substring(1)))
                    .toList();
        }

        /** Empty when it breaks a rule; else moves of the primary, moves, uneven shares, cost: the smaller the better. */
        List<Integer> value(List<Integer> places) {
            int[] counts = new int[preferences.size()];
            int cost = 0;
            int moves = 0;
            int primaryMoves = 0;
            for (int o = 0; o < places.size(); o++) {
                int place = places.get(o);
                counts[place]++;
                cost += (int) preferences.get(place).cost();
                boolean moved = held.containsKey(o) && !held.get(o).equals("c" + place);
                moves += moved ? 1 : 0;
                primaryMoves += moved && primary.isPresent() && primary.getAsInt() == o ? 1 : 0;
            }
            int uneven = 0;
            for (int c = 0; c < counts.length; c++) {
                ClusterPreference p = preferences.get(c);
                boolean missed = p.use() == ClusterPreference.Use.REQUIRED && counts[c] == 0;
                if (missed || counts[c] > p.atMost() || (limit.isPresent() && counts[c] > limit.getAsInt())) {
                    return List.of();
                }
                uneven += counts[c] * counts[c] * (weights / p.weight());
            }
            return List.of(primaryMoves, moves, uneven, cost);
        }

        List<Integer> best() {
            List<Integer> best = List.of();
            int all = (int) Math.pow(preferences.size(), ordinals.size());
            for (int code = 0; code < all; code++) {
                List<Integer> places = new ArrayList<>();
                for (int rest = code, o = 0; o < ordinals.size(); o++) {
                    places.add(rest % preferences.size());
                    rest /= preferences.size();
                }
                List<Integer> value = value(places);
                if (!value.isEmpty() && (best.isEmpty() || less(value, best))) {
                    best = value;
                }
            }
            return best;
        }

        private static boolean less(List<Integer> a, List<Integer> b) {
            for (int i = 0; i < a.size(); i++) {
                if (!a.get(i).equals(b.get(i))) {
                    return a.get(i) < b.get(i);
                }
            }
            return false;
        }
    }
}
