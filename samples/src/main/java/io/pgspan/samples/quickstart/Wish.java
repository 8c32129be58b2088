package io.pgspan.samples.quickstart;

import io.pgspan.model.PgspanException;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Lint;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Severity;
import io.pgspan.operators.fleet.FleetDefaults;
import io.pgspan.operators.fleet.FleetReader;
import io.pgspan.operators.fleet.FleetReading;
import io.pgspan.operators.kubedb.KubeDb;
import io.pgspan.operators.kubedb.KubeDbOptions;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.postgres.PostgresInstall;
import io.pgspan.testkit.base.binaries.EmbeddedBinaries;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the manifests say.
 *
 * @param from where they came from
 * @param cluster the wish, valid on the fleet
 * @param fleet the fleet they speak of
 * @param notes what the operator would ignore, override or endanger
 */
record Wish(String from, PostgresCluster cluster, Fleet fleet, List<String> notes) {
    private static final String EXAMPLE = "/manifests/newer/";
    private static final List<String> EXAMPLE_FILES = List.of("placement-policy.yaml", "postgres.yaml");

    /**
     * Reads the manifests, and nothing else happens.
     *
     * @throws InvalidException with everything that is wrong
     */
    static Wish read(QuickstartOptions options) {
        List<Source> sources = options.manifests().map(Wish::folder).orElseGet(Wish::example);
        ManifestSet set = ManifestReader.parse(sources);
        Reading<KubeDbOptions> reading = KubeDb.dialect().read(set, ReadOptions.waiving(options.waivers()));
        FleetReading fleet = FleetReader.read(
                set, reading.cluster().flatMap(PostgresCluster::placement), options.hub(), FleetDefaults.ofDefaults());
        List<Violation> violations = new ArrayList<>(reading.violationsOn(fleet.fleet()));
        violations.addAll(fleet.violations());
        reading.cluster().ifPresent(cluster -> violations.addAll(major(cluster, set)));
        if (!violations.isEmpty()) {
            throw new InvalidException(violations);
        }
        PostgresCluster cluster = reading.orThrow();
        requireSameWhenWritten(reading, cluster);
        return new Wish(
                options.manifests().map(Path::toString).orElse("built-in example"),
                cluster,
                fleet.fleet(),
                reading.lint(Severity.WARNING).stream().map(Wish::sentence).toList());
    }

    private static String sentence(Lint found) {
        return found.source() + ": " + found.path() + ": " + found.happens() + "; " + found.instead() + " ["
                + found.id() + "]";
    }

    private static List<Violation> major(PostgresCluster cluster, ManifestSet set) {
        Set<Integer> majors = new TreeSet<>(EmbeddedBinaries.majors());
        PostgresInstall.discover().stream()
                .filter(PostgresInstall::isFull)
                .forEach(i -> majors.add(i.version().major()));
        if (majors.contains(cluster.version().major())) {
            return List.of();
        }
        String where = set.all("kubedb.com/v1", "Postgres").stream()
                .findFirst()
                .map((Manifest m) -> m.location("spec.version").toString())
                .orElse("");
        return List.of(new Violation(
                "quickstart.major",
                where,
                "spec.version",
                cluster.version().toString(),
                "no installation on this machine offers PostgreSQL "
                        + cluster.version().major(),
                "ask for one of the majors " + majors + ", or install its server packages"));
    }

    /** What is written back must read as the same wish: otherwise something was dropped in silence. */
    private static void requireSameWhenWritten(Reading<KubeDbOptions> reading, PostgresCluster cluster) {
        PostgresCluster again = KubeDb.dialect()
                .read(ManifestSet.of(KubeDb.dialect().write(reading)), ReadOptions.waiving(List.of("spec")))
                .orThrow();
        if (!again.equals(cluster)) {
            throw new PgspanException("the wish changes when it is written as KubeDB manifests and read again:\n  "
                    + cluster + "\n  " + again);
        }
    }

    private static List<Source> folder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new PgspanException("manifests: " + folder + " is not a folder; name one with -Dmanifests=DIR");
        }
        List<Source> sources = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Wish::isYaml).sorted().toList()) {
                sources.add(new Source(String.valueOf(file.getFileName()), Files.readString(file)));
            }
        } catch (IOException e) {
            throw new PgspanException("manifests: " + folder + " can't be read: " + e, e);
        }
        if (sources.isEmpty()) {
            throw new PgspanException("manifests: " + folder + " holds no .yaml or .yml file");
        }
        return sources;
    }

    private static boolean isYaml(Path file) {
        String name = String.valueOf(file.getFileName());
        return Files.isRegularFile(file) && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }

    private static List<Source> example() {
        List<Source> sources = new ArrayList<>();
        for (String file : EXAMPLE_FILES) {
            try (InputStream in = Wish.class.getResourceAsStream(EXAMPLE + file)) {
                if (in == null) {
                    throw new PgspanException("the built-in example lacks " + file);
                }
                sources.add(new Source(file, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new PgspanException("the built-in example can't be read: " + e, e);
            }
        }
        return sources;
    }
}
