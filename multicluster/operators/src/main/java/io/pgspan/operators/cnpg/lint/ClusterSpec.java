package io.pgspan.operators.cnpg.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.lint.Look;

/** What a {@code Cluster} object says, with what the operator takes where it says nothing. */
final class ClusterSpec {
    /** The major version of the image the operator takes by itself. */
    static final int MAJOR_DEFAULT = 18;

    private static final int TAG_DIGITS_MAX = 3;
    private static final String PLUGINS = "plugins";

    private ClusterSpec() {}

    static int instances(JsonNode cluster) {
        return Look.number(cluster, 1, "spec", "instances");
    }

    static JsonNode at(JsonNode cluster, String... path) {
        return Look.at(cluster.path("spec"), path);
    }

    static boolean has(JsonNode cluster, String... path) {
        return Json.isThere(at(cluster, path));
    }

    static String name(JsonNode cluster) {
        return Look.text(cluster, "metadata", "name");
    }

    static String annotation(JsonNode object, String key) {
        return Look.text(object, "metadata", "annotations", key);
    }

    /** The tag of an image; empty when it has none. A digest is no tag. */
    static String tag(String image) {
        String named = image.indexOf('@') < 0 ? image : image.substring(0, image.indexOf('@'));
        int colon = named.lastIndexOf(':');
        return colon < 0 || named.indexOf('/', colon) >= 0 ? "" : named.substring(colon + 1);
    }

    /** The major version a tag begins with; 0 when it begins with none. */
    static int majorOfTag(String tag) {
        int major = 0;
        for (int i = 0; i < Math.min(tag.length(), TAG_DIGITS_MAX) && Character.isDigit(tag.charAt(i)); i++) {
            major = 10 * major + Character.digit(tag.charAt(i), 10);
        }
        return major;
    }

    /** The major version a cluster asks for; 0 when its image does not tell. */
    static int major(JsonNode cluster) {
        if (has(cluster, "imageCatalogRef")) {
            return Look.number(cluster, 0, "spec", "imageCatalogRef", "major");
        }
        String image = Look.text(cluster, "spec", "imageName");
        return image.isEmpty() ? MAJOR_DEFAULT : majorOfTag(tag(image));
    }

    /** Whether it follows another cluster: said, or because another one is named as the primary. */
    static boolean isReplica(JsonNode cluster) {
        JsonNode replica = at(cluster, "replica");
        if (replica.path("enabled").isBoolean()) {
            return replica.path("enabled").booleanValue();
        }
        String primary = Look.text(replica, "primary");
        String self = Look.text(replica, "self");
        return !primary.isEmpty() && !primary.equals(self.isEmpty() ? name(cluster) : self);
    }

    static boolean hasInTreeStore(JsonNode cluster) {
        return has(cluster, "backup", "barmanObjectStore");
    }

    /** How many enabled plugins archive the write-ahead log. */
    static int archivers(JsonNode cluster) {
        int archivers = 0;
        for (JsonNode plugin : at(cluster, PLUGINS)) {
            if (isEnabled(plugin) && Look.isTrue(plugin, "isWALArchiver")) {
                archivers++;
            }
        }
        return archivers;
    }

    static boolean hasPlugin(JsonNode cluster) {
        for (JsonNode plugin : at(cluster, PLUGINS)) {
            if (isEnabled(plugin)) {
                return true;
            }
        }
        return false;
    }

    static boolean isEnabled(JsonNode plugin) {
        return !plugin.path("enabled").isBoolean() || plugin.path("enabled").booleanValue();
    }

    static boolean hasArchive(JsonNode cluster) {
        return hasInTreeStore(cluster) || archivers(cluster) > 0;
    }

    static boolean hasBackupPlan(JsonNode cluster) {
        return hasArchive(cluster) || has(cluster, "backup", "volumeSnapshot");
    }
}
