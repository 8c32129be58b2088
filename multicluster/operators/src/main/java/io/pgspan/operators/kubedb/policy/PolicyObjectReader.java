package io.pgspan.operators.kubedb.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.placement.SliceRef;
import io.pgspan.model.placement.Spread.WhenUnsatisfiable;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Residue;
import io.pgspan.operators.Severity;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Findings;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.Waivers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a policy of any generation. Whatever the tree is, the answer is a policy and findings, never an exception. Which generation it is
 * follows from the fields it has: the oldest that has them all.
 */
public final class PolicyObjectReader {
    private static final String LEGACY = PolicyGeneration.G1.section();
    private static final String CURRENT = PolicyGeneration.G2.section();

    private final PolicyGeneration generation;

    private PolicyObjectReader(PolicyGeneration generation) {
        this.generation = generation;
    }

    /** Reads and judges a whole object. */
    public static PolicyReading read(Manifest manifest, Waivers waivers) {
        Findings findings = Findings.of("kubedb");
        Cursor root = Cursor.of(manifest, findings);
        PolicyObject policy = read(root);
        judge(policy, root);
        Residue residue = new Residue(Map.of(PolicyObject.KIND, root.leftovers(PolicyFields.ALL, waivers)), List.of());
        return new PolicyReading(policy, residue, findings.all());
    }

    /** Reads the values only; what was not read stays for the caller. Findings are of what can't be read. */
    public static PolicyObject read(Cursor root) {
        return new PolicyObjectReader(generation(root.peek().path("spec"))).policy(root);
    }

    /**
     * Adds what KubeDB refuses and what does something else than it seems to say, each with its place in the text. What only follows from a
     * value that could not be read is left out.
     */
    public static void judge(PolicyObject policy, Cursor root) {
        judge(policy, root, Set.of());
    }

    /** The same without the rules of these ids, which somebody else judges. */
    public static void judge(PolicyObject policy, Cursor root, Set<String> elsewhere) {
        List<Lint> judged = new ArrayList<>();
        for (Violation violation : PolicyRules.check(policy)) {
            if (!elsewhere.contains(violation.rule())) {
                judged.add(Lint.of(Severity.ERROR, violation));
            }
        }
        judged.addAll(PolicyLints.of(policy));
        root.findings().addJudged(root.manifest(), judged);
    }

    /** The oldest generation that has all fields of a {@code spec}; {@link PolicyGeneration#G2} when it names no clusters. */
    public static PolicyGeneration generation(JsonNode spec) {
        JsonNode current = spec.path(CURRENT);
        if (!current.isObject()) {
            JsonNode legacy = spec.path(LEGACY);
            return !legacy.isObject()
                    ? PolicyGeneration.G2
                    : legacy.has("clusterSpec") || legacy.has("slice") ? PolicyGeneration.G0 : PolicyGeneration.G1;
        }
        if (current.path("failoverPolicy").has("failoverGroupRef")) {
            return PolicyGeneration.G4;
        }
        boolean roles = current.hasNonNull("failoverPolicy");
        for (JsonNode rule : current.path("distributionRules")) {
            roles |= rule.hasNonNull("role");
        }
        return roles ? PolicyGeneration.G3 : PolicyGeneration.G2;
    }

    private PolicyObject policy(Cursor root) {
        Cursor metadata = root.object("metadata");
        Cursor spec = root.object("spec");
        if (spec.has(LEGACY) && spec.has(CURRENT)) {
            spec.reject(
                    "policy.two-generations",
                    LEGACY,
                    "the policy has the section about clusters of two generations; only " + generation + "'s is read",
                    "keep clusterSpreadConstraint only");
        }
        List<NodeAffinityRule> affinity = new ArrayList<>();
        spec.object("affinity").objects("nodeAffinity").forEach(rule -> affinity.add(affinity(rule)));
        Cursor section = spec.object(generation.section());
        return new PolicyObject(
                metadata.text("name").orElse(""),
                metadata.labels("labels"),
                metadata.labels("annotations"),
                generation,
                section.isPresent() ? clusters(section) : null,
                spread(spec.object("zoneSpreadConstraint")),
                spread(spec.object("nodeSpreadConstraint")),
                affinity);
    }

    private ClusterSpread clusters(Cursor section) {
        List<DistributionRule> rules = new ArrayList<>();
        section.objects(generation.rules()).forEach(rule -> rules.add(rule(rule)));
        return new ClusterSpread(
                rules,
                slice(section),
                generation.isAtLeast(PolicyGeneration.G3) ? failover(section.object("failoverPolicy")) : null);
    }

