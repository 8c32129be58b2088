package io.pgspan.operators.cnpg.lint;

import static io.pgspan.operators.cnpg.lint.CnpgTrap.info;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.infoBeside;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.refused;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.warning;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.lint.Look;
import io.pgspan.operators.manifest.TreePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Volumes of a {@code Cluster}. */
final class StorageLints {
    private static final String TABLESPACES = "spec.tablespaces";
    private static final Spot EACH_TABLESPACE = Spot.of(TABLESPACES);
    private static final String STORAGE = "storage";
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");
    private static final int IDENTIFIER_BYTES_MAX = 63;

    private StorageLints() {}

    static List<CnpgTrap> all() {
        return List.of(
                refused(
                        "storage-size",
                        "spec.storage.size",
                        volumes(StorageLints::isSizeless),
                        "how large the volume is to be is said nowhere",
                        "write size, or a storage request in pvcTemplate"),
                warning(
                        "storage-twice",
                        "spec.storage.pvcTemplate",
                        volumes(StorageLints::isSaidTwice),
                        "size or class are said beside the template and in it: those beside it win",
                        "say them once"),
                warning(
                        "storage-not-resized",
                        "spec.storage.resizeInUseVolumes",
                        volumes(s -> s.path("resizeInUseVolumes").isBoolean()
                                && !s.path("resizeInUseVolumes").booleanValue()),
                        "a larger size is then given to new instances only",
                        "leave it on where the storage class can expand volumes"),
                info(
                        "wal-beside-data",
                        "spec.walStorage",
                        o -> !ClusterSpec.has(o, "walStorage") && keepsLog(o),
                        "the write-ahead log is on the data volume: when it piles up, for a standby that is gone or an archive "
                                + "that does not answer, the database stops, and no failover follows",
                        "write walStorage; it can be added later, but never removed"),
                refused(
                        "tablespace-name",
                        TABLESPACES,
                        Places.items(TABLESPACES, "name", t -> !isName(Look.text(t, "name"))),
                        "it is no name of a tablespace",
                        "write an identifier of at most 63 bytes that does not begin with pg_"),
                refused(
                        "tablespace-twice",
                        TABLESPACES,
                        StorageLints::sameNames,
                        "two tablespaces have this name: case does not tell them apart",
                        "name them differently"),
                info(
                        "tablespaces-forever",
                        TABLESPACES,
                        o -> !ClusterSpec.at(o, "tablespaces").isEmpty(),
                        "a tablespace can be added and enlarged, but never removed",
                        "decide it once"),
                refused(
                        "snapshot-class-tablespace",
                        "spec.backup.volumeSnapshot.tablespaceClassName",
                        (o, around) -> Places.entries(
                                        "spec.backup.volumeSnapshot.tablespaceClassName",
                                        (name, type) ->
                                                !Look.anyItem(ClusterSpec.at(o, "tablespaces"), "name", Set.of(name)))
                                .of(o, around),
                        "there is no tablespace of this name",
                        "name one of tablespaces"),
                refused(
                        "ephemeral-twice",
                        "spec.ephemeralVolumeSource",
                        o -> ClusterSpec.has(o, "ephemeralVolumeSource")
                                && ClusterSpec.has(o, "ephemeralVolumesSizeLimit", "temporaryData"),
                        "the volume for temporary data is described twice",
                        "remove ephemeralVolumesSizeLimit.temporaryData"),
                infoBeside(
                        "deletion-takes-volumes",
                        "spec.storage.storageClass",
                        StorageLints::diesWithCluster,
                        "the cluster owns its volumes, and their storage class does not retain them: whoever deletes the cluster "
                                + "deletes the data",
                        "use a storage class with reclaimPolicy Retain, and allow few to delete the object"));
    }

    /** The volumes that are not as they should be. */
    private static Places volumes(Predicate<JsonNode> fires) {
        return (object, around) -> {
            List<TreePath> places = new ArrayList<>();
            for (String field : List.of(STORAGE, "walStorage")) {
                JsonNode storage = ClusterSpec.at(object, field);
                boolean meant = field.equals(STORAGE) || Json.isThere(storage);
                if (meant && fires.test(storage)) {
                    places.add(TreePath.ROOT.field("spec").field(field));
                }
            }
            JsonNode tablespaces = EACH_TABLESPACE.list(object);
            for (int i = 0; i < tablespaces.size(); i++) {
                if (fires.test(tablespaces.get(i).path(STORAGE))) {
                    places.add(EACH_TABLESPACE.item(i).field(STORAGE));
                }
            }
            return places;
        };
    }

    private static JsonNode request(JsonNode storage) {
        return Look.at(storage, "pvcTemplate", "resources", "requests", STORAGE);
    }

    private static boolean isSizeless(JsonNode storage) {
        return Look.text(storage, "size").isEmpty() && !Json.isThere(request(storage));
    }

    private static boolean isSaidTwice(JsonNode storage) {
        return (Look.has(storage, "size") && Json.isThere(request(storage)))
                || (Look.has(storage, "storageClass") && Look.has(storage, "pvcTemplate", "storageClassName"));
    }

    private static boolean isName(String name) {
        return IDENTIFIER.matcher(name).matches()
                && name.getBytes(StandardCharsets.UTF_8).length <= IDENTIFIER_BYTES_MAX
                && !name.toLowerCase(Locale.ROOT).startsWith("pg_");
    }

    private static List<TreePath> sameNames(JsonNode cluster, Surroundings around) {
        Set<String> known = new HashSet<>();
        List<TreePath> places = new ArrayList<>();
        JsonNode tablespaces = EACH_TABLESPACE.list(cluster);
        for (int i = 0; i < tablespaces.size(); i++) {
            String name = Look.text(tablespaces.get(i), "name").toLowerCase(Locale.ROOT);
            if (!name.isEmpty() && !known.add(name)) {
                places.add(EACH_TABLESPACE.item(i).field("name"));
            }
        }
        return places;
    }

    /** Whether anybody but the server itself may make it keep the log: standbys, or an archive. */
    private static boolean keepsLog(JsonNode cluster) {
        return ClusterSpec.instances(cluster) > 1 || ClusterSpec.hasArchive(cluster);
    }

    private static boolean diesWithCluster(JsonNode cluster, Surroundings around) {
        JsonNode type = around.storageClass(Look.text(cluster, "spec", STORAGE, "storageClass"));
        return type.isObject() && !Look.is(type, "Retain", "reclaimPolicy");
    }
}
