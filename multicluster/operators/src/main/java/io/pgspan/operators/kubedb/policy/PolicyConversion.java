package io.pgspan.operators.kubedb.policy;

import io.pgspan.model.placement.SliceRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a policy of one generation into another, since no API server does: it would drop the fields of a shape it does not know, and
 * with them the whole section about clusters.
 *
 * <p>Names change without loss. What the other generation has no field for is left out and listed, see {@link BeyondGeneration} for which
 * fields came when. The trigger of a failover is not translated between {@link PolicyGeneration#G3} and {@link PolicyGeneration#G4}: a lease
 * is not the {@code FailoverGroup} object, which must exist first. Linear in the number of rules.
 */
public final class PolicyConversion {
    private PolicyConversion() {}

    /** Without a project's namespace; towards {@link PolicyGeneration#G2} and later from an older one this violates a rule. */
    public static Conversion convert(PolicyObject policy, PolicyGeneration to) {
        return convert(policy, to, null);
    }

    /**
     * The policy in another generation.
     *
     * @param projectNamespace the namespace on the hub of the slice's project, which {@link PolicyGeneration#G1} did not have; used only when
     *     the policy names a slice without one. Null when unknown
     */
    public static Conversion convert(PolicyObject policy, PolicyGeneration to, @Nullable String projectNamespace) {
        List<Loss> losses = new ArrayList<>();
        PolicyObject converted = policy.withGeneration(to);
        ClusterSpread clusters = policy.clusters();
        if (clusters != null) {
            converted = converted.withClusters(
                    new Pass(policy.generation(), to, losses).clusters(clusters, projectNamespace));
        }
        return new Conversion(converted, losses, PolicyRules.check(converted));
    }

    private record Pass(PolicyGeneration from, PolicyGeneration to, List<Loss> losses) {

        ClusterSpread clusters(ClusterSpread clusters, @Nullable String projectNamespace) {
            List<DistributionRule> rules = new ArrayList<>();
            for (int i = 0; i < clusters.rules().size(); i++) {
                rules.add(rule(clusters.rules().get(i), from.rulePath(i)));
            }
            return new ClusterSpread(
                    rules,
                    slice(clusters.slice(), projectNamespace),
                    failover(clusters.failoverPolicy(), from.sectionPath() + ".failoverPolicy"));
        }

        private DistributionRule rule(DistributionRule rule, String path) {
            DistributionRule kept = rule;
            if (!to.isAtLeast(PolicyGeneration.G2)) {
                if (rule.storageClassName() != null) {
                    lose(
                            path + ".storageClassName",
                            rule.storageClassName(),
                            "the volumes there get the database's own storage class",
                            "name a class in the database that exists, under the same name, on every cluster");
                    kept = kept.withStorageClass(null);
                }
                if (rule.prometheus() != null) {
                    lose(
                            path + ".monitoring",
                            "prometheus",
                            "the autoscaler can't read how full the volumes there are",
                            "switch storage autoscaling off, or install a newer policy definition");
                    kept = kept.withPrometheus(null);
                }
            }
            if (rule.role() != null && !to.isAtLeast(PolicyGeneration.G3)) {
                lose(
                        path + ".role",
                        PolicyWords.ROLE.word(rule.role()),
                        rule.role() == DataCenterRole.WITNESS
                                ? "a pod there may become the primary"
                                : "the cluster is told from others by its ordinals alone",
                        "leave a cluster without ordinals out; a witness can't be said");
                kept = kept.withRole(null);
            }
            return kept;
        }

        private @Nullable SliceRef slice(@Nullable SliceRef slice, @Nullable String projectNamespace) {
            if (slice == null) {
                return null;
            }
            String project = slice.projectNamespace().orElse(null);
            if (to.isAtLeast(PolicyGeneration.G2)) {
                return new SliceRef(project == null ? projectNamespace : project, slice.sliceName());
            }
            if (project != null) {
                lose(
                        from.slicePath() + ".projectNamespace",
                        project,
                        "the slice is known by its name alone",
                        "supply the namespace again when the policy is converted back");
            }
            return new SliceRef(null, slice.sliceName());
        }

        private @Nullable FailoverPolicy failover(@Nullable FailoverPolicy failover, String path) {
            if (failover == null) {
                return null;
            }
            if (!to.isAtLeast(PolicyGeneration.G3)) {
                lose(
                        path,
                        failover.mode() == null ? "" : PolicyWords.MODE.word(failover.mode()),
                        "the database does not fail over between data centres",
                        "install a newer policy definition, or fail over by hand");
                return null;
            }
            FailoverTrigger trigger = failover.trigger();
            return trigger == null
                    ? failover
                    : trigger.match(lease -> lease(failover, lease, path), group -> group(failover, group, path));
        }

        private FailoverPolicy lease(FailoverPolicy failover, FailoverTrigger.Lease lease, String path) {
            if (to != PolicyGeneration.G4) {
                return failover;
            }
            lose(
                    path + ".trigger",
                    PolicyWords.SCOPE.word(lease.scope()),
                    "no lease is named in this generation",
                    "create a FailoverGroup for it and name that in failoverGroupRef");
            return new FailoverPolicy(failover.mode(), null);
        }

        private FailoverPolicy group(FailoverPolicy failover, FailoverTrigger.Group group, String path) {
            if (to == PolicyGeneration.G4) {
                return failover;
            }
            lose(
                    path + ".failoverGroupRef",
                    group.name(),
                    "no FailoverGroup is named in this generation",
                    "name the lease the group holds: trigger.scope and trigger.group");
            return new FailoverPolicy(failover.mode(), null);
        }

        private void lose(String path, @Nullable String value, String why, String remedy) {
            losses.add(new Loss(path, value == null ? "" : value, why, remedy));
        }
    }
}
