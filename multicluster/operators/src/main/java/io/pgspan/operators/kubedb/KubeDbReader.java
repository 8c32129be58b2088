package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Lint;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Residue;
import io.pgspan.operators.Severity;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Findings;
import io.pgspan.operators.kubedb.lint.KubeDbLints;
import io.pgspan.operators.kubedb.policy.PolicyFields;
import io.pgspan.operators.kubedb.policy.PolicyLints;
import io.pgspan.operators.kubedb.policy.PolicyObject;
import io.pgspan.operators.kubedb.policy.PolicyObjectReader;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.TreePath;
import io.pgspan.operators.manifest.Waivers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The one {@code Postgres} (or GitOps {@code Postgres}) among some objects, with the {@code PlacementPolicy} it refers to. Everything else passes through. */
final class KubeDbReader {
    private static final String DIALECT = "kubedb";

    /** Of the policy's rules those that the model has for every operator. */
    private static final Set<String> MODEL_RULES = Set.of(
            "kubedb.policy.max-skew",
            "kubedb.policy.index-gap",
            "kubedb.policy.index-negative",
            "kubedb.policy.index-twice");

    private final ManifestSet set;
    private final Waivers waivers;
    private final Findings findings = Findings.of(DIALECT);
    private final Map<String, Map<TreePath, JsonNode>> unread = new HashMap<>();

    KubeDbReader(ManifestSet set, ReadOptions options) {
        this.set = set;
        this.waivers = Waivers.of(options.waivers());
        findings.addTexts(set, options);
    }

    Reading<KubeDbOptions> read() {
        List<Manifest> wishes = wishes();
        otherVersions();
        if (wishes.isEmpty()) {
            noWish();
            return reading(Optional.empty(), KubeDbOptions.ofDefaults(), List.of());
        }
        Manifest wish = wishes.get(0);
        if (wishes.size() > 1) {
            findings.add(wishes.get(1)
                    .violation(
                            "kubedb.several",
                            TreePath.of("kind"),
                            String.join(
                                    ", ", wishes.stream().map(Manifest::title).toList()),
                            "there is more than one cluster, and only one is carried out",
                            "keep one of them"));
            wishes.subList(1, wishes.size()).forEach(this::judgeOnly);
        }
        List<Manifest> consumed = new ArrayList<>(wishes);
        Cursor postgres = Cursor.of(wish, findings);
        Optional<PolicyObject> policy = policy(postgres.object("spec"), consumed);
        PostgresReader reader = new PostgresReader(postgres);
        PostgresCluster built =
                reader.read(policy.map(PolicyMapping::placement)).build();
        KubeDbLints.judge(postgres);
        policy.filter(PolicyObject::isDistributed)
                .ifPresent(on -> judgePlacement(on, built, consumed.get(consumed.size() - 1)));
        unread.put(KubeDbWords.POSTGRES, postgres.leftovers(KubeDbFields.POSTGRES, waivers));
        KubeDbOptions options = reader.options(
                policy.map(PolicyMapping::extras)
                        .orElse(KubeDbOptions.ofDefaults().policy()),
                wish.apiVersion().equals(KubeDbWords.GITOPS_API));
        return reading(Optional.of(built), options, consumed);
    }

    private void judgePlacement(PolicyObject policy, PostgresCluster wish, Manifest manifest) {
        findings.addJudged(
                manifest,
                PolicyLints.ofDatabase(policy, wish.replicas(), wish.arbiter().isPresent()));
    }

    /** GitOps objects are what is wished: the object that KubeDB makes of one, of the same name, is no second wish. */
    private List<Manifest> wishes() {
        List<Manifest> wishes = new ArrayList<>(set.all(KubeDbWords.GITOPS_API, KubeDbWords.POSTGRES));
        int gitOps = wishes.size();
        for (Manifest plain : set.all(KubeDbWords.POSTGRES_API, KubeDbWords.POSTGRES)) {
            boolean made = wishes.subList(0, gitOps).stream()
                    .anyMatch(wish -> wish.title().equals(plain.title()));
            if (!made) {
                wishes.add(plain);
            }
        }
        return wishes;
    }

