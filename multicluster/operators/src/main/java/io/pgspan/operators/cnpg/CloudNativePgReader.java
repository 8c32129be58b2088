package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Lint;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Residue;
import io.pgspan.operators.Severity;
import io.pgspan.operators.cnpg.lint.CnpgLints;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Findings;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.TreePath;
import io.pgspan.operators.manifest.Waivers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One {@code Cluster} among some objects, with those that say parts of the same wish. Everything else passes through, other clusters too. */
final class CloudNativePgReader {
    private static final String DIALECT = "cnpg";

    private final ManifestSet set;
    private final Waivers waivers;
    private final Optional<String> wanted;
    private final Findings findings = Findings.of(DIALECT);
    private final Map<String, Map<TreePath, JsonNode>> unread = new HashMap<>();
    private final Set<Manifest> consumed = new HashSet<>();
    private final CnpgLints lints;

    /** @param wanted the cluster's name; empty: the first */
    CloudNativePgReader(ManifestSet set, Optional<String> wanted, ReadOptions options) {
        this.set = set;
        this.wanted = wanted;
        this.waivers = Waivers.of(options.waivers());
        this.lints = CnpgLints.of(set);
        findings.addTexts(set, options);
    }

    Reading<CloudNativePgOptions> read() {
        List<Manifest> clusters = set.all(CnpgWords.API, CnpgWords.CLUSTER);
        Optional<Manifest> chosen = clusters.stream()
                .filter(one -> wanted.isEmpty() || one.name().equals(wanted.get()))
                .findFirst();
        if (chosen.isEmpty()) {
            none(clusters);
            Joined nothing = new Joined("", "", Optional.empty(), false, false);
            satellites(nothing, true);
            satellites(nothing, false);
            return reading(Optional.empty(), CloudNativePgOptions.ofDefaults());
        }
        several(clusters, chosen.get());
        Cursor cluster = cursor(chosen.get(), findings);
        consumed.add(chosen.get());
        ClusterReader reader = new ClusterReader(cluster);
        Joined joined = reader.joined();
        satellites(joined, true);
        satellites(joined, false);
        ClusterReader.Read read = reader.read(joined, lints.hba(cluster));
        lints.judge(cluster);
        unread.put(CnpgWords.CLUSTER, cluster.leftovers(ClusterFields.CLUSTER, waivers));
        return reading(Optional.of(read.wish()), read.options());
    }

    private static Cursor cursor(Manifest manifest, Findings findings) {
        ObjectNode tree = StoredDefaults.strip(manifest.tree());
        return Cursor.of(manifest.withTree(tree), findings);
    }

    /** Several clusters that follow each other are one thing; so each can be read, and all are judged. */
    private void several(List<Manifest> clusters, Manifest chosen) {
        if (clusters.size() < 2) {
            return;
        }
        List<String> names = clusters.stream().map(Manifest::name).toList();
        findings.add(Lint.of(
                Severity.INFO,
                chosen.violation(
                        "cnpg.several",
                        TreePath.of("metadata.name"),
                        chosen.name(),
                        "there is more than one cluster; this one is read, the others pass through: "
                                + String.join(", ", names),
                        "read the others by their names")));
        for (Manifest other : clusters) {
            if (!other.equals(chosen)) {
                judgeOnly(other);
            }
        }
    }

    private void judgeOnly(Manifest other) {
        Findings own = Findings.of(DIALECT);
        Cursor cluster = cursor(other, own);
        ClusterReader reader = new ClusterReader(cluster);
        reader.read(reader.joined(), lints.hba(cluster));
        lints.judge(cluster);
        cluster.leftovers(ClusterFields.CLUSTER, waivers);
        own.all().forEach(findings::add);
    }

    private void satellites(Joined joined, boolean preceding) {
        for (Manifest manifest : set.manifests()) {
            Satellites.of(manifest)
                    .filter(kind -> kind.precedesCluster() == preceding)
                    .ifPresent(kind -> satellite(manifest, kind, joined));
        }
    }

    private void satellite(Manifest manifest, Satellite kind, Joined joined) {
        Cursor object = Cursor.of(manifest, findings);
        boolean read = kind.read(object, joined);
        lints.judge(object);
        Map<TreePath, JsonNode> left = object.leftovers(kind.fields(), waivers);
        if (read) {
            consumed.add(manifest);
            unread.put(Joined.key(manifest.kind(), manifest.name()), left);
        }
    }

    private void none(List<Manifest> clusters) {
        boolean other = false;
        for (Manifest manifest : set.manifests()) {
            if (manifest.kind().equals(CnpgWords.CLUSTER)
                    && manifest.apiVersion().startsWith(CnpgWords.GROUP + "/")
                    && !manifest.apiVersion().equals(CnpgWords.API)) {
                other = true;
                findings.add(manifest.violation(
                        "cnpg.api-version",
                        TreePath.of("apiVersion"),
                        manifest.apiVersion(),
                        "there is no such version of CloudNativePG's API",
                        "write apiVersion: " + CnpgWords.API));
            }
        }
        if (!other) {
            findings.add(Violation.of(
                    "cnpg.none",
                    "kind",
                    wanted.orElse(String.join(
                            ", ", set.manifests().stream().map(Manifest::title).toList())),
                    clusters.isEmpty()
                            ? "there is no Cluster of postgresql.cnpg.io/v1 among the manifests"
                            : "there is no Cluster of this name among the manifests",
                    clusters.isEmpty()
                            ? "add one"
                            : "read one of "
                                    + String.join(
                                            ", ",
                                            clusters.stream()
                                                    .map(Manifest::name)
                                                    .toList())));
        }
    }

    private Reading<CloudNativePgOptions> reading(Optional<PostgresCluster> wish, CloudNativePgOptions options) {
        List<ObjectNode> untouched = new ArrayList<>();
        for (Manifest manifest : set.manifests()) {
            if (!consumed.contains(manifest)) {
                untouched.add(manifest.tree());
                if (Satellites.of(manifest).isEmpty() && !manifest.is(CnpgWords.API, CnpgWords.CLUSTER)) {
                    lints.judge(Cursor.of(manifest, findings));
                }
                findings.add(Lint.of(
                        Severity.INFO,
                        manifest.violation(
                                "cnpg.untouched",
                                TreePath.of("kind"),
                                manifest.title(),
                                "it is not read and passes through untouched",
                                "leave it as it is")));
            }
        }
        return new Reading<>(wish, options, new Residue(unread, untouched), findings.all(), findings.origins());
    }
}
