package io.pgspan.placement.scheduler;

import io.pgspan.model.PgspanException;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.fleet.RunningPod;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Validator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One Kubernetes cluster's scheduler, foretold pod by pod: each pod placed is there for the next one. It filters and scores as
 * kube-scheduler's default profile does, step by step in the same integers and doubles, so that its answer is the set of nodes among which
 * the real one draws lots.
 *
 * <p>A pod is taken as it is, also when Kubernetes would not store it: {@link Validator#validate(PodTemplate)} says so. What the scheduler
 * makes of a selector it can't understand is foretold too.
 *
 * <p>Why a simulation and not a better optimum: the cluster's own scheduler will decide, and it is greedy.
 *
 * <p>Cost: the first pod of a shape (all but its name and volumes) is judged on every node; each further one costs a few passes over arrays
 * of numbers, whatever is already placed. At most {@value #SHAPES_MAX} shapes are remembered. Not safe for several threads at once.
 */
public final class ClusterScheduler {
    private static final int SHAPES_MAX = 64;
    private static final int SAMPLED_FROM = 100;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final State state;
    private final Shapes shapes;
    private final Scratch scratch;
    private final Map<String, Placed> placed = new HashMap<>();
    private final Map<String, Placed> nominated = new HashMap<>();
    private final List<List<Placed>> byNode = new ArrayList<>();
    private final Map<Integer, Integer> waitingCodes = new HashMap<>();
    private long drawn;

    private ClusterScheduler(KubernetesCluster cluster, SchedulerProfile profile) {
        this.state = new State(cluster, profile);
        this.shapes = new Shapes(state, SHAPES_MAX);
        this.scratch = new Scratch(state.nodes().size());
        for (int n = 0; n < state.nodes().size(); n++) {
            byNode.add(new ArrayList<>());
        }
        cluster.contents().pods().forEach(this::add);
    }

    /**
     * The scheduler of a cluster as it is.
     *
     * @throws InvalidException with all that is wrong with the nodes
     * @throws PgspanException when two pods have the same name
     */
    public static ClusterScheduler of(KubernetesCluster cluster, SchedulerProfile profile) {
        InvalidException.requireNone(Validator.validate(cluster));
        return new ClusterScheduler(cluster, profile);
    }

    /** The same with Kubernetes' default profile. */
    public static ClusterScheduler of(KubernetesCluster cluster) {
        return of(cluster, SchedulerProfile.ofDefaults());
    }

    /**
     * Foretells one pod and puts it there.
     *
     * @throws PgspanException when a pod of its name is already on a node
     */
    public Prediction place(PodTemplate pod) {
        Prediction prediction = predict(pod);
        if (prediction.isPlaced()) {
            Evaluation evaluation = shapes.of(pod);
            Shape shape = evaluation.shape();
            @Nullable VolumeCheck volumes = volumes(pod);
            if (volumes != null) {
                volumes.bind(prediction.nodeNumber());
            }
            put(new Placed(
                    key(pod),
                    shape.podClass(),
                    prediction.nodeNumber(),
                    shape.request(),
                    shape.ports(),
                    volumes == null ? List.of() : volumes.uses(),
                    pod.priority(),
                    Long.MAX_VALUE));
        }
        return prediction;
    }

    /**
     * Puts a pod where it is; one on a node that the cluster doesn't have is left out, since it died with it.
     *
     * @throws PgspanException when a pod of its name is already on a node
     */
    public void add(RunningPod running) {
        int node = state.nodes().number(running.nodeName());
        if (node < 0) {
            return;
        }
        PodTemplate pod = running.pod();
        @Nullable VolumeCheck volumes = volumes(pod);
        Placed there = new Placed(
                key(pod),
                state.podClass(PodClass.Identity.of(pod, running.terminating())),
                node,
                Request.of(pod, running.requests(), state.resources()),
                PortTable.of(pod),
                volumes == null ? List.of() : volumes.uses(),
                pod.priority(),
                running.startedMillis());
        if (running.nominated()) {
            nominated.put(there.key(), there);
        } else {
            put(there);
        }
    }

    private void put(Placed pod) {
        if (placed.putIfAbsent(pod.key(), pod) != null) {
            throw new PgspanException("pods: '" + pod.key() + "' is already on node "
                    + state.nodes().name(placed.getOrDefault(pod.key(), pod).node())
                    + "; give each pod its own name, or remove the other first");
        }
        nominated.remove(pod.key());
        byNode.get(pod.node()).add(pod);
        state.add(pod);
    }

    /** Takes a pod away; false when there is none of that name. */
    public boolean remove(String namespace, String name) {
        @Nullable Placed gone = placed.remove(namespace + "/" + name);
        if (gone == null) {
            return nominated.remove(namespace + "/" + name) != null;
        }
        byNode.get(gone.node()).remove(gone);
        state.remove(gone);
        return true;
    }

    private static String key(PodTemplate pod) {
        return pod.namespace() + "/" + pod.name();
    }

    private @Nullable VolumeCheck volumes(PodTemplate pod) {
        return pod.volumes().isEmpty() ? null : new VolumeCheck(pod, state);
    }

    /** Foretells one pod and leaves everything as it is. */
    public Prediction predict(PodTemplate pod) {
        NodeTable nodes = state.nodes();
        if (nodes.size() == 0) {
            return Prediction.pending(pod.name(), nodes, new Refusal(0, "", Map.of(), "", null));
        }
        Evaluation evaluation = shapes.of(pod);
        evaluation.sync();
        @Nullable VolumeCheck volumes = volumes(pod);
        @Nullable Reason rejection = rejection(evaluation, volumes);
        if (rejection != null) {
            return Prediction.pending(pod.name(), nodes, rejected(evaluation, pod, rejection));
        }
        @Nullable Placed waiting = nominated.get(key(pod));
        int[] totals = filtered(evaluation, pod, volumes);
        if (waiting != null && totals[waiting.node()] >= 0) {
            BitSet only = new BitSet();
            only.set(waiting.node());
            return Prediction.placed(pod.name(), nodes, only, waiting.node(), 0, 1, null);
        }
        return chosen(evaluation, pod, volumes, totals);
    }

    private static @Nullable Reason rejection(Evaluation evaluation, @Nullable VolumeCheck volumes) {
        @Nullable Reason own = evaluation.rejection();
        @Nullable String claim = volumes == null ? null : volumes.rejection();
        boolean first = own != null && own.plugin() == Plugin.NODE_AFFINITY;
        return claim == null || first ? own : Reason.of(Plugin.VOLUME_BINDING, claim, false);
    }

    /** Filters; a node that pods wait for must take the pod with them and without. */
    private int[] filtered(Evaluation evaluation, PodTemplate pod, @Nullable VolumeCheck volumes) {
        int[] totals = scratch.totals();
        evaluation.filter(totals, volumes);
        waitingCodes.clear();
        if (nominated.isEmpty()) {
            return totals;
        }
        evaluation.forgetPassing();
        Map<Integer, List<Placed>> waiting = new HashMap<>();
        for (Placed other : nominated.values()) {
            if (other.priority() >= pod.priority() && !other.key().equals(key(pod))) {
                waiting.computeIfAbsent(other.node(), n -> new ArrayList<>()).add(other);
            }
        }
        waiting.forEach((node, others) -> {
            others.forEach(state::add);
            evaluation.sync();
            int code = evaluation.code(node, volumes);
            if (code != Code.PASSES) {
                totals[node] = -1;
                waitingCodes.put(node, code);
            }
            others.forEach(state::remove);
            evaluation.sync();
        });
        return totals;
    }

    private Prediction chosen(Evaluation evaluation, PodTemplate pod, @Nullable VolumeCheck volumes, int[] totals) {
        int feasible = Totals.feasible(totals);
        NodeTable nodes = state.nodes();
        if (feasible == 0) {
            return Prediction.pending(pod.name(), nodes, refused(evaluation, pod, volumes));
        }
        if (feasible == 1) {
            BitSet best = new BitSet(totals.length);
            int only = Totals.first(totals);
            best.set(only);
            return Prediction.placed(pod.name(), nodes, best, only, 0, 1, null);
        }
        evaluation.score(totals, scratch);
        int most = Totals.most(totals);
        BitSet best = Totals.equalTo(totals, most);
        return Prediction.placed(pod.name(), nodes, best, drawn(best), most, feasible, sampling(evaluation.shape()));
    }

    private int drawn(BitSet best) {
        int chosen = best.nextSetBit(0);
        if (state.profile().seed() == 0) {
            return chosen;
        }
        drawn++;
        long mixed = (state.profile().seed() + drawn * GOLDEN) * GOLDEN;
        int skip = (int) Long.remainderUnsigned(mixed ^ (mixed >>> 32), best.cardinality());
        for (int i = 0; i < skip; i++) {
            chosen = best.nextSetBit(chosen + 1);
        }
        return chosen;
    }

    private Prediction.@Nullable Sampling sampling(Shape shape) {
        int all = shape.names()
                .map(names -> (int) names.stream()
                        .filter(name -> state.nodes().number(name) >= 0)
                        .count())
                .orElse(state.nodes().size());
        int percent = state.profile().percentageOfNodesToScore();
        if (all < SAMPLED_FROM || percent >= 100) {
            return null;
        }
        int share = percent == 0 ? Math.max(5, 50 - all / 125) : percent;
        int looked = Math.max(SAMPLED_FROM, (int) ((long) all * share / 100));
        return looked >= all ? null : new Prediction.Sampling(looked, all);
    }

    private Refusal rejected(Evaluation evaluation, PodTemplate pod, Reason reason) {
        int[] codes = new int[state.nodes().size()];
        Arrays.fill(codes, Code.AFFINITY);
        return new Preemption(state, evaluation, pod, null, byNode::get).refusal(reason.text(), Map.of(), codes, null);
    }

    private Refusal refused(Evaluation evaluation, PodTemplate pod, @Nullable VolumeCheck volumes) {
        return evaluation.refusals().of(pod, volumes, waitingCodes, byNode::get, nominated.get(key(pod)));
    }

    /** Every reason against every node, by name; an empty list where the pod fits. The scheduler itself stops at a node's first plugin. */
    public Map<String, List<Reason>> diagnose(PodTemplate pod) {
        Evaluation evaluation = shapes.of(pod);
        evaluation.sync();
        return new Diagnosis(evaluation, state, volumes(pod), byNode::get).all();
    }

    /** What the pod's hard spread constraints count, in their order. */
    public List<SpreadView> hardSpreads(PodTemplate pod) {
        Evaluation evaluation = shapes.of(pod);
        evaluation.sync();
        return evaluation.spreads().hard().stream()
                .map(one -> one.view(state.nodes()))
                .toList();
    }

    /** What each node that can take the pod is worth, the best first, equals by name. */
    public List<NodeScore> scores(PodTemplate pod) {
        Evaluation evaluation = shapes.of(pod);
        evaluation.sync();
        @Nullable VolumeCheck volumes = volumes(pod);
        if (rejection(evaluation, volumes) != null) {
            return List.of();
        }
        return new ScoreTable(evaluation, state, scratch).of(filtered(evaluation, pod, volumes));
    }
}
