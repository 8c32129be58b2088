package io.pgspan.operators.crunchy.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.PgspanException;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.FieldClass;
import io.pgspan.operators.manifest.TreePath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The way of each change: that of its field's class, unless more than the field changes. What comes or goes as a whole, a set, a repository, all
 * backups, a volume, comes or goes in the way of the whole.
 */
final class Ways {
    private static final Map<String, Way> ANNOTATIONS = Map.of(
            "pgbackrest-backup", Way.BACKUP,
            "pgbackrest-restore", Way.RESTORE,
            "trigger-switchover", Way.SWITCHOVER,
            "autoCreateUserSchema", Way.USERS,
            "authorizeBackupRemoval", Way.PATCH,
            "allow-upgrade", Way.PATCH,
            "pgbackrest-ip-version", Way.PATCH,
            "pgbackrest-cloud-log-volume", Way.PATCH,
            "postgres-exporter-collectors", Way.ROLLOUT);
    private static final Set<String> STORES = Set.of("volume", "s3", "gcs", "azure");
    private static final TreePath ADMIN_CLAIM = TreePath.of("spec.userInterface.pgAdmin.dataVolumeClaimSpec");
    private static final int SET_FIELD = 3;
    private static final int REPO_FIELD = 5;

    private final Side before;
    private final Side after;
    private final Set<String> oldSets;
    private final Set<String> newSets;

    Ways(Side before, Side after) {
        this.before = before;
        this.after = after;
        this.oldSets = before.sets().keySet();
        this.newSets = after.sets().keySet();
    }

    Way of(Change change) {
        TreePath path = change.path();
        List<TreePath.Step> steps = path.steps();
        if (At.ANNOTATIONS.covers(path) && steps.size() > 2) {
            return annotation(steps.get(2).key());
        }
        if (At.INSTANCES.covers(path)) {
            return ofSet(change, steps);
        }
        if (At.BACKUPS.covers(path)) {
            return ofBackups(change, steps);
        }
        if (At.POOLER.covers(path) && before.hasPooler() != after.hasPooler()) {
            return Way.POOLER;
        }
        boolean claim = ADMIN_CLAIM.covers(path);
        return claim ? ofClaim(change, steps, SET_FIELD + 1, Way.PATCH) : byClass(change);
    }

    private static Way byClass(Change change) {
        return row(change).map(row -> Way.of(row.way())).orElse(Way.PATCH);
    }

    /** The class of a change's field; empty for a field that the schema does not know, which the API server drops. */
    static Optional<FieldClass> row(Change change) {
        return CrunchyFieldClasses.CLUSTER.of(change.path());
    }

    private static Way annotation(String name) {
        return name.startsWith(At.PREFIX)
                ? ANNOTATIONS.getOrDefault(name.substring(At.PREFIX.length()), Way.PATCH)
                : Way.PATCH;
    }

    private Way ofSet(Change change, List<TreePath.Step> steps) {
        if (steps.size() < SET_FIELD) {
            return Way.SCALE;
        }
        String set = steps.get(2).item();
        if (!oldSets.contains(set) || !newSets.contains(set)) {
            return Way.SCALE;
        }
        String field = steps.size() > SET_FIELD ? steps.get(SET_FIELD).key() : "";
        return switch (field) {
            case "dataVolumeClaimSpec", "walVolumeClaimSpec" -> ofClaim(change, steps, SET_FIELD + 1, Way.ROLLOUT);
            case "tablespaceVolumes" ->
                steps.size() > SET_FIELD + 2 ? ofClaim(change, steps, SET_FIELD + 3, Way.ROLLOUT) : Way.ROLLOUT;
            default -> byClass(change);
        };
    }

    /** A claim that is there on both sides grows, or keeps what it has; else it comes or goes in the way of what it belongs to. */
    private Way ofClaim(Change change, List<TreePath.Step> steps, int depth, Way whole) {
        TreePath claim = change.path();
        for (int i = steps.size(); i > depth; i--) {
            claim = claim.parent();
        }
        if (!before.at(claim).isObject() || !after.at(claim).isObject()) {
            return whole;
        }
        Way way = byClass(change);
        return way == Way.GROW && isShrunk(change.before(), change.after()) ? Way.REFUSE : way;
    }

    /** Whether a size gets smaller, or is no size any more. */
    static boolean isShrunk(JsonNode before, JsonNode after) {
        try {
            return before.isValueNode() && Quantity.of(after.asText()).compareTo(Quantity.of(before.asText())) < 0;
        } catch (PgspanException notOne) {
            return true;
        }
    }

    private Way ofBackups(Change change, List<TreePath.Step> steps) {
        if (before.hasBackups() != after.hasBackups()) {
            return Way.BACKUPS;
        }
        if (!At.REPOS.covers(change.path()) || steps.size() <= REPO_FIELD) {
            return byClass(change);
        }
        TreePath repo = change.path();
        for (int i = steps.size(); i > REPO_FIELD; i--) {
            repo = repo.parent();
        }
        JsonNode old = before.at(repo);
        JsonNode now = after.at(repo);
        if (!old.isObject() || !now.isObject()) {
            return Way.REPOS;
        }
        if (!steps.get(REPO_FIELD).isField()
                || !STORES.contains(steps.get(REPO_FIELD).key())) {
            return byClass(change);
        }
        boolean stays = old.path("volume").isObject() && now.path("volume").isObject();
        return stays ? ofClaim(change, steps, REPO_FIELD + 2, Way.REPOS) : Way.REPOS;
    }
}
