package io.pgspan.operators.kubedb.policy;

import io.pgspan.model.validation.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What KubeDB's schema and webhooks refuse of a policy. Paths are those of the object in the policy's generation. Every rule is checked; no
 * rule stops another.
 */
public final class PolicyRules {
    private static final int GAPS_SHOWN_MAX = 10;

    private PolicyRules() {}

    /** Everything wrong with a policy by itself, in the order of its fields. */
    public static List<Violation> check(PolicyObject policy) {
        List<Violation> found = new ArrayList<>(BeyondGeneration.of(policy));
        if (policy.name().isEmpty()) {
            found.add(Violation.of(
                    "kubedb.policy.name",
                    "metadata.name",
                    "",
                    "the policy has no name",
                    "name it; databases refer to it"));
        }
        policy.clusterSpread().ifPresent(clusters -> {
            section(policy.generation(), clusters, found);
            contiguity(policy, found);
            new RoleRules(policy.generation(), clusters, found).check();
        });
        spread("spec.zoneSpreadConstraint", policy.zones(), found);
        spread("spec.nodeSpreadConstraint", policy.nodes(), found);
        AffinityRules.check(policy.nodeAffinity(), found);
        return List.copyOf(found);
    }

    /**
     * What is wrong with replacing a policy: an ordinal may not move to another cluster as long as both have a section about clusters.
     * The new policy's own rules are not repeated here.
     */
    public static List<Violation> checkMove(PolicyObject old, PolicyObject next) {
        List<Violation> found = new ArrayList<>();
        if (!old.isDistributed() || !next.isDistributed()) {
            return found;
        }
        Map<Integer, String> before = clustersByOrdinal(old);
        List<DistributionRule> rules = next.rules();
        Map<Integer, String> after = clustersByOrdinal(next);
        for (int i = 0; i < rules.size(); i++) {
            String cluster = rules.get(i).clusterName();
            for (int index : rules.get(i).indices()) {
                String was = before.getOrDefault(index, cluster);
                if (!was.equals(cluster) && cluster.equals(after.get(index))) {
                    found.add(Violation.of(
                            "kubedb.policy.move",
                            next.generation().indicesPath(i),
                            Integer.toString(index),
                            "ordinal " + index + " is on " + was + " and can't move to " + cluster,
                            "leave it on " + was + "; to empty a cluster, scale its highest ordinals away"));
                }
            }
        }
        return List.copyOf(found);
    }

    /**
     * Whether a policy with clusters has a place for every ordinal of a database; ordinals beyond are room to grow.
     *
     * @param replicas how many ordinals there are, from 0
     */
    public static List<Violation> checkCoverage(PolicyObject policy, int replicas) {
        if (!policy.isDistributed()) {
            return List.of();
        }
        Map<Integer, String> covered = clustersByOrdinal(policy);
        List<String> uncovered = new ArrayList<>();
        int missing = 0;
        for (int ordinal = 0; ordinal < replicas; ordinal++) {
            if (!covered.containsKey(ordinal)) {
                missing++;
                if (uncovered.size() < GAPS_SHOWN_MAX) {
                    uncovered.add(Integer.toString(ordinal));
                }
            }
        }
        return missing == 0
                ? List.of()
                : List.of(Violation.of(
                        "kubedb.policy.uncovered",
                        policy.generation().rulesPath(),
                        String.join(", ", uncovered) + (missing > uncovered.size() ? ", …" : ""),
                        "no cluster is named for these of " + replicas
                                + " ordinals: the database is accepted and then stays in Provisioning",
                        "add them to a rule before the database is created or grows"));
    }

    /** Whether the slice has every cluster the policy names. */
    public static List<Violation> checkSlice(PolicyObject policy, Collection<String> sliceClusters) {
        List<Violation> found = new ArrayList<>();
        for (int i = 0; i < policy.rules().size(); i++) {
            String cluster = policy.rules().get(i).clusterName();
            if (!sliceClusters.contains(cluster)) {
                found.add(Violation.of(
                        "kubedb.policy.not-on-slice",
                        policy.generation().rulePath(i) + ".clusterName",
                        cluster,
                        "the slice does not connect this cluster",
                        "add it to the SliceConfig's clusters first, which are "
                                + sliceClusters.stream().sorted().collect(Collectors.joining(", "))));
            }
        }
        return List.copyOf(found);
    }

