package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Origins;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Residue;
import io.pgspan.operators.decode.Decoder;
import io.pgspan.operators.decode.Waivers;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one {@code Postgres} among some objects, with the {@code PlacementPolicy} it refers to. Everything else passes through. */
final class KubeDbReader {
    private static final String REFERENCE = "spec.podTemplate.spec.podPlacementPolicy.name";
    private static final String DIALECT = "kubedb";

    private final ManifestSet set;
    private final Waivers waivers;
    private final Origins origins = new Origins();
    private final List<String> notes = new ArrayList<>();
    private final List<Violation> violations;
    private final Map<String, Map<TreePath, JsonNode>> unread = new HashMap<>();

    KubeDbReader(ManifestSet set, ReadOptions options) {
        this.set = set;
        this.waivers = Waivers.of(options.waivers());
        this.violations = new ArrayList<>(set.violations());
    }

    Reading<KubeDbOptions> read() {
        List<Manifest> wishes = set.all(KubeDbWords.POSTGRES_API, KubeDbWords.POSTGRES);
        otherVersions();
        if (wishes.isEmpty()) {
            noWish();
            return reading(Optional.empty(), KubeDbOptions.ofDefaults(), List.of());
        }
        Manifest wish = wishes.get(0);
        if (wishes.size() > 1) {
            violations.add(wishes.get(1)
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
        Decoder decoder = new Decoder(wish, KubeDbFields.POSTGRES, DIALECT);
        PostgresReader reader = new PostgresReader(decoder, origins, notes);
        PostgresCluster.Builder cluster = reader.read();
        PolicyGeneration generation = placement(decoder, cluster, consumed);
        finish(decoder, KubeDbWords.POSTGRES);
        return reading(Optional.of(cluster.build()), reader.options(generation), consumed);
    }

    private PolicyGeneration placement(Decoder wish, PostgresCluster.Builder cluster, List<Manifest> consumed) {
        Optional<String> name = wish.text(REFERENCE);
        boolean distributed = wish.flag("spec.distributed").orElse(false);
        Optional<Manifest> policy = name.flatMap(this::policy);
        if (name.isEmpty() && distributed && !wish.isFaulty(REFERENCE)) {
            wish.missing(REFERENCE, "name the PlacementPolicy that says which ordinals go to which cluster");
        }
        boolean installed = name.filter(KubeDbWords.DEFAULT_POLICY::equals).isPresent() && !distributed;
        if (name.isPresent() && policy.isEmpty() && !installed) {
            String known =
                    String.join(", ", policies().stream().map(Manifest::name).toList());
            wish.reject(
                    "policy-missing",
                    REFERENCE,
                    "there is no PlacementPolicy of this name",
                    known.isEmpty() ? "add it" : "add it, or use one of " + known);
        }
        if (policy.isEmpty()) {
            return PolicyGeneration.G2;
        }
        consumed.add(policy.get());
        Decoder decoder = new Decoder(policy.get(), KubeDbFields.PLACEMENT_POLICY, DIALECT);
        PolicyReader reader = new PolicyReader(decoder, origins);
        cluster.placement(reader.read());
        distributed(wish, reader, distributed, policy.get());
        finish(decoder, KubeDbWords.POLICY);
        return reader.generation();
    }

    private void distributed(Decoder wish, PolicyReader reader, boolean distributed, Manifest policy) {
        if (distributed && !reader.isDistributed()) {
            violations.add(policy.violation(
                    "kubedb.distributed",
                    TreePath.of("spec.clusterSpreadConstraint"),
                    "",
                    "the cluster is distributed, but its policy says nothing about clusters",
                    "add clusterSpreadConstraint, or remove distributed: true"));
        }
        if (!distributed && reader.isDistributed() && !wish.isFaulty("spec.distributed")) {
            wish.reject(
                    "distributed",
                    "spec.distributed",
                    "its policy names Kubernetes clusters, but the database would be created in one only",
                    "write distributed: true");
        }
        if (reader.generation() == PolicyGeneration.G1) {
            notes.add(policy.title()
                    + " has the shape of the first release (spec.ocm): newer installations drop that section "
                    + "without a word and then refuse the database; write spec.clusterSpreadConstraint there");
        }
    }

    private Optional<Manifest> policy(String name) {
        List<Manifest> named =
                policies().stream().filter(p -> p.name().equals(name)).toList();
        if (named.size() > 1) {
            violations.add(named.get(1)
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
        return set.all(KubeDbWords.POLICY_API, KubeDbWords.POLICY);
    }

    private void judgeOnly(Manifest other) {
        Decoder decoder = new Decoder(other, KubeDbFields.POSTGRES, DIALECT);
        new PostgresReader(decoder, new Origins(), new ArrayList<>()).read();
        decoder.text(REFERENCE);
        decoder.flag("spec.distributed");
        decoder.leftovers(waivers);
        violations.addAll(decoder.violations());
    }

    private void otherVersions() {
        for (Manifest manifest : set.manifests()) {
            version(manifest, KubeDbWords.POSTGRES, "kubedb.com/", KubeDbWords.POSTGRES_API);
            version(manifest, KubeDbWords.POLICY, "apps.k8s.appscode.com/", KubeDbWords.POLICY_API);
        }
    }

    private void version(Manifest manifest, String kind, String group, String wanted) {
        boolean ours = manifest.kind().equals(kind) && manifest.apiVersion().startsWith(group);
        if (ours && !manifest.apiVersion().equals(wanted)) {
            violations.add(manifest.violation(
                    "kubedb.api-version",
                    TreePath.of("apiVersion"),
                    manifest.apiVersion(),
                    "only " + wanted + " is read: KubeDB stores no other and drops what it doesn't know",
                    "write apiVersion: " + wanted));
        }
    }

    private void noWish() {
        boolean other = violations.stream().anyMatch(v -> v.rule().equals("kubedb.api-version"));
        if (!other) {
            violations.add(Violation.of(
                    "kubedb.none",
                    "kind",
                    String.join(
                            ", ", set.manifests().stream().map(Manifest::title).toList()),
                    "there is no Postgres of kubedb.com/v1 among the manifests",
                    "add one"));
        }
    }

    private void finish(Decoder decoder, String kind) {
        unread.put(kind, decoder.leftovers(waivers));
        violations.addAll(decoder.violations());
    }

    private Reading<KubeDbOptions> reading(
            Optional<PostgresCluster> cluster, KubeDbOptions options, List<Manifest> consumed) {
        List<ObjectNode> untouched = new ArrayList<>();
        for (Manifest manifest : set.manifests()) {
            if (!consumed.contains(manifest)) {
                untouched.add(manifest.tree());
                notes.add(manifest.title() + " passes through untouched");
            }
        }
        return new Reading<>(
                cluster, options, new Residue(new LinkedHashMap<>(unread), untouched), violations, notes, origins);
    }
}
