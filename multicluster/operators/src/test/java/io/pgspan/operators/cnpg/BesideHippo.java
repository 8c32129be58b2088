package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.access.Access;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Residue;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Findings;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.ManifestWriter;
import io.pgspan.operators.manifest.TreePath;
import io.pgspan.operators.manifest.Waivers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The objects beside the cluster {@code demo/hippo}, which archives into the ObjectStore {@code store}, read and written without the cluster's own
 * object.
 *
 * @param wish what they say
 * @param options what only they have
 * @param residue what was left over of them
 * @param lint what was found
 */
record BesideHippo(PostgresCluster wish, SatelliteOptions options, Residue residue, List<Lint> lint) {
    static final String STORE = "store";

    static BesideHippo read(String yaml) {
        return read(yaml, BackupForm.PLUGIN);
    }

    static BesideHippo read(String yaml, BackupForm form) {
        boolean plugin = form == BackupForm.PLUGIN;
        return read(yaml, new Joined("hippo", "demo", plugin ? Optional.of(STORE) : Optional.empty(), !plugin, true));
    }

    static BesideHippo of(ManifestSet set) {
        return read(set, new Joined("hippo", "demo", Optional.of(STORE), false, true));
    }

    private static BesideHippo read(String yaml, Joined joined) {
        return read(ManifestReader.parse(List.of(new Source("beside.yaml", yaml))), joined);
    }

    private static BesideHippo read(ManifestSet set, Joined joined) {
        Findings findings = Findings.of("cnpg");
        Map<String, Map<TreePath, JsonNode>> unread = new HashMap<>();
        List<ObjectNode> untouched = new ArrayList<>();
        for (boolean first : List.of(true, false)) {
            for (Manifest manifest : set.manifests()) {
                Satellite satellite = Satellites.of(manifest).orElseThrow();
                if (satellite.precedesCluster() == first) {
                    Cursor object = Cursor.of(manifest, findings);
                    boolean joins = satellite.read(object, joined);
                    Map<TreePath, JsonNode> rest = object.leftovers(satellite.fields(), Waivers.none());
                    if (joins) {
                        unread.put(Joined.key(manifest.kind(), manifest.name()), rest);
                    } else {
                        untouched.add(manifest.tree());
                    }
                }
            }
        }
        PostgresCluster wish = PostgresCluster.builder()
                .name("hippo")
                .namespace("demo")
                .poolers(joined.poolers())
                .access(Access.ofDefaults().withDatabases(joined.databases()))
                .backups(Backups.builder()
                        .addRepository(repository(joined).toBuilder()
                                .schedules(joined.schedules())
                                .build())
                        .walArchive(joined.walArchive())
                        .build())
                .build();
        return new BesideHippo(wish, joined.options(), new Residue(unread, untouched), findings.all());
    }

    private static Repository repository(Joined joined) {
        return joined.repository()
                .orElseGet(() -> Repository.builder()
                        .name(STORE)
                        .target(new RepositoryTarget.Existing(null, STORE))
                        .build());
    }

    /** The same objects, written. */
    List<ObjectNode> written(BackupForm form) {
        return write(
                wish, CloudNativePgOptions.ofDefaults().withSatellites(options).withBackupForm(form), residue);
    }

    static List<ObjectNode> write(PostgresCluster wish, CloudNativePgOptions options, Residue residue) {
        List<ObjectNode> objects = new ArrayList<>();
        for (Satellite satellite : Satellites.ALL) {
            for (ObjectNode object : satellite.write(wish, options)) {
                residue.restore(
                        Joined.key(
                                satellite.kind(),
                                object.path("metadata").path("name").asText()),
                        object);
                satellite.complete(object);
                objects.add(object);
            }
        }
        residue.untouched().forEach(object -> objects.add(object.deepCopy()));
        return objects;
    }

    static String yaml(List<ObjectNode> objects) {
        return ManifestWriter.toYaml(objects);
    }

    /** Every value of some objects by kind, name and path, without empty objects: two of equal facts mean the same. */
    static Set<String> facts(List<ObjectNode> objects) {
        Set<String> facts = new TreeSet<>();
        for (ObjectNode object : objects) {
            collect(
                    object,
                    object.path("kind").asText() + " "
                            + object.path("metadata").path("name").asText(),
                    facts);
        }
        return facts;
    }

    private static void collect(JsonNode node, String at, Set<String> facts) {
        if (node.isValueNode()) {
            facts.add(at + " = " + node.asText());
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            collect(entry.getValue(), at + "/" + entry.getKey(), facts);
        }
        for (JsonNode item : node) {
            if (node.isArray()) {
                collect(item, at + "/" + item.path("name").asText("-"), facts);
            }
        }
    }
}
