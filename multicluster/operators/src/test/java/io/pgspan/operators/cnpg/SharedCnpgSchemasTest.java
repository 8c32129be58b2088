package io.pgspan.operators.cnpg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.operators.AnyWish;
import io.pgspan.operators.Assignments;
import io.pgspan.operators.Residue;
import io.pgspan.operators.RoundTrip;
import io.pgspan.operators.Samples;
import io.pgspan.operators.Severity;
import io.pgspan.operators.Wish;
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
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written is what the API server takes, where the operator's definitions stand beside the project. */
class SharedCnpgSchemasTest {
    private static final Path FOLDER = Path.of("..", "..", "..", "shared", "crds", "cnpg");
    private static final CloudNativePg CNPG = CloudNativePg.dialect();
    private static final int WISHES = 300;

    @BeforeEach
    void real() {
        Assumptions.assumeTrue(Files.isDirectory(FOLDER), () -> "no definitions at " + FOLDER);
    }

    private static SchemaCheck installed() throws IOException {
        List<Source> sources = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                sources.add(new Source(file.getFileName().toString(), Files.readString(file)));
            }
        }
        return SchemaCheck.of(CrdSchemas.of(ManifestReader.parse(sources)), CelEvaluator.create());
    }

    private static void assertTaken(SchemaCheck installed, List<ObjectNode> objects) {
        assertThat(installed.check(ManifestSet.of(objects)))
                .filteredOn(found -> found.severity() != Severity.INFO)
                .isEmpty();
    }

    @Test
    void everyWishIsWrittenAsTheDefinitionsWantIt() throws IOException {
        SchemaCheck installed = installed();
        for (int seed = 0; seed < WISHES; seed++) {
            PostgresCluster wish = AnyWish.of(new Random(seed));
            assertTaken(
                    installed, CNPG.write(wish, CloudNativePgOptions.ofDefaults(), Residue.none(), RoundTrip.WAIVED));
        }
    }

    @Test
    void soIsEveryMemberOfATopology() throws IOException {
        SchemaCheck installed = installed();
        for (int seed = 0; seed < WISHES; seed++) {
            PostgresCluster wish = AnyWish.of(new Random(seed))
                    .withReplicas(3)
                    .withPlacement(
                            PlacementPolicy.builder().on("eu", 0, 2).on("us", 1).build());
            CloudNativePgOptions reached =
                    CloudNativePgOptions.ofDefaults().withHosts(Map.of("eu", "eu.example", "us", "us.example"));
            CNPG.render(Wish.of(wish, reached).written(RoundTrip.WAIVED), Assignments.of(wish), "hub")
                    .values()
                    .forEach(objects -> assertTaken(installed, objects));
        }
    }

    @Test
    void theFullObjectsOfTheTestsAreTakenToo() throws IOException {
        SchemaCheck installed = installed();
        for (String name : List.of("full", "replica")) {
            ManifestSet set = Read.set(Samples.text("manifests/cnpg/" + name + ".yaml"));
            assertThat(installed.check(set))
                    .filteredOn(found -> found.severity() != Severity.INFO)
                    .isEmpty();
        }
    }
}
