package io.pgspan.operators.kubedb.policy;

import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is accepted of a policy, but does something else than it seems to say. */
public final class PolicyLints {
    private final List<Lint> found = new ArrayList<>();

    private PolicyLints() {}

    /** The traps in a policy by itself. */
    public static List<Lint> of(PolicyObject policy) {
        PolicyLints lints = new PolicyLints();
        lints.generation(policy);
        lints.spread("spec.zoneSpreadConstraint", "zone", policy.zones(), policy);
        lints.spread("spec.nodeSpreadConstraint", "node", policy.nodes(), policy);
        lints.affinity(policy.nodeAffinity());
        lints.monitoring(policy);
        return List.copyOf(lints.found);
    }

    /** The traps in replacing a policy; refusals are {@link PolicyRules#checkMove}. */
    public static List<Lint> ofChange(PolicyObject old, PolicyObject next) {
        PolicyLints lints = new PolicyLints();
        lints.change(old, next);
        return List.copyOf(lints.found);
    }

    /**
     * The traps of one database on a policy; refusals are {@link PolicyRules#checkCoverage}.
     *
     * @param replicas how many ordinals the database has
     * @param arbiter whether it has an arbiter, which KubeDB adds to an even number of replicas
     */
    public static List<Lint> ofDatabase(PolicyObject policy, int replicas, boolean arbiter) {
        PolicyLints lints = new PolicyLints();
        policy.clusterOf(0).filter(cluster -> arbiter && replicas > 0).ifPresent(cluster -> {
            long votes = policy.rules().stream()
                            .filter(rule -> rule.clusterName().equals(cluster))
                            .flatMap(rule -> rule.indices().stream())
                            .filter(index -> index < replicas
                                    && policy.clusterOf(index).orElse("").equals(cluster))
                            .distinct()
                            .count()
                    + 1;
            boolean majority = votes * 2 > replicas + 1L;
            lints.add(
                    majority ? Severity.WARNING : Severity.INFO,
                    "arbiter-with-ordinal-0",
                    policy.generation().rulesPath(),
                    cluster,
                    "the arbiter is ordinal 0 of a set of its own and goes where ordinal 0 goes: " + cluster + " has "
                            + votes + " of " + (replicas + 1) + " votes",
                    majority ? "have an odd number of replicas, or put ordinal 0 on the smallest cluster" : "nothing");
        });
        return List.copyOf(lints.found);
    }

    private void generation(PolicyObject policy) {
        PolicyGeneration generation = policy.generation();
        if (policy.clusters() == null) {
            return;
        }
        if (!generation.isAtLeast(PolicyGeneration.G2)) {
            add(
                    Severity.WARNING,
                    "legacy-section",
                    generation.sectionPath(),
                    generation.toString(),
                    "definitions since 2025-08-31 drop this section without a word: the database is then refused for"
                            + " lack of clusterSpreadConstraint",
                    "convert the policy to clusterSpreadConstraint, unless the first release is installed");
        }
        if (generation.isAtLeast(PolicyGeneration.G3)) {
            add(
                    Severity.WARNING,
                    "beyond-charts",
                    generation.sectionPath(),
                    generation.toString(),
                    "the definition in the charts of 2026-08 drops role and failoverPolicy without a word",
                    "check that the installed definition has these fields");
        }
        if (policy.rules().isEmpty()) {
            add(
                    Severity.WARNING,
                    "no-rules",
                    generation.rulesPath(),
                    "",
                    "the section covers no ordinal: a distributed database with this policy is never provisioned",
                    "list the ordinals of each cluster");
        }
        if (policy.name().equals(PolicyObject.DEFAULT_NAME)) {
            add(
                    Severity.WARNING,
                    "default-name",
                    "metadata.name",
                    policy.name(),
                    "every pod template that names no policy refers to this one, and the charts install it again",
                    "give the policy a name of its own");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < policy.rules().size(); i++) {
            String cluster = policy.rules().get(i).clusterName();
            if (!names.add(cluster)) {
                add(
                        Severity.INFO,
                        "cluster-twice",
                        generation.rulePath(i) + ".clusterName",
                        cluster,
                        "the cluster has several rules; each ordinal follows its own",
                        "put the ordinals into one rule, unless the storage class differs on purpose");
            }
        }
    }