    private DistributionRule rule(Cursor rule) {
        boolean current = generation.isAtLeast(PolicyGeneration.G2);
        String renamed = current ? PolicyGeneration.G1.indices() : PolicyGeneration.G2.indices();
        if (rule.has(renamed) && !rule.has(generation.indices())) {
            rule.reject(
                    "policy.renamed-indices",
                    renamed,
                    "the field is of another generation and is dropped without a word",
                    "write " + generation.indices());
        }
        DistributionRule basis = new DistributionRule(
                rule.text("clusterName").orElse(""), rule.integers(generation.indices()), null, null, null);
        if (!current) {
            return basis;
        }
        Cursor prometheus = rule.path("monitoring", "prometheus");
        DistributionRule said = basis.withStorageClass(
                        rule.text("storageClassName").orElse(null))
                .withPrometheus(prometheus.isPresent() ? prometheus(prometheus) : null);
        return generation.isAtLeast(PolicyGeneration.G3)
                ? said.withRole(rule.choice("role", PolicyWords.ROLE).orElse(null))
                : said;
    }

    private @Nullable SliceRef slice(Cursor section) {
        if (!generation.isAtLeast(PolicyGeneration.G2)) {
            return section.text(generation == PolicyGeneration.G0 ? "slice" : "sliceName")
                    .map(name -> new SliceRef(null, name))
                    .orElse(null);
        }
        Cursor slice = section.object("slice");
        Optional<String> project = slice.text("projectNamespace");
        Optional<String> name = slice.text("sliceName");
        return slice.isPresent() ? new SliceRef(project.orElse(null), name.orElse("")) : null;
    }

    private @Nullable FailoverPolicy failover(Cursor failover) {
        Optional<FailoverPolicy.Mode> mode = failover.choice("mode", PolicyWords.MODE);
        FailoverTrigger trigger = null;
        if (generation == PolicyGeneration.G4) {
            Cursor group = failover.object("failoverGroupRef");
            trigger = group.isPresent()
                    ? new FailoverTrigger.Group(group.text("name").orElse(""))
                    : null;
        } else {
            Cursor lease = failover.object("trigger");
            Optional<FailoverTrigger.Lease.Scope> scope = lease.choice("scope", PolicyWords.SCOPE);
            String group = lease.text("group").orElse(null);
            if (lease.isPresent() && !lease.has("scope")) {
                lease.missing("scope", "write Global, or Group with the group's name");
            }
            trigger =
                    scope.map(known -> new FailoverTrigger.Lease(known, group)).orElse(null);
        }
        return failover.isPresent() ? new FailoverPolicy(mode.orElse(null), trigger) : null;
    }

    private static PrometheusSource prometheus(Cursor source) {
        return new PrometheusSource(
                source.text("url").orElse(null),
                source.text("caBundle").orElse(null),
                source.bool("insecureSkipTLSVerify").orElse(false),
                source.text("serverName").orElse(null),
                ref(source.object("authSecret")),
                ref(source.object("tlsSecret")),
                ref(source.object("appBindingRef")));
    }

    private static @Nullable ObjectRef ref(Cursor ref) {
        return ref.isPresent()
                ? new ObjectRef(
                        ref.requiredText("name", "name the object").orElse(""),
                        ref.text("namespace").orElse(null))
                : null;
    }

    private static @Nullable TopologySpread spread(Cursor spread) {
        return spread.isPresent()
                ? new TopologySpread(
                        spread.integer("maxSkew").orElse(1),
                        spread.choice("whenUnsatisfiable", PolicyWords.WHEN_UNSATISFIABLE)
                                .orElse(WhenUnsatisfiable.DO_NOT_SCHEDULE))
                : null;
    }

    private static NodeAffinityRule affinity(Cursor rule) {
        List<NodeAffinityRule.Domain> domains = new ArrayList<>();
        for (Cursor domain : rule.objects("domains")) {
            if (!domain.has("replicas")) {
                domain.missing("replicas", "write a number of pods as a text, or \"\" for the rest");
            }
            domains.add(new NodeAffinityRule.Domain(
                    domain.texts("values"),
                    DomainReplicas.of(domain.text("replicas").orElse(""))));
        }
        return new NodeAffinityRule(
                rule.text("topologyKey").orElse(""),
                domains,
                rule.choice("whenUnsatisfiable", PolicyWords.WHEN_UNSATISFIABLE)
                        .orElse(WhenUnsatisfiable.DO_NOT_SCHEDULE),
                rule.integer("weight").orElse(NodeAffinityRule.WEIGHT_DEFAULT));
    }
}
