package io.pgspan.operators.kubedb.change;

import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.manifest.TreePath;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What an existing database can't become, why, and what achieves the aim. One step per reason, whatever the number of fields. */
final class Refusals {
    private final DatabaseChange database;
    private final PolicyChange policy;
    private final Procedures procedures;

    Refusals(DatabaseChange database, PolicyChange policy, Procedures procedures) {
        this.database = database;
        this.policy = policy;
        this.procedures = procedures;
    }

    /** Writes the refused changes into a draft. */
    void write(Draft draft) {
        Map<String, Set<Change>> byReason = new LinkedHashMap<>();
        for (Change change : database.of(Way.REFUSE)) {
            byReason.computeIfAbsent(reason(change), r -> new LinkedHashSet<>()).add(change);
        }
        byReason.forEach((reason, changes) -> {
            String what = changes.stream().map(Change::text).collect(Collectors.joining("; "));
            draft.refuse("refused-" + reason, what, why(reason), instead(reason, List.copyOf(changes)));
        });
        moves(draft);
    }

    private void moves(Draft draft) {
        List<Integer> moves = policy.moves(Math.min(database.replicasBefore(), database.replicasAfter()));
        if (!moves.isEmpty()) {
            int first = moves.get(0);
            boolean confirmed = database.storedBefore(At.NUM_SYNC_REPLICAS).asInt(0) < Math.max(first, 1);
            draft.refuse(
                    "refused-move",
                    "ordinals " + moves.stream().map(String::valueOf).collect(Collectors.joining(", "))
                            + " would be on other Kubernetes clusters",
                    "the policy's webhook refuses to move an ordinal, since its volume stays where it is",
                    first > 0 && confirmed ? procedures.throughScaling(first) : procedures.newDatabase());
        }
        List<String> violations = policy.violations(database.replicasAfter());
        if (!violations.isEmpty()) {
            draft.refuse(
                    "refused-coverage",
                    "the placement policy does not cover " + database.replicasAfter() + " replicas",
                    String.join("; ", violations),
                    procedures.byHand(
                            "cover every ordinal",
                            "name a Kubernetes cluster for every ordinal from 0 to " + (database.replicasAfter() - 1)
                                    + " in the new wish, and plan again"));
        }
    }

    private static String reason(Change change) {
        if (change.isIn(At.METADATA) || change.isIn(At.API_VERSION) || change.isIn(At.KIND)) {
            return "identity";
        }
        if (change.isIn(At.READ_REPLICAS)) {
            return "group-" + change.path().steps().get(2).item();
        }
        List<TreePath.Step> steps = change.path().steps();
        if (change.isIn(At.STORAGE_RESOURCES_REQUESTS)) {
            return "volume-size";
        }
        if (change.isIn(At.STORAGE_STORAGE_CLASS_NAME)) {
            return "storage-class";
        }
        return switch (steps.size() > 1 ? steps.get(1).key() : "") {
            case "version" -> Ways.major(change.after()) < Ways.major(change.before()) ? "downgrade" : "wal-policy";
            case "distributed" -> "distributed";
            case "storageType" -> "storage-type";
            case "storage" -> "volume";
            case "arbiter" -> "arbiter-size";
            case "init" -> "init";
            case "configSecret" -> "config-secret";
            case "remoteReplica" -> "remote-replica";
            case "tls" -> "tls-issuer";
            default -> "other";
        };
    }

    private String why(String reason) {
        return switch (reason) {
            case "identity" -> "these fields say which object it is: with other values it is another database";
            case "downgrade" -> "an older major version does not read the data of a newer one";
            case "wal-policy" ->
                "until 12 KubeDB's webhook takes only walLimitPolicy WALKeepSegment, since 13 anything but that: no request changes"
                        + " both at once";
            case "distributed" ->
                "KubeDB does not take pods and volumes of a database from one form into the other: the old ones stay behind";
            case "storage-type" -> "KubeDB's webhook refuses another storageType";
            case "volume-size" -> "a volume does not shrink, and one that is no claim is not enlarged";
            case "storage-class" ->
                "a migration goes from one named class to another named one; it needs storageClassName on both sides, and a claim";
            case "volume" -> "Kubernetes lets nothing of an existing claim change but its size";
            case "arbiter-size" ->
                "a volume does not shrink; 2Gi is enough for an arbiter whatever the size of the data";
            case "init" ->
                "init says how the first data came to be; KubeDB's webhook refuses a change once they are there";
            case "config-secret" -> "the field is deprecated, and only copied where configuration.secretName is empty";
            case "remote-replica" ->
                "KubeDB leaves it to a human to make a remote replica a database of its own, and back";
            case "tls-issuer" -> "a request can name another issuer, but not take the issuer away and keep TLS";
            case "other" -> "it can't be changed in an existing database";
            default -> "no request changes the volumes of a group of read replicas";
        };
    }

    private ChangePlan instead(String reason, List<Change> changes) {
        return switch (reason) {
            case "downgrade" ->
                procedures.byHand(
                        "copy the data as SQL",
                        "create a database of the older version under another name",
                        "copy the data with pg_dump and pg_restore, or by logical replication, and look for what the older"
                                + " version does not know",
                        "keep clients from writing, copy the rest, and let clients use the new database");
            case "wal-policy" ->
                procedures.byHand(
                        "upgrade past 12, or copy the data as SQL",
                        "on a copy of the database, make an UpdateVersion by hand and see whether the webhook lets KubeDB write it",
                        "if it does, do the same here, after a backup, and set walLimitPolicy afterwards",
                        "otherwise create a database of the new version under another name, copy the data with pg_dump and pg_restore"
                                + " or by logical replication, and let clients use the new one");
            case "storage-class" ->
                procedures.byHand(
                        "name the classes",
                        "set spec.storage.storageClassName of the running Postgres to the class its claims have; this changes nothing",
                        "read it as the old wish, name the new class in the new wish, and plan again: a StorageMigration follows",
                        "for ephemeral volumes, wish for a database of another name instead");
            case "arbiter-size" ->
                procedures.byHand(
                        "leave the arbiter's volume as it is",
                        "write " + changes.get(0).path() + ": "
                                + database.storedBefore(changes.get(0).path()).asText() + " in the new wish");
            case "config-secret" ->
                procedures.byHand(
                        "use configuration.secretName",
                        "write the secret's name into spec.configuration.secretName in the new wish, leave configSecret as it is, and"
                                + " plan again: a Reconfigure follows");
            case "remote-replica" ->
                procedures.byHand(
                        "promote, or follow anew, by hand",
                        "to promote: stop writes to the source, wait until the replica has replayed all of its WAL, then take"
                                + " remoteReplica out of the running object and restart it",
                        "to follow: wish for a new database with remoteReplica, since this one's data are not the source's");
            case "tls-issuer" ->
                procedures.byHand(
                        "keep an issuer, or end TLS",
                        "name an issuer in the new wish, or take the whole tls out of it, and plan again: a ReconfigureTLS follows");
            default ->
                reason.startsWith("group-")
                        ? procedures.newGroup(reason.substring("group-".length()), changes)
                        : procedures.newDatabase();
        };
    }
}