    private void spread(String path, String domain, @Nullable TopologySpread spread, PolicyObject policy) {
        if (spread == null) {
            return;
        }
        if (spread.isHard()) {
            add(
                    spread.maxSkew() > 1 ? Severity.WARNING : Severity.INFO,
                    "one-per-domain",
                    path + (spread.maxSkew() > 1 ? ".maxSkew" : ".whenUnsatisfiable"),
                    spread.maxSkew() > 1 ? Integer.toString(spread.maxSkew()) : "DoNotSchedule",
                    "DoNotSchedule adds an anti-affinity: a " + domain
                            + " takes one pod at most, whatever maxSkew says",
                    "write whenUnsatisfiable: ScheduleAnyway, or see that each cluster has a " + domain
                            + " for each of its ordinals");
        }
        if (policy.rules().size() > 1) {
            add(
                    Severity.INFO,
                    "spread-per-cluster",
                    path,
                    "",
                    "each cluster's scheduler judges this alone: it says nothing about " + domain
                            + "s of different clusters",
                    "nothing");
        }
    }

    private void affinity(List<NodeAffinityRule> rules) {
        for (int i = 0; i < rules.size(); i++) {
            NodeAffinityRule rule = rules.get(i);
            int rest = 0;
            for (int j = 0; j < rule.domains().size(); j++) {
                boolean takesRest = rule.domains().get(j).replicas() instanceof DomainReplicas.Rest;
                if (takesRest && rest++ > 0) {
                    add(
                            Severity.WARNING,
                            "second-rest",
                            AffinityRules.path(i, j) + ".replicas",
                            "",
                            "an earlier domain takes the rest already; this one never gets a pod",
                            "write a number for one of them");
                }
            }
            if (rest == 0 && !rule.domains().isEmpty()) {
                add(
                        Severity.WARNING,
                        "no-rest",
                        AffinityRules.path(i) + ".domains",
                        "",
                        "a pod beyond the sum of the domains is not created, even where the rule is only a wish",
                        "let one domain take the rest with replicas: \"\"");
            }
            if (rule.isHard() && rule.weight() != NodeAffinityRule.WEIGHT_DEFAULT) {
                add(
                        Severity.INFO,
                        "weight-unused",
                        AffinityRules.path(i) + ".weight",
                        Integer.toString(rule.weight()),
                        "only a wish has a weight",
                        "remove it, or write whenUnsatisfiable: ScheduleAnyway");
            }
        }
    }

    private void monitoring(PolicyObject policy) {
        for (int i = 0; i < policy.rules().size(); i++) {
            PrometheusSource source = policy.rules().get(i).prometheus();
            if (source != null && source.insecureSkipTlsVerify()) {
                add(
                        Severity.WARNING,
                        "insecure-metrics",
                        policy.generation().rulePath(i) + ".monitoring.prometheus.insecureSkipTLSVerify",
                        "true",
                        "anyone between can pose as this server; volumes are resized by what it says",
                        "give caBundle instead");
            }
        }
    }

    private void change(PolicyObject old, PolicyObject next) {
        if (old.isDistributed() != next.isDistributed()) {
            add(
                    Severity.WARNING,
                    "section-changed",
                    next.generation().sectionPath(),
                    "",
                    "no rule compares the ordinals when the section comes or goes: running pods may be on other clusters"
                            + " than it says",
                    "create a policy under another name instead");
        }
        for (int i = 0; i < old.rules().size() && next.isDistributed(); i++) {
            for (int index : old.rules().get(i).indices()) {
                if (next.clusterOf(index).isEmpty()) {
                    add(
                            Severity.WARNING,
                            "shrink",
                            next.generation().rulesPath(),
                            Integer.toString(index),
                            "it is accepted although a database may still have this ordinal, which then can't be recreated",
                            "scale every database of the policy down first");
                }
            }
        }
        if (next.nodeAffinity().size() > old.nodeAffinity().size()) {
            add(
                    Severity.WARNING,
                    "affinity-added",
                    "spec.affinity.nodeAffinity",
                    "",
                    "pods that were created without the rule are read as if they had it, which may crash the controller",
                    "use a new policy for a new database");
        }
        boolean respread = !Objects.equals(old.zones(), next.zones())
                || !Objects.equals(old.nodes(), next.nodes())
                || !old.nodeAffinity().equals(next.nodeAffinity());
        if (respread) {
            add(
                    Severity.INFO,
                    "running-pods-keep",
                    "spec",
                    "",
                    "running pods keep the old constraints until they are recreated",
                    "restart the databases of the policy");
        }
    }

    private void add(Severity severity, String rule, String path, String value, String happens, String instead) {
        found.add(Lint.of(severity, Violation.of("kubedb.policy." + rule, path, value, happens, instead)));
    }
}
