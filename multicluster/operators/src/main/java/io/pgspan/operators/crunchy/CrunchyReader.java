package io.pgspan.operators.crunchy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Lint;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Residue;
import io.pgspan.operators.Severity;
import io.pgspan.operators.crunchy.lint.CrunchyLints;
import io.pgspan.operators.crunchy.release.PgoVersion;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Findings;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.TreePath;
import io.pgspan.operators.manifest.Waivers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One {@code PostgresCluster} among some objects: the one of a name, or the first. The others are judged and pass through untouched, as everything else does; so do those
 * without instances, which are patches of clusters that exist already.
 */
final class CrunchyReader {
    private static final String KIND = "kind";

    private final ManifestSet set;
    private final PgoVersion operator;
    private final @Nullable String name;
    private final Waivers waivers;
    private final Findings findings = Findings.of(CrunchyWords.DIALECT);

    CrunchyReader(ManifestSet set, ReadOptions options, PgoVersion operator, @Nullable String name) {
        this.set = set;
        this.operator = operator;
        this.name = name;
        this.waivers = Waivers.of(options.waivers());
        findings.addTexts(set, options);
    }

    Reading<CrunchyOptions> read() {
        List<Manifest> clusters = clusters();
        Optional<Manifest> wished = clusters.stream()
                .filter(manifest -> name == null || manifest.name().equals(name))
                .findFirst();
        if (wished.isEmpty()) {
            none(clusters);
            clusters.forEach(this::judge);
            passOn(null);
            CrunchyOptions nothing = CrunchyOptions.builder().operator(operator).build();
            return new Reading<>(
                    Optional.empty(),
                    nothing,
                    new Residue(Map.of(), untouched(null)),
                    findings.all(),
                    findings.origins());
        }
        Manifest wish = wished.get();
        clusters.stream().filter(manifest -> manifest != wish).forEach(this::judge);
        One one = one(wish, findings);
        passOn(wish);
        return one.reading(findings, untouched(wish));
    }

    /** One cluster as it was read; what was found wrong with it is elsewhere. */
    private record One(PostgresCluster wish, CrunchyOptions options, Map<TreePath, JsonNode> left) {
        /** With all that was found; the model's rules are asked here, so once for each cluster. */
        Reading<CrunchyOptions> reading(Findings found, List<ObjectNode> untouched) {
            return new Reading<>(
                    Optional.of(wish),
                    options,
                    new Residue(Map.of(CrunchyWords.CLUSTER, left), untouched),
                    found.all(),
                    found.origins());
        }
    }

    private One one(Manifest manifest, Findings found) {
        Cursor root = Cursor.of(manifest, found);
        CrunchyApi api = CrunchyApi.of(manifest.apiVersion()).orElse(CrunchyApi.V1BETA1);
        ClusterReader reader = new ClusterReader(root, operator, api);
        PostgresCluster wish = reader.read();
        CrunchyLints.judge(root, operator, waivers);
        return new One(wish, reader.options(), reader.named(root.leftovers(CrunchyFields.CLUSTER, waivers)));
    }

    private void judge(Manifest other) {
        Findings found = Findings.of(CrunchyWords.DIALECT);
        one(other, found).reading(found, List.of()).lint().forEach(findings::add);
    }

    private List<Manifest> clusters() {
        List<Manifest> clusters = new ArrayList<>();
        for (Manifest manifest : set.manifests()) {
            boolean ours = manifest.isOf(CrunchyWords.GROUP, CrunchyWords.CLUSTER);
            if (ours && CrunchyApi.of(manifest.apiVersion()).isEmpty()) {
                findings.add(manifest.violation(
                        "crunchy.api-version",
                        TreePath.of("apiVersion"),
                        manifest.apiVersion(),
                        "PGO serves v1beta1, and v1 since 6.0",
                        "write apiVersion: " + CrunchyApi.V1BETA1.apiVersion()));
            } else if (ours && manifest.tree().path("spec").has(InstancesSection.LIST)) {
                clusters.add(manifest);
            }
        }
        return clusters;
    }

    private void none(List<Manifest> clusters) {
        boolean other = findings.violations().stream().anyMatch(v -> v.rule().equals("crunchy.api-version"));
        if (!other) {
            List<Manifest> known = clusters.isEmpty() ? set.manifests() : clusters;
            findings.add(Violation.of(
                    "crunchy.none",
                    KIND,
                    String.join(", ", known.stream().map(Manifest::title).toList()),
                    name == null
                            ? "there is no PostgresCluster with instances among the manifests"
                            : "there is no PostgresCluster with instances that is called " + name,
                    clusters.isEmpty() ? "add one" : "name one of those"));
        }
    }

    private List<ObjectNode> untouched(@Nullable Manifest wish) {
        return set.manifests().stream()
                .filter(manifest -> manifest != wish)
                .map(Manifest::tree)
                .toList();
    }

    private void passOn(@Nullable Manifest wish) {
        CrunchyLints.judgeOthers(set, findings, operator, waivers);
        for (Manifest manifest : set.manifests()) {
            if (manifest != wish) {
                boolean cluster = manifest.kind().equals(CrunchyWords.CLUSTER);
                boolean whole = manifest.tree().path("spec").has(InstancesSection.LIST);
                findings.add(Lint.of(
                        Severity.INFO,
                        manifest.violation(
                                cluster && whole ? "crunchy.several" : "crunchy.untouched",
                                TreePath.of(KIND),
                                manifest.title(),
                                cluster && whole
                                        ? "another cluster: it is judged, and passes through untouched"
                                        : cluster
                                                ? "it has no instances, so it is taken for a patch and passes through untouched"
                                                : "it is not read and passes through untouched",
                                cluster && whole ? "read it by its name" : "leave it as it is")));
            }
        }
    }
}
