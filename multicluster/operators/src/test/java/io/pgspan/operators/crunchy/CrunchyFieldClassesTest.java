package io.pgspan.operators.crunchy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.change.FieldClass;
import io.pgspan.operators.change.FieldClasses;
import io.pgspan.operators.crunchy.change.CrunchyFieldClasses;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class CrunchyFieldClassesTest {
    private static final Path FOLDER = Path.of("..", "..", "..", "shared", "crds", "pgo");
    private static final Map<String, FieldClasses> KINDS = Map.of(
            "postgresclusters", CrunchyFieldClasses.CLUSTER,
            "pgupgrades", CrunchyFieldClasses.UPGRADE,
            "pgadmins", CrunchyFieldClasses.ADMIN);

    /** Classes of what comes and goes as a whole: a field in it has one of its own. */
    private static final Set<String> WHOLES = Set.of(
            "spec.backups",
            "spec.backups.pgbackrest.repos[name]",
            "spec.instances[name].dataVolumeClaimSpec",
            "spec.instances[name].walVolumeClaimSpec",
            "spec.instances[name].tablespaceVolumes[name]",
            "spec.proxy.pgBouncer");

    /** What tells items apart: another one is another item. */
    private static final Set<String> KEYS = Set.of(
            "spec.instances.name",
            "spec.instances.tablespaceVolumes.name",
            "spec.backups.pgbackrest.repos.name",
            "spec.users.name",
            "spec.serverGroups.name");

    @Test
    void everyFieldTheReaderKnowsHasAClass() {
        assertThat(CrunchyFields.CLUSTER.paths())
                .hasSizeGreaterThan(200)
                .filteredOn(path -> !KEYS.contains(plain(path)))
                .allSatisfy(path -> isClassified(CrunchyFieldClasses.CLUSTER, plain(path)));
    }

    @Test
    void everyFieldOfThePublishedSchemasHasAClass() throws IOException {
        for (Map.Entry<String, FieldClasses> kind : KINDS.entrySet()) {
            List<String> paths = published(kind.getKey());
            assertThat(paths)
                    .as(kind.getKey())
                    .hasSizeGreaterThan(20)
                    .filteredOn(path -> !KEYS.contains(path))
                    .allSatisfy(path -> isClassified(kind.getValue(), path));
        }
    }

    @Test
    void everyClassIsOfAFieldOfThePublishedSchemas() throws IOException {
        for (Map.Entry<String, FieldClasses> kind : KINDS.entrySet()) {
            List<String> paths = new ArrayList<>(published(kind.getKey()));
            CrunchyFields.CLUSTER.paths().forEach(path -> paths.add(plain(path)));
            assertThat(kind.getValue().all())
                    .extracting(FieldClass::pattern)
                    .filteredOn(pattern -> pattern.startsWith("spec"))
                    .filteredOn(pattern -> !pattern.startsWith("spec.patroni.dynamicConfiguration"))
                    .filteredOn(pattern -> !pattern.equals("spec.toPostgresImage"))
                    .allSatisfy(pattern -> assertThat(paths)
                            .as(pattern)
                            .anyMatch(path -> path.equals(plain(pattern)) || path.startsWith(plain(pattern) + ".")));
        }
    }

    @Test
    void everyClassSaysWhatItIsKnownFrom() {
        KINDS.values()
                .forEach(classes -> assertThat(classes.all())
                        .extracting(FieldClass::basis)
                        .allMatch(basis -> basis.matches("(pgo|docs|patroni|postgres|kubernetes|derived): .{10,}")));
    }

    @Test
    void listsWhoseItemsHaveNamesAreToldApartByThem() {
        List<String> patterns = CrunchyFieldClasses.CLUSTER.all().stream()
                .map(FieldClass::pattern)
                .toList();
        for (String list : List.of(
                "spec.instances[name]",
                "spec.users[name]",
                "spec.backups.pgbackrest.repos[name]",
                "spec.instances[name].tablespaceVolumes[name]")) {
            assertThat(patterns).as(list).anyMatch(pattern -> pattern.startsWith(list));
        }
    }

    private static void isClassified(FieldClasses classes, String path) {
        assertThat(classes.of(TreePath.of(path)))
                .as(path)
                .hasValueSatisfying(row -> assertThat(WHOLES).as(path).doesNotContain(row.pattern()));
    }

    private static List<String> published(String kind) throws IOException {
        Path file = FOLDER.resolve("postgres-operator.crunchydata.com_" + kind + ".yaml");
        Assumptions.assumeTrue(Files.isRegularFile(file), () -> "no definitions at " + file);
        JsonNode definition = ManifestReader.parse(List.of(new Source("crd.yaml", Files.readString(file))))
                .manifests()
                .get(0)
                .tree();
        List<String> paths = new ArrayList<>();
        for (JsonNode version : definition.at("/spec/versions")) {
            collect("", version.at("/schema/openAPIV3Schema"), paths);
        }
        return paths.stream()
                .filter(path -> !path.startsWith("status"))
                .filter(path -> !path.equals("metadata"))
                .distinct()
                .toList();
    }

    private static void collect(String path, JsonNode schema, List<String> paths) {
        JsonNode node = schema.has("items") ? schema.path("items") : schema;
        if (node.path("properties").isEmpty()) {
            paths.add(path);
        }
        node.path("properties")
                .properties()
                .forEach(
                        field -> collect((path.isEmpty() ? "" : path + ".") + field.getKey(), field.getValue(), paths));
    }

    private static String plain(String pattern) {
        return pattern.replaceAll("\\[[A-Za-z]*]", "");
    }
}