    private Optional<PolicyObject> policy(Cursor wish, List<Manifest> consumed) {
        Cursor reference = reference(wish);
        Optional<String> name = reference.text("name");
        boolean distributed = wish.bool("distributed").orElse(false);
        Optional<Manifest> manifest = name.flatMap(this::policy);
        if (name.isEmpty() && distributed && !reference.isFaulty("name")) {
            reference.missing("name", "name the PlacementPolicy that says which ordinals go to which cluster");
        }
        boolean installed = name.filter(PolicyObject.DEFAULT_NAME::equals).isPresent() && !distributed;
        if (name.isPresent() && manifest.isEmpty() && !installed) {
            String known =
                    String.join(", ", policies().stream().map(Manifest::name).toList());
            reference.reject(
                    "policy-missing",
                    "name",
                    "there is no PlacementPolicy of this name",
                    known.isEmpty() ? "add it" : "add it, or use one of " + known);
        }
        if (manifest.isEmpty()) {
            return Optional.empty();
        }
        consumed.add(manifest.get());
        Cursor root = Cursor.of(manifest.get(), findings);
        PolicyObject policy = PolicyObjectReader.read(root);
        PolicyMapping.origins(root, policy.generation());
        PolicyObjectReader.judge(policy, root, MODEL_RULES);
        distributed(wish, policy, distributed, manifest.get());
        unread.put(PolicyObject.KIND, root.leftovers(PolicyFields.ALL, waivers));
        return Optional.of(policy);
    }

    private void distributed(Cursor wish, PolicyObject policy, boolean distributed, Manifest manifest) {
        if (distributed && !policy.isDistributed()) {
            findings.add(manifest.violation(
                    "kubedb.distributed",
                    TreePath.of("spec.clusterSpreadConstraint"),
                    "",
                    "the cluster is distributed, but its policy says nothing about clusters",
                    "add clusterSpreadConstraint, or remove distributed: true"));
        }
        if (!distributed && policy.isDistributed() && !wish.isFaulty("distributed")) {
            wish.reject(
                    "distributed",
                    "distributed",
                    "its policy names Kubernetes clusters, but the database would be created in one only",
                    "write distributed: true");
        }
    }

    private Optional<Manifest> policy(String name) {
        List<Manifest> named =
                policies().stream().filter(p -> p.name().equals(name)).toList();
        if (named.size() > 1) {
            findings.add(named.get(1)
                    .violation(
                            "kubedb.policy-twice",
                            TreePath.of("metadata.name"),
                            name,
                            "there are two policies of this name; the first is at "
                                    + named.get(0).location("metadata.name"),
                            "keep one of them"));
        }
        return named.stream().findFirst();
    }

    private List<Manifest> policies() {
        return set.all(PolicyObject.API_VERSION, PolicyObject.KIND);
    }

    private void judgeOnly(Manifest other) {
        Findings own = Findings.of(DIALECT);
        Cursor postgres = Cursor.of(other, own);
        new PostgresReader(postgres).read(Optional.empty());
        reference(postgres.object("spec")).text("name");
        postgres.object("spec").bool("distributed");
        postgres.leftovers(KubeDbFields.POSTGRES, waivers);
        own.all().forEach(findings::add);
    }

    private static Cursor reference(Cursor spec) {
        return spec.path("podTemplate", "spec", "podPlacementPolicy");
    }

    private void otherVersions() {
        for (Manifest manifest : set.manifests()) {
            version(manifest, KubeDbWords.POSTGRES, KubeDbWords.GROUP, KubeDbWords.POSTGRES_API);
            version(manifest, PolicyObject.KIND, "apps.k8s.appscode.com", PolicyObject.API_VERSION);
        }
    }

    private void version(Manifest manifest, String kind, String group, String wanted) {
        if (manifest.isOf(group, kind) && !manifest.apiVersion().equals(wanted)) {
            findings.add(manifest.violation(
                    "kubedb.api-version",
                    TreePath.of("apiVersion"),
                    manifest.apiVersion(),
                    "only " + wanted + " is read: KubeDB stores no other and drops what it doesn't know",
                    "write apiVersion: " + wanted));
        }
    }

    private void noWish() {
        boolean other = findings.violations().stream().anyMatch(v -> v.rule().equals("kubedb.api-version"));
        if (!other) {
            findings.add(Violation.of(
                    "kubedb.none",
                    "kind",
                    String.join(
                            ", ", set.manifests().stream().map(Manifest::title).toList()),
                    "there is no Postgres of kubedb.com/v1 among the manifests",
                    "add one"));
        }
    }

    private Reading<KubeDbOptions> reading(
            Optional<PostgresCluster> cluster, KubeDbOptions options, List<Manifest> consumed) {
        List<ObjectNode> untouched = new ArrayList<>();
        for (Manifest manifest : set.manifests()) {
            if (!consumed.contains(manifest)) {
                untouched.add(manifest.tree());
                findings.add(Lint.of(
                        Severity.INFO,
                        manifest.violation(
                                "kubedb.untouched",
                                TreePath.of("kind"),
                                manifest.title(),
                                "it is not read and passes through untouched",
                                "leave it as it is")));
            }
        }
        return new Reading<>(
                cluster,
                options,
                new Residue(new LinkedHashMap<>(unread), untouched),
                findings.all(),
                findings.origins());
    }
}
