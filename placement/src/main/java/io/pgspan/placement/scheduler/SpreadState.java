package io.pgspan.placement.scheduler;

import io.pgspan.model.fleet.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The spread constraints of one shape of pod with their counts. */
final class SpreadState {
    private static final int SCORE_MAX = 100;
    private static final int SMALL_RANGE = 1024;

    private final Shape shape;
    private final State state;
    private final List<HardSpread> hard = new ArrayList<>();
    private final List<SoftSpread> soft = new ArrayList<>();
    private final boolean[] ignored;
    private long measured = -1;

    SpreadState(Shape shape, State state) {
        this.shape = shape;
        this.state = state;
        SpreadRules rules = shape.spreads();
        hard(rules.hard());
        this.ignored = lacking(rules.soft(), rules.everyKey());
        soft(rules.soft(), rules.everyKey());
    }

    private void hard(List<Counted> rules) {
        boolean[] lacking = lacking(rules, true);
        Map<String, boolean[]> merged = new HashMap<>();
        List<boolean[]> masks = new ArrayList<>();
        for (Counted rule : rules) {
            boolean[] mask = contributing(rule, lacking);
            masks.add(mask);
            boolean[] all = merged.computeIfAbsent(rule.spread().topologyKey(), key -> new boolean[mask.length]);
            for (int n = 0; n < mask.length; n++) {
                all[n] |= mask[n];
            }
        }
        boolean merges = state.profile().release().mergesCountsOfOneKey();
        Map<String, HardSpread.Domains> shared = new HashMap<>();
        for (int i = 0; i < rules.size(); i++) {
            String key = rules.get(i).spread().topologyKey();
            Topology topology = state.nodes().topology(key);
            HardSpread.Domains domains = merges
                    ? shared.computeIfAbsent(
                            key, k -> new HardSpread.Domains(topology, merged.getOrDefault(k, new boolean[0])))
                    : new HardSpread.Domains(topology, masks.get(i));
            hard.add(new HardSpread(rules.get(i), domains, masks.get(i)));
        }
    }

    private void soft(List<Counted> rules, boolean everyKey) {
        boolean merges = state.profile().release().mergesCountsOfOneKey();
        Map<String, int[]> shared = new HashMap<>();
        for (Counted rule : rules) {
            String key = rule.spread().topologyKey();
            Topology topology = state.nodes().topology(key);
            int[] counts = SoftSpread.counts(rule, topology, ignored.length);
            if (merges && !SoftSpread.isHostname(rule)) {
                counts = shared.computeIfAbsent(key, k -> new int[topology.size()]);
            }
            boolean[] none = everyKey ? ignored : new boolean[ignored.length];
            soft.add(new SoftSpread(rule, topology, contributing(rule, none), counts));
        }
    }

    /** The nodes that lack a key of some rule. */
    private boolean[] lacking(List<Counted> rules, boolean everyKey) {
        boolean[] lacking = new boolean[state.nodes().size()];
        if (everyKey) {
            for (Counted rule : rules) {
                Topology topology = state.nodes().topology(rule.spread().topologyKey());
                for (int n = 0; n < lacking.length; n++) {
                    lacking[n] |= !topology.has(n);
                }
            }
        }
        return lacking;
    }

    private boolean[] contributing(Counted rule, boolean[] lacking) {
        Predicate<Node> counts = node -> (!rule.honorsAffinity() || NodeFilter.isWanted(shape, node))
                && (!rule.honorsTaints() || shape.taints().repelling(node) == null);
        boolean[] mask = new boolean[lacking.length];
        for (int n = 0; n < mask.length; n++) {
            mask[n] = !lacking[n] && counts.test(state.nodes().get(n));
        }
        return mask;
    }

    void contributions(PodClass other, List<Contribution> found) {
        String namespace = shape.pod().namespace();
        for (HardSpread one : hard) {
            if (one.rule().counts(namespace, other)) {
                found.add(new Contribution(one, 1));
            }
        }
        for (SoftSpread one : soft) {
            if (one.rule().counts(namespace, other)) {
                found.add(new Contribution(one, 1));
            }
        }
    }

    void clear() {
        hard.forEach(HardSpread::clear);
        soft.forEach(SoftSpread::clear);
    }

    void filter(int[] totals) {
        for (HardSpread one : hard) {
            one.filter(totals);
        }
    }

    /** The first constraint that keeps the pod from a node, as a code. */
    int code(int node) {
        for (HardSpread one : hard) {
            if (one.lacksKey(node)) {
                return Code.SPREAD_KEY;
            }
            if (one.count(node) > one.limit()) {
                return Code.SPREAD;
            }
        }
        return Code.PASSES;
    }

    List<HardSpread> hard() {
        return hard;
    }

    boolean scores() {
        return !soft.isEmpty();
    }

    boolean isIgnored(int node) {
        return ignored[node];
    }

    /**
     * Fills in the raw and the normalised score of each node that passed; 0 for those that lack a key.
     *
     * @param version the same number as last time tells that the same nodes passed, a negative one that this is not known
     */
    void score(int[] totals, Scratch scratch, long version) {
        double[] sums = scratch.sums();
        Arrays.fill(sums, 0);
        for (SoftSpread one : soft) {
            if (version < 0 || version != measured) {
                one.measure(totals, ignored);
            }
            one.addTo(sums);
        }
        measured = version;
        long[] raw = scratch.raw();
        long min = Long.MAX_VALUE;
        long max = 0;
        for (int n = 0; n < raw.length; n++) {
            // a sum is 0 or at least ln 2, where adding a half and cutting off is exactly rounding half away from zero
            raw[n] = (long) (sums[n] + 0.5);
            if (totals[n] >= 0 && !ignored[n]) {
                min = Math.min(min, raw[n]);
                max = Math.max(max, raw[n]);
            }
        }
        normalise(totals, scratch, min, max);
    }

    private void normalise(int[] totals, Scratch scratch, long min, long max) {
        long[] raw = scratch.raw();
        int[] normalised = scratch.normalised();
        int[] byRaw = max - min < SMALL_RANGE ? byRaw(min, max) : new int[0];
        for (int n = 0; n < raw.length; n++) {
            if (totals[n] < 0 || ignored[n]) {
                normalised[n] = 0;
            } else {
                normalised[n] = byRaw.length > 0 ? byRaw[(int) (raw[n] - min)] : normalised(raw[n], min, max);
            }
        }
    }

    /** Raw scores differ little, so each is divided once. */
    private static int[] byRaw(long min, long max) {
        int[] scores = new int[(int) Math.max(0, max - min + 1)];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = normalised(min + i, min, max);
        }
        return scores;
    }

    private static int normalised(long raw, long min, long max) {
        return max == 0 ? SCORE_MAX : (int) (SCORE_MAX * (max + min - raw) / max);
    }
}
