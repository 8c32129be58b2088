package io.pgspan.placement.scheduler;

import io.pgspan.model.fleet.Node;
import io.pgspan.model.placement.NodeTerm;
import io.pgspan.model.placement.Preferred;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known about one shape of pod on every node, kept between pods. What never changes is computed once; what depends on a node's
 * own pods is computed anew for the nodes that changed; counts per domain follow the log of changes. What is left for each pod is a few
 * passes over arrays: the cost grows with the nodes, not with the pods already placed.
 */
final class Evaluation {
    private static final int OUT = -1;

    private final Shape shape;
    private final State state;
    private final NodeFilter filter;
    private final FreeScores free;
    private final int[] images;
    private final SpreadState spreads;
    private final PodRules rules;
    private final Preference taints;
    private final Preference affinity;
    private final int[] codes;
    private final int[] base;
    private final List<@Nullable List<Contribution>> contributions = new ArrayList<>();
    private final Refusals refusals;
    private final @Nullable Reason rejection;
    private long readTo = -1;
    /** Counts how often a node began or ceased to pass for its own pods. */
    private long version;
    /** Counts how often a node's own reason changed. */
    private long codesVersion;

    /** The version that tells which nodes passed last, or −1 where other pods have a say. */
    private long passing = -1;

    Evaluation(Shape shape, State state) {
        this.shape = shape;
        this.state = state;
        int size = state.nodes().size();
        this.filter = new NodeFilter(shape, state);
        this.free = new FreeScores(shape.request(), state.resources(), state.profile());
        this.images = state.images().of(shape.pod());
        this.spreads = new SpreadState(shape, state);
        this.rules = new PodRules(
                shape.podClass(),
                shape.pod().affinity(),
                state.profile(),
                state::namespaceLabels,
                state.nodes()::topology);
        int[] disliked = new int[size];
        int[] liked = new int[size];
        for (int n = 0; n < size; n++) {
            disliked[n] = shape.taints().disliked(state.nodes().get(n));
            liked[n] = liked(state.nodes().get(n));
        }
        this.taints = new Preference(disliked, true, weight(Plugin.TAINT_TOLERATION));
        this.affinity = new Preference(liked, false, weight(Plugin.NODE_AFFINITY));
        this.codes = new int[size];
        this.base = new int[size];
        this.refusals = new Refusals(this, state);
        this.rejection = shape.rejection(rules);
    }

    private int liked(Node node) {
        int sum = 0;
        for (List<Preferred<NodeTerm>> terms :
                List.of(state.profile().addedAffinity().preferred(), shape.preferred())) {
            for (Preferred<NodeTerm> term : terms) {
                if (term.weight() != 0 && NodeTerms.matches(term.term(), node)) {
                    sum += term.weight();
                }
            }
        }
        return sum;
    }

    private int weight(Plugin plugin) {
        return state.profile().weight(plugin);
    }

    /** Brings everything up to the last change. */
    void sync() {
        ChangeLog log = state.log();
        if (readTo < 0 || !log.has(readTo)) {
            rebuild();
        } else {
            log.read(readTo, (podClass, node, sign) -> {
                for (Contribution one : contributions(podClass)) {
                    one.tally().add(node, sign * one.amount());
                }
                refresh(node);
            });
        }
        readTo = log.end();
    }

    private void rebuild() {
        spreads.clear();
        rules.clear();
        for (PodClass podClass : state.classes()) {
            for (Contribution one : contributions(podClass.number())) {
                podClass.counts().forEach((node, count) -> one.tally().add(node, count * one.amount()));
            }
        }
        for (int n = 0; n < base.length; n++) {
            refresh(n);
        }
    }

    private List<Contribution> contributions(int podClass) {
        while (contributions.size() <= podClass) {
            contributions.add(null);
        }
        @Nullable List<Contribution> known = contributions.get(podClass);
        if (known == null) {
            List<Contribution> found = new ArrayList<>();
            spreads.contributions(state.classes().get(podClass), found);
            rules.contributions(state.classes().get(podClass), found);
            known = List.copyOf(found);
            contributions.set(podClass, known);
        }
        return known;
    }