    private static void section(PolicyGeneration generation, ClusterSpread clusters, List<Violation> found) {
        for (int i = 0; i < clusters.rules().size(); i++) {
            if (clusters.rules().get(i).clusterName().isEmpty()) {
                found.add(Violation.of(
                        "kubedb.policy.cluster-name",
                        generation.rulePath(i) + ".clusterName",
                        "",
                        "the rule names no cluster",
                        "name the Kubernetes cluster as the hub knows it"));
            }
        }
        String path = generation.slicePath();
        if (clusters.rules().isEmpty() && clusters.slice() != null) {
            found.add(Violation.of(
                    "kubedb.policy.slice-alone",
                    path,
                    clusters.slice().sliceName(),
                    "a slice without rules about clusters connects nothing",
                    "write distributionRules beside it, or remove it"));
        }
        if (!generation.isAtLeast(PolicyGeneration.G2)) {
            return;
        }
        if (clusters.slice() == null) {
            found.add(required(path, "the section names no slice", "name projectNamespace and sliceName"));
            return;
        }
        if (clusters.slice().projectNamespace().orElse("").isEmpty()) {
            found.add(required(
                    path + ".projectNamespace",
                    "the slice's project is not named",
                    "name the project's namespace on the hub, kubeslice-<project>"));
        }
        if (clusters.slice().sliceName().isEmpty()) {
            found.add(required(path + ".sliceName", "the slice is not named", "name the SliceConfig"));
        }
    }

    private static Violation required(String path, String message, String remedy) {
        return Violation.of("kubedb.policy.slice-required", path, "", message, remedy);
    }

    /** All indices of all rules, sorted, are 0, 1, 2 and so on; the first fault of each kind is told per place. */
    private static void contiguity(PolicyObject policy, List<Violation> found) {
        Map<Integer, String> owners = new LinkedHashMap<>();
        for (int i = 0; i < policy.rules().size(); i++) {
            DistributionRule rule = policy.rules().get(i);
            for (int index : rule.indices()) {
                String owner = owners.putIfAbsent(index, rule.clusterName());
                if (owner != null) {
                    found.add(Violation.of(
                            "kubedb.policy.index-twice",
                            policy.generation().indicesPath(i),
                            Integer.toString(index),
                            "ordinal " + index + " is listed for " + owner + " already",
                            "list it once"));
                }
                if (index < 0) {
                    found.add(Violation.of(
                            "kubedb.policy.index-negative",
                            policy.generation().indicesPath(i),
                            Integer.toString(index),
                            "ordinals count from 0",
                            "remove it"));
                }
            }
        }
        gaps(policy, new TreeSet<>(owners.keySet()), found);
    }

    private static void gaps(PolicyObject policy, SortedSet<Integer> indices, List<Violation> found) {
        List<String> gaps = new ArrayList<>();
        int next = 0;
        for (int index : indices) {
            if (index > next) {
                gaps.add(index == next + 1 ? Integer.toString(next) : next + "-" + (index - 1));
            }
            next = Math.max(next, index == Integer.MAX_VALUE ? index : index + 1);
        }
        if (!gaps.isEmpty()) {
            found.add(Violation.of(
                    "kubedb.policy.index-gap",
                    policy.generation().rulesPath(),
                    String.join(", ", gaps.subList(0, Math.min(gaps.size(), GAPS_SHOWN_MAX))),
                    "these ordinals are in no rule, but higher ones are",
                    "list every ordinal from 0 to the highest"));
        }
    }

    private static void spread(String path, @Nullable TopologySpread spread, List<Violation> found) {
        if (spread != null && spread.maxSkew() < 1) {
            found.add(Violation.of(
                    "kubedb.policy.max-skew",
                    path + ".maxSkew",
                    Integer.toString(spread.maxSkew()),
                    "Kubernetes refuses pods with a skew below 1",
                    "write 1 or more"));
        }
    }

    private static Map<Integer, String> clustersByOrdinal(PolicyObject policy) {
        Map<Integer, String> clusters = new LinkedHashMap<>();
        for (DistributionRule rule : policy.rules()) {
            rule.indices().forEach(index -> clusters.putIfAbsent(index, rule.clusterName()));
        }
        return clusters;
    }
}
