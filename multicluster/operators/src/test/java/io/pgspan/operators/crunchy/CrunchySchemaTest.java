package io.pgspan.operators.crunchy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.operators.Residue;
import io.pgspan.operators.RoundTrip;
import io.pgspan.operators.Severity;
import io.pgspan.operators.crunchy.release.PgoVersion;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.schema.CrdSchemas;
import io.pgspan.operators.schema.SchemaCheck;
import io.pgspan.operators.schema.cel.CelEvaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What is written, the API server takes, where PGO's definitions stand beside the project. */
class CrunchySchemaTest {
    private static final Path FOLDER = Path.of("..", "..", "..", "shared", "crds", "pgo");
    private static final String FILE = "postgres-operator.crunchydata.com_postgresclusters.yaml";
    private static final int WISHES = 150;

    private static SchemaCheck check(Path file) throws IOException {
        Assumptions.assumeTrue(Files.isRegularFile(file), () -> "no definitions at " + file);
        return SchemaCheck.of(
                CrdSchemas.of(ManifestReader.parse(List.of(new Source("crd.yaml", Files.readString(file))))),
                CelEvaluator.create());
    }

    @Test
    void whateverIsWrittenTheNewestDefinitionTakes() throws IOException {
        SchemaCheck check = check(FOLDER.resolve(FILE));
        for (long seed = 0; seed < WISHES; seed++) {
            GeneratedCrunchyWish wish = GeneratedCrunchyWish.of(seed);
            List<ObjectNode> written = Crunchy.dialect().write(wish.cluster(), wish.options(), wish.residue());

            assertThat(check.check(ManifestSet.of(written)))
                    .as("wish " + seed)
                    .filteredOn(found -> found.severity() == Severity.ERROR)
                    .isEmpty();
        }
    }

    @Test
    void whatTheFirstReleaseHasIsWrittenAsItsDefinitionTakesIt() throws IOException {
        SchemaCheck check = check(FOLDER.resolve("5.0.3").resolve(FILE));
        List<String> written = new ArrayList<>();
        for (long seed = 0; seed < WISHES; seed++) {
            GeneratedCrunchyWish wish = GeneratedCrunchyWish.of(seed);
            CrunchyOptions options =
                    CrunchyOptions.builder().operator(PgoVersion.OLDEST).build();
            PostgresCluster restricted =
                    Crunchy.dialect().restrictions().restrict(wish.cluster(), options, RoundTrip.WAIVED.waivers());
            if (Crunchy.dialect().unsupported(restricted, options).isEmpty()) {
                List<ObjectNode> objects = Crunchy.dialect().write(restricted, options, Residue.none());
                written.add("wish " + seed);
                assertThat(check.check(ManifestSet.of(objects)))
                        .as("wish " + seed)
                        .filteredOn(found -> found.severity() == Severity.ERROR)
                        .isEmpty();
            }
        }
        assertThat(written).as("enough of them can be written for it").hasSizeGreaterThan(5);
    }
}
