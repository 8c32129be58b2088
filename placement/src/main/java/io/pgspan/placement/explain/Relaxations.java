package io.pgspan.placement.explain;

import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.placement.scheduler.ClusterScheduler;
import io.pgspan.placement.scheduler.Reason;
import io.pgspan.placement.scheduler.SchedulerProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fewest rules to give up so that some node takes a pod. Rules are deleted and the pod is predicted anew, since one rule may change
 * what another counts (which nodes a spread constraint looks at).
 *
 * <p>Nodes with the same rules against them are tried once, those with the fewest first; of each all sets of rules by growing size, so the
 * first that helps is smallest. Cost: C(rules, size) predictions, each of them linear in the cluster, at most {@link #TRIES_MAX}; at that
 * bound what helps is sought once more by giving up every rule of a node and taking back one after the other.
 */
final class Relaxations {
    /** Changed worlds predicted. */
    static final int TRIES_MAX = 200;
    /** Nodes with different rules against them looked at. */
    static final int NODES_MAX = 12;

    private final Trial trial;
    private final SchedulerProfile profile;
    private final int triesMax;
    private int tries;

    Relaxations(KubernetesCluster cluster, PodTemplate pod, SchedulerProfile profile) {
        this(cluster, pod, profile, TRIES_MAX);
    }

    Relaxations(KubernetesCluster cluster, PodTemplate pod, SchedulerProfile profile, int triesMax) {
        this.trial = new Trial(cluster, pod);
        this.profile = profile;
        this.triesMax = triesMax;
    }

    /** What to give up, for which node; {@code smallest} when nothing less helps. */
    record Found(List<Relaxation> given, String node, boolean smallest) {}

    Optional<Found> smallest(Map<String, List<Reason>> reasons) {
        List<List<Candidate>> groups = candidates(reasons);
        List<Candidate> candidates = groups.stream()
                .limit(NODES_MAX)
                .flatMap(group -> closed(group).stream())
                .sorted(Comparator.comparingInt(c -> c.rules().size()))
                .toList();
        int most = candidates.stream().mapToInt(c -> c.rules().size()).max().orElse(0);
        for (int size = 1; size <= most; size++) {
            for (Candidate candidate : candidates) {
                Optional<List<Rule>> found = grow(candidate, new ArrayList<>(), 0, size);
                if (found.isPresent()) {
                    return Optional.of(found(candidate, found.get(), size == 1 || groups.size() <= NODES_MAX));
                }
                if (tries >= triesMax) {
                    return candidates.stream()
                            .flatMap(c -> shrunk(c).stream())
                            .min(Comparator.comparingInt(f -> f.given().size()));
                }
            }
        }
        return Optional.empty();
    }

    private static List<List<Candidate>> grouped(List<Candidate> candidates) {
        Map<List<String>, List<Candidate>> groups = new LinkedHashMap<>();
        candidates.forEach(c ->
                groups.computeIfAbsent(c.signs(), signs -> new ArrayList<>()).add(c));
        return groups.values().stream()
                .sorted(Comparator.comparingInt(group -> group.get(0).rules().size()))
                .toList();
    }

    private List<List<Candidate>> candidates(Map<String, List<Reason>> reasons) {
        return grouped(trial.cluster().nodes().stream()
                .map(node -> Candidate.of(node).and(reasons.getOrDefault(node.name(), List.of()), trial))
                .filter(candidate -> !candidate.rules().isEmpty())
                .toList());
    }

    /**
     * One node for each kind of obstacles of a group, with those rules too that say no only once the first ones are given up: a spread
     * constraint counts the nodes that a selector leaves, so without the selector it may have something to say.
     */
    private List<Candidate> closed(List<Candidate> group) {
        Map<String, List<Reason>> then = reasons(group.get(0).rules());
        List<Candidate> more = group.stream()
                .map(c -> c.and(then.getOrDefault(c.node().name(), List.of()), trial))
                .toList();
        return grouped(more).stream().map(same -> same.get(0)).toList();
    }

    private Optional<List<Rule>> grow(Candidate candidate, List<Rule> given, int from, int more) {
        if (more == 0) {
            return tries < triesMax && fits(candidate.node(), given)
                    ? Optional.of(List.copyOf(given))
                    : Optional.empty();
        }
        for (int i = from; i <= candidate.rules().size() - more; i++) {
            given.add(candidate.rules().get(i));
            Optional<List<Rule>> found = grow(candidate, given, i + 1, more - 1);
            given.remove(given.size() - 1);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** All rules given up, then each taken back that need not be. */
    private Optional<Found> shrunk(Candidate candidate) {
        List<Rule> given = new ArrayList<>(candidate.rules());
        if (!fits(candidate.node(), given)) {
            return Optional.empty();
        }
        for (Rule rule : candidate.rules()) {
            given.remove(rule);
            if (!fits(candidate.node(), given)) {
                given.add(rule);
            }
        }
        return Optional.of(found(candidate, given, false));
    }

    private static Found found(Candidate candidate, List<Rule> given, boolean smallest) {
        return new Found(
                given.stream()
                        .map(Rule::relaxation)
                        .sorted(Comparator.comparing(Relaxation::plugin))
                        .toList(),
                candidate.node().name(),
                smallest);
    }

    private boolean fits(Node node, List<Rule> given) {
        return reasons(given).getOrDefault(node.name(), List.of()).isEmpty();
    }

    private Map<String, List<Reason>> reasons(List<Rule> given) {
        tries++;
        Trial changed = trial;
        for (Rule rule : given) {
            changed = rule.without().apply(changed);
        }
        return ClusterScheduler.of(changed.cluster(), profile).diagnose(changed.pod());
    }
}