    private void refresh(int node) {
        int code = filter.code(node);
        if ((code == Code.PASSES) != (codes[node] == Code.PASSES)) {
            version++;
        }
        if (code != codes[node]) {
            codesVersion++;
        }
        codes[node] = code;
        base[node] = codes[node] == Code.PASSES ? own(node) : OUT;
    }

    /** The weighted scores that depend on the node alone, those included that are the same for every node. */
    private int own(int node) {
        return weight(Plugin.NODE_RESOURCES_FIT) * free.free(node)
                + (weight(Plugin.BALANCED_ALLOCATION) == 0
                        ? 0
                        : weight(Plugin.BALANCED_ALLOCATION) * free.balance(node))
                + weight(Plugin.IMAGE_LOCALITY) * images[node]
                + taints.same()
                + affinity.same();
    }

    /** Strikes out every node that can't take the pod; the others' own scores are left in the totals. */
    void filter(int[] totals, @Nullable VolumeCheck volumes) {
        System.arraycopy(base, 0, totals, 0, base.length);
        if (volumes != null) {
            for (int n = 0; n < totals.length; n++) {
                if (totals[n] != OUT && volumes.code(n) != 0) {
                    totals[n] = OUT;
                }
            }
        }
        spreads.filter(totals);
        passing = volumes == null && spreads.hard().isEmpty() && rules.isIdle() ? version : -1;
        if (!rules.isIdle()) {
            rules.filter(totals);
        }
    }

    /** Adds the scores that compare nodes. */
    void score(int[] totals, Scratch scratch) {
        taints.addTo(totals);
        affinity.addTo(totals);
        int spreadWeight = weight(Plugin.POD_TOPOLOGY_SPREAD);
        if (spreads.scores() && spreadWeight != 0) {
            spreads.score(totals, scratch, passing);
            add(totals, scratch.normalised(), spreadWeight);
        }
        int rulesWeight = weight(Plugin.INTER_POD_AFFINITY);
        if (rules.scores() && rulesWeight != 0) {
            rules.score(scratch.raw());
            PodScores.normalise(totals, scratch);
            add(totals, scratch.normalised(), rulesWeight);
        }
    }

    private static void add(int[] totals, int[] scores, int weight) {
        for (int n = 0; n < totals.length; n++) {
            if (totals[n] != OUT) {
                totals[n] += weight * scores[n];
            }
        }
    }

    /** The first reasons against a node as a code, {@link Code#PASSES} when it can take the pod. */
    int code(int node, @Nullable VolumeCheck volumes) {
        int code = codes[node];
        if (code == Code.PASSES && volumes != null) {
            code = volumes.code(node);
        }
        if (code == Code.PASSES) {
            code = spreads.code(node);
        }
        return code == Code.PASSES ? rules.code(node) : code;
    }

    boolean passes(int node, @Nullable VolumeCheck volumes) {
        return code(node, volumes) == Code.PASSES;
    }

    Shape shape() {
        return shape;
    }

    NodeFilter nodeFilter() {
        return filter;
    }

    SpreadState spreads() {
        return spreads;
    }

    PodRules rules() {
        return rules;
    }

    FreeScores free() {
        return free;
    }

    int image(int node) {
        return images[node];
    }

    Preference taints() {
        return taints;
    }

    Preference affinity() {
        return affinity;
    }

    /** Other pods have had a say about which nodes pass. */
    void forgetPassing() {
        passing = -1;
    }

    /** A number that stays the same while the nodes' reasons do, or −1 where other pods have a say. */
    long codesVersion() {
        return passing < 0 ? -1 : codesVersion;
    }

    boolean likesSomeNodes() {
        return !shape.preferred().isEmpty()
                || !state.profile().addedAffinity().preferred().isEmpty();
    }

    /** Why the attempt fails before any node is looked at, or null. */
    @Nullable
    Reason rejection() {
        return rejection;
    }

    Refusals refusals() {
        return refusals;
    }
}
