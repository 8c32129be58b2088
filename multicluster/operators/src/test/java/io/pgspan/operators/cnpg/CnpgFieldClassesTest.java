package io.pgspan.operators.cnpg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.change.FieldClass;
import io.pgspan.operators.change.FieldClasses;
import io.pgspan.operators.cnpg.change.CnpgFieldClasses;
import io.pgspan.operators.cnpg.change.SatelliteClasses;
import io.pgspan.operators.decode.Fields;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class CnpgFieldClassesTest {
    private static final Path DEFINITIONS = Path.of("..", "..", "..", "shared", "crds", "cnpg");
    private static final Map<Fields, FieldClasses> KINDS = Map.of(
            ClusterFields.CLUSTER, CnpgFieldClasses.CLUSTER,
            SatelliteFields.SCHEDULED_BACKUP, SatelliteClasses.SCHEDULED_BACKUP,
            SatelliteFields.BACKUP, SatelliteClasses.BACKUP,
            SatelliteFields.OBJECT_STORE, SatelliteClasses.OBJECT_STORE,
            SatelliteFields.POOLER, SatelliteClasses.POOLER,
            SatelliteFields.DATABASE, SatelliteClasses.DATABASE,
            SatelliteFields.DATABASE_ROLE, SatelliteClasses.DATABASE_ROLE,
            SatelliteFields.PUBLICATION, SatelliteClasses.PUBLICATION,
            SatelliteFields.SUBSCRIPTION, SatelliteClasses.SUBSCRIPTION,
            SatelliteFields.IMAGE_CATALOG, SatelliteClasses.IMAGE_CATALOG);

    @Test
    void everyKnownFieldHasAClass() {
        KINDS.forEach((fields, classes) -> assertThat(fields.paths())
                .hasSizeGreaterThan(20)
                .allSatisfy(path -> assertThat(classes.of(TreePath.of(plain(path))))
                        .as(path)
                        .isPresent()));
    }

    @Test
    void everyKindThatIsReadHasClasses() {
        assertThat(Satellites.ALL)
                .extracting(Satellite::kind)
                .allSatisfy(kind -> assertThat(CloudNativePg.dialect().changes().classes(kind))
                        .as(kind)
                        .isPresent());
        assertThat(CloudNativePg.dialect().changes().classes("Cluster")).contains(CnpgFieldClasses.CLUSTER);
        assertThat(CloudNativePg.dialect().changes().classes("Postgres")).isEmpty();
    }

    @Test
    void everyClassIsOfAKnownField() {
        KINDS.forEach((fields, classes) -> {
            List<String> paths =
                    fields.paths().stream().map(CnpgFieldClassesTest::plain).toList();
            assertThat(classes.all())
                    .extracting(row -> plain(row.pattern()))
                    .allSatisfy(pattern -> assertThat(paths)
                            .as(pattern)
                            // the last: a field below one that is left open
                            .anyMatch(path -> path.equals(pattern)
                                    || path.startsWith(pattern + ".")
                                    || pattern.startsWith(path + ".")));
        });
    }

    @Test
    void everyClassSaysWhatItIsKnownFrom() {
        KINDS.values()
                .forEach(
                        classes -> assertThat(classes.all())
                                .extracting(FieldClass::basis)
                                .allMatch(
                                        basis -> basis.matches(
                                                "(schema|webhook|rollout|volumes|configuration|replica|upgrade|backups"
                                                        + "|certificates|roles|scaling|lease|probes|pooler|databases|kubernetes|derived): .{10,}")));
    }

    @Test
    void listsHaveTheKeysTheTableOfFieldsHas() {
        KINDS.forEach((fields, classes) -> {
            List<String> patterns =
                    classes.all().stream().map(FieldClass::pattern).toList();
            fields.paths().stream()
                    .filter(path -> path.contains("[") && !path.contains("[]"))
                    .forEach(path -> {
                        String list = path.substring(0, path.lastIndexOf(']') + 1);
                        assertThat(patterns).as(list).anyMatch(pattern -> pattern.startsWith(list));
                    });
        });
    }

    @Test
    void everyFieldOfTheInstalledDefinitionsHasAClass() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(DEFINITIONS), () -> "no definitions at " + DEFINITIONS);
        int kinds = 0;
        try (Stream<Path> files = Files.list(DEFINITIONS)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                for (Manifest manifest : ManifestReader.parse(
                                List.of(new Source(file.toString(), Files.readString(file))))
                        .manifests()) {
                    JsonNode spec = manifest.tree().path("spec");
                    FieldClasses classes = CloudNativePg.dialect()
                            .changes()
                            .classes(spec.path("names").path("kind").asText())
                            .orElseThrow();
                    Set<String> paths = new TreeSet<>();
                    walk(spec.path("versions").path(0).path("schema").path("openAPIV3Schema"), "", paths);
                    assertThat(paths)
                            .hasSizeGreaterThan(3)
                            .allSatisfy(path -> assertThat(classes.of(TreePath.of(path)))
                                    .as(manifest.tree()
                                                    .path("metadata")
                                                    .path("name")
                                                    .asText() + " " + path)
                                    .isPresent());
                    kinds++;
                }
            }
        }
        assertThat(kinds).isGreaterThan(9);
    }

    private static void walk(JsonNode schema, String path, Set<String> paths) {
        schema.path("properties").properties().forEach(field -> {
            String at = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            JsonNode below = field.getValue();
            if (below.path("type").asText().equals("array")) {
                below = below.path("items");
            }
            boolean leaf = !below.has("properties");
            if (leaf && !at.equals("metadata")) {
                paths.add(at);
            }
            walk(below, at, paths);
        });
    }

    private static String plain(String pattern) {
        return pattern.replaceAll("\\[[A-Za-z]*]", "");
    }
}
