package io.pgspan.operators.kubedb.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.RestartSettings;
import io.pgspan.operators.manifest.TreePath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the requests for another configuration say. KubeDB merges the settings of a request into those it has, so a setting that is left out
 * stays; to drop one, the request drops the whole configuration and says all that remains.
 *
 * <p>With another version of PostgreSQL in the same change, settings are dropped before the update and added after it: a server does not
 * start with a setting it does not know.
 */
final class ConfigurationPayloads {

    private final DatabaseChange database;
    private final KubeDbWriting writing;
    private final Map<String, String> before;
    private final Map<String, String> after;
    private final boolean understood;

    ConfigurationPayloads(DatabaseChange database, KubeDbWriting writing) {
        this.database = database;
        this.writing = writing;
        Optional<Map<String, String>> was = writing.parameters(
                database.storedBefore(At.CONFIGURATION_INLINE).asText(""));
        Optional<Map<String, String>> is =
                writing.parameters(database.storedAfter(At.CONFIGURATION_INLINE).asText(""));
        this.before = was.orElse(Map.of());
        this.after = is.orElse(Map.of());
        this.understood = was.isPresent() && is.isPresent();
    }

    /** Whether settings are to be dropped by a request of their own, before the version changes. */
    boolean dropsFirst() {
        return database.of(Way.RECONFIGURE).size() > 0
                && !database.of(Way.UPDATE_VERSION).isEmpty()
                && understood
                && !after.keySet().containsAll(before.keySet());
    }

    /** The configuration so far without the settings that go. */
    ObjectNode drop() {
        Map<String, String> kept = new HashMap<>(before);
        kept.keySet().retainAll(after.keySet());
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        String secret = database.storedBefore(At.CONFIGURATION_SECRET_NAME).asText("");
        secret(payload, secret);
        inline(payload, kept.isEmpty() ? "" : writing.userConf(kept));
        payload.put("removeCustomConfig", true);
        tuning(payload, database.storedBefore(At.CONFIGURATION_TUNING));
        return payload;
    }

    /** What is there when settings have been dropped and nothing else is changed yet. */
    List<Change> dropped() {
        if (!changesAfterDrop()) {
            return database.of(Way.RECONFIGURE);
        }
        Map<String, String> kept = new HashMap<>(before);
        kept.keySet().retainAll(after.keySet());
        return List.of(new Change(
                At.CONFIGURATION_INLINE,
                database.storedBefore(At.CONFIGURATION_INLINE),
                kept.isEmpty() ? MissingNode.getInstance() : TextNode.valueOf(writing.userConf(kept))));
    }

    /** Whether anything is left to do when settings have been dropped. */
    boolean changesAfterDrop() {
        Map<String, String> kept = new HashMap<>(before);
        kept.keySet().retainAll(after.keySet());
        return !kept.equals(after) || isOther(At.CONFIGURATION_SECRET_NAME) || isOther(At.CONFIGURATION_TUNING);
    }

    /** The new configuration; only what changed, unless something goes. */
    ObjectNode change() {
        boolean all =
                dropsFirst() ? partGoes(At.CONFIGURATION_SECRET_NAME) || partGoes(At.CONFIGURATION_TUNING) : isLess();
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        if (all || isOther(At.CONFIGURATION_SECRET_NAME)) {
            secret(payload, database.storedAfter(At.CONFIGURATION_SECRET_NAME).asText(""));
        }
        if (all || isOther(At.CONFIGURATION_INLINE)) {
            inline(payload, database.storedAfter(At.CONFIGURATION_INLINE).asText(""));
        }
        if (all) {
            payload.put("removeCustomConfig", true);
        }
        if (all || isOther(At.CONFIGURATION_TUNING)) {
            tuning(payload, database.storedAfter(At.CONFIGURATION_TUNING));
        }
        return payload;
    }

    private boolean isOther(TreePath path) {
        return !database.storedAfter(path).equals(database.storedBefore(path));
    }

    /** Whether something of the old configuration is not to stay: a part, a setting, or nobody knows what. */
    private boolean isLess() {
        return partGoes(At.CONFIGURATION_SECRET_NAME)
                || partGoes(At.CONFIGURATION_TUNING)
                || partGoes(At.CONFIGURATION_INLINE)
                || !understood
                || !after.keySet().containsAll(before.keySet());
    }

    private boolean partGoes(TreePath path) {
        return !database.storedBefore(path).isMissingNode()
                && database.storedAfter(path).isMissingNode();
    }

    private static void secret(ObjectNode payload, String name) {
        if (!name.isEmpty()) {
            payload.putObject("configSecret").put("name", name);
        }
    }

    private static void inline(ObjectNode payload, String text) {
        if (!text.isEmpty()) {
            payload.putObject("applyConfig").put("user.conf", text);
        }
    }

    private static void tuning(ObjectNode payload, JsonNode tuning) {
        if (tuning.isObject() && !tuning.isEmpty()) {
            payload.set("tuning", tuning.deepCopy());
        }
    }

    /** Whether servers must restart for a request; what is not known to need none counts as needing one. */
    boolean restarts(ObjectNode payload) {
        boolean opaque = payload.has("configSecret")
                || payload.has("tuning")
                || payload.has("removeCustomConfig")
                || !understood;
        return opaque || changedSettings().stream().anyMatch(RestartSettings::contains);
    }

    /** The settings with another value, in order. */
    List<String> changedSettings() {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(name -> before.containsKey(name) && before.get(name).equals(after.get(name)));
        return List.copyOf(names);
    }
}
