package io.pgspan.operators.cnpg.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.FieldClass;
import io.pgspan.operators.change.TreeEdit;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** To which way each change of a {@code Cluster} belongs, given both sides of it: a class alone does not tell a larger volume from a smaller one. */
final class Sorting {
    private static final int TOP = 2;
    private static final int TABLESPACE_STEPS = 3;

    private final ObjectNode before;
    private final ObjectNode after;
    private final Seen seen;

    Sorting(ObjectNode before, ObjectNode after, Seen seen) {
        this.before = before;
        this.after = after;
        this.seen = seen;
    }

    /**
     * A change with its way.
     *
     * @param refusal why it can't be done, or null
     */
    record Sorted(Change change, Way way, @Nullable Refusal refusal, FieldClass row) {}

    Sorted sort(Change change, FieldClass row) {
        Way way = Way.of(row.way());
        if (Said.same(change) && (change.path().steps().size() <= TOP || !isCoupled(way))) {
            return new Sorted(change, Way.PATCH, null, row);
        }
        return switch (way) {
            case ANNOTATION -> {
                FieldClass command = Commands.of(change);
                yield new Sorted(change, Way.of(command.way()), null, command);
            }
            case SETTINGS -> setting(change, row);
            case GROW, CLAIM, VOLUME, POLICY, RESTART_SETTINGS -> volume(change, way, row);
            case BOOTSTRAP ->
                isSameBeginning()
                        ? new Sorted(change, Way.PATCH, null, row)
                        : new Sorted(change, Way.REFUSE, Refusal.BOOTSTRAP, row);
            case REFUSE -> refused(change, row);
            default -> volume(change, way, row);
        };
    }

    /** Whether a value that means the same as none is still written together with what is beside it. */
    private static boolean isCoupled(Way way) {
        return way == Way.SYNC || way == Way.SETTINGS || way == Way.REPLICA || way == Way.VOLUME;
    }

    private Sorted setting(Change change, FieldClass row) {
        if (!change.isIn(At.PARAMETERS)) {
            return volume(change, Way.SETTINGS, row);
        }
        boolean minimal = change.path().last().key().equals("wal_level")
                && change.after().asText("").equals("minimal");
        return minimal
                ? new Sorted(change, Way.REFUSE, Refusal.MINIMAL_WAL, row)
                : new Sorted(change, Settings.way(change), null, row);
    }

    private Sorted refused(Change change, FieldClass row) {
        if (change.isIn(At.SLOTS)) {
            boolean on = TreeEdit.at(before, At.SLOTS).path("enabled").asBoolean(true);
            return on
                    ? new Sorted(change, Way.REFUSE, Refusal.SLOT_PREFIX, row)
                    : new Sorted(change, Way.SETTINGS, null, row);
        }
        boolean identity = !change.path().steps().get(0).key().equals("spec");
        return new Sorted(change, Way.REFUSE, identity ? Refusal.IDENTITY : Refusal.IMMUTABLE, row);
    }

    /** A change that may be of a volume; one that is not keeps its way. */
    private Sorted volume(Change change, Way way, FieldClass row) {
        TreePath at = place(change.path());
        if (at == null) {
            return new Sorted(change, way, null, row);
        }
        boolean tablespace = at.steps().size() == TABLESPACE_STEPS;
        JsonNode was = TreeEdit.at(before, at);
        JsonNode is = TreeEdit.at(after, at);
        if (was.isMissingNode()) {
            return new Sorted(change, Way.VOLUME, null, row);
        }
        if (is.isMissingNode()) {
            return new Sorted(change, Way.REFUSE, tablespace ? Refusal.TABLESPACE_REMOVED : Refusal.WAL_REMOVED, row);
        }
        return claim(change, way, row, tablespace ? was.path("storage") : was, tablespace ? is.path("storage") : is);
    }

    private Sorted claim(Change change, Way way, FieldClass row, JsonNode was, JsonNode is) {
        if (way == Way.GROW) {
            if (Volume.shrinks(was, is)) {
                return new Sorted(change, Way.REFUSE, Refusal.SHRINK, row);
            }
            if (Volume.size(was).equals(Volume.size(is))) {
                return new Sorted(change, Way.PATCH, null, row);
            }
            boolean online =
                    TreeEdit.at(after, At.STORAGE).path("resizeInUseVolumes").asBoolean(true);
            if (!online) {
                return new Sorted(change, Way.REFUSE, Refusal.OFFLINE_GROWTH, row);
            }
            return seen.expands(Volume.storageClass(was)).orElse(true)
                    ? new Sorted(change, Way.GROW, null, row)
                    : new Sorted(change, Way.REFUSE, Refusal.NO_EXPANSION, row);
        }
        if (way == Way.CLAIM) {
            boolean same = Volume.isClass(change) && Volume.storageClass(was).equals(Volume.storageClass(is));
            return same ? new Sorted(change, Way.PATCH, null, row) : new Sorted(change, Way.REFUSE, Refusal.CLAIM, row);
        }
        return new Sorted(change, way, null, row);
    }

    /** The volume for WAL, the data or a tablespace that a path lies in; null when it lies in none. */
    private static @Nullable TreePath place(TreePath path) {
        for (TreePath root : List.of(At.STORAGE, At.WAL)) {
            if (root.covers(path)) {
                return root;
            }
        }
        if (At.TABLESPACES.covers(path)) {
            TreePath at = path;
            while (at.steps().size() > TABLESPACE_STEPS) {
                at = at.parent();
            }
            return at.last().isKeyed() ? at : null;
        }
        return null;
    }

    private boolean isSameBeginning() {
        return beginning(before).equals(beginning(after));
    }

    /** With the names that are taken when none are said, and without the secret, which is looked at all the time. */
    private static JsonNode beginning(ObjectNode cluster) {
        JsonNode said = TreeEdit.at(cluster, At.BOOTSTRAP);
        ObjectNode full = said instanceof ObjectNode some && !some.isEmpty()
                ? some.deepCopy()
                : cluster.objectNode().set("initdb", cluster.objectNode());
        for (JsonNode way : full) {
            if (way instanceof ObjectNode one) {
                boolean monolith = one.path("import").path("type").asText().equals("monolith");
                if (!one.hasNonNull("database") && !monolith) {
                    one.put("database", "app");
                }
                if (!one.hasNonNull("owner") && !monolith) {
                    one.set("owner", one.path("database"));
                }
                one.remove("secret");
                one.remove(usual(one));
            }
        }
        return full;
    }

    private static List<String> usual(ObjectNode initdb) {
        List<String> same = new ArrayList<>();
        if (initdb.path("encoding").asText("").equals("UTF8")) {
            same.add("encoding");
        }
        for (String locale : List.of("localeCollate", "localeCType")) {
            if (initdb.path(locale).asText("").equals("C")) {
                same.add(locale);
            }
        }
        return same;
    }
}
