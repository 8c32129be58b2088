package io.pgspan.operators.crunchy.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.plan.Step;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.Condition;
import io.pgspan.operators.change.Deed;
import io.pgspan.operators.change.MergePatch;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.PlannedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plans that achieve in another way what an existing cluster can't become. */
final class Procedures {
    private static final String NEXT = "-next";
    private static final int REPOS_MAX = 4;

    private final ClusterChange cluster;
    private final CrunchyChangeSettings settings;

    Procedures(ClusterChange cluster, CrunchyChangeSettings settings) {
        this.cluster = cluster;
        this.settings = settings;
    }

    /** Instructions for a human. */
    ChangePlan byHand(String title, String... instructions) {
        List<PlannedStep> steps = new ArrayList<>();
        for (int i = 0; i < instructions.length; i++) {
            steps.add(hand("by-hand-" + (i + 1), instructions[i], title, Costs.none()));
        }
        return ChangePlan.of(title, steps);
    }

    /** Another instance set with the volumes wished for takes the place of one. */
    ChangePlan newSet(String set) {
        Side before = cluster.before();
        String next = set + NEXT;
        JsonNode wanted = cluster.after().at(At.set(set));
        ObjectNode both = before.tree().deepCopy();
        ObjectNode only = both;
        if (both.at("/spec/instances") instanceof ArrayNode sets && wanted instanceof ObjectNode item) {
            ObjectNode copy = item.deepCopy().put("name", next);
            sets.add(copy);
            only = both.deepCopy();
            if (only.at("/spec/instances") instanceof ArrayNode left) {
                for (int i = left.size() - 1; i >= 0; i--) {
                    if (left.get(i).path("name").asText().equals(set)) {
                        left.remove(i);
                    }
                }
            }
        }
        List<PlannedStep> steps = new ArrayList<>();
        steps.add(step(
                "add-set",
                "add the set " + next + " with the volumes wished for",
                "its instances copy the data while the others serve",
                Costs.none(),
                new Deed.Patch(cluster.key(), MergePatch.between(before.tree(), both)),
                running(new Side(both))));
        steps.add(hand(
                "switch-over",
                "switch over to an instance of " + next
                        + ": spec.patroni.switchover with enabled: true and its name as targetInstance, and the annotation trigger-switchover"
                        + " with a new value",
                "a set that is taken out is deleted with all its instances at once",
                Costs.handOver(before)));
        steps.add(step(
                "remove-set",
                "take the set " + set + " out, with its volumes",
                "all data, and the primary, are in " + next,
                Costs.others(),
                new Deed.Patch(cluster.key(), MergePatch.between(both, only)),
                running(new Side(only))));
        return ChangePlan.of(
                "the set " + next + " takes the place of " + set
                        + "; write it so in the new wish, and plan again for whatever else changes",
                steps);
    }

    private Condition running(Side side) {
        return running(cluster.key(), side);
    }

    /** Another repository takes the place of one. */
    ChangePlan newRepository(String repo) {
        String free = "";
        for (int i = 1; i <= REPOS_MAX && free.isEmpty(); i++) {
            free = cluster.before().repos().contains("repo" + i) ? "" : "repo" + i;
        }
        if (free.isEmpty()) {
            return byHand(
                    "make room for another repository",
                    "there are " + REPOS_MAX + " repositories, and no more can be: take one out first",
                    "add one with the volume wished for, wait for its full backup, and take " + repo + " out");
        }
        return byHand(
                "the repository " + free + " takes the place of " + repo,
                "add " + free + " with the volume wished for to the wish, and plan again",
                "take a full backup there, with a schedule or with manual.repoName: " + free,
                "when no backup of " + repo + " is needed any more, take it out of the wish, and plan again");
    }

    /** Another cluster with a copy of the data takes over. */
    ChangePlan newCluster() {
        ObjectKey old = cluster.key();
        if (!cluster.before().hasBackups()) {
            return asSql();
        }
        ObjectNode next = next();
        ObjectKey key = ObjectKey.of(next);
        List<PlannedStep> steps = new ArrayList<>();
        steps.add(hand(
                "stop-writes",
                "keep clients from writing to " + old.title()
                        + ", and wait until its last log is archived, with pg_switch_wal()",
                "what is written later is only in the old one",
                Costs.away(
                        Step.Risk.DOWNTIME,
                        "from the moment clients are kept from writing until they use the new cluster")));
        steps.add(step(
                "create-next",
                "create " + key.title() + " with a copy of the data",
                "the data is restored from the old one's repository, to the end of its log",
                Costs.away(Step.Risk.DATA_MOVEMENT, "no figure is published: as long as the restore takes"),
                new Deed.Create(next),
                running(key, Side.of(next))));
        steps.add(hand(
                "move-clients",
                "see that all data is there, and let clients use the services and secrets of " + key.title(),
                "the new cluster has addresses, certificates and passwords of its own",
                Costs.none()));
        steps.add(hand(
                "delete-old",
                "delete " + old.title() + " once a backup of the new one is there",
                "deleting it deletes its volumes, and repositories on volumes",
                Costs.none()));
        return ChangePlan.of("another cluster takes the place of " + old.title(), steps);
    }

    /** The data goes as SQL into another cluster. */
    ChangePlan asSql() {
        return byHand(
                "copy the data as SQL into another cluster",
                "create a cluster with what is wished for under another name, and wait until its instances run",
                "copy the data with pg_dump and pg_restore, or by logical replication, and look for what the other version does not"
                        + " know",
                "keep clients from writing, copy the rest, and let clients use the new cluster",
                "delete the old one once a backup of the new one is there");
    }

    private Condition running(ObjectKey key, Side side) {
        Condition condition = Condition.observed(key, settings.dataLimit());
        for (Map.Entry<String, Integer> set : side.sets().entrySet()) {
            condition = condition.and(
                    "status.instances[name=" + set.getKey() + "].readyReplicas",
                    List.of(String.valueOf(set.getValue())),
                    List.of());
        }
        return condition;
    }

    private ObjectNode next() {
        ObjectNode next = cluster.after().tree().deepCopy();
        ObjectNode metadata = next.withObject("/metadata");
        Side wanted = cluster.after();
        if (wanted.name().equals(cluster.before().name())
                && wanted.namespace().equals(cluster.before().namespace())) {
            metadata.put("name", wanted.name() + NEXT);
        }
        metadata.remove("annotations");
        ObjectNode spec = next.withObject("/spec");
        ObjectNode source = JsonNodeFactory.instance.objectNode();
        source.put("clusterName", cluster.before().name())
                .put("clusterNamespace", cluster.before().namespace());
        List<String> repos = cluster.before().repos();
        source.put("repoName", repos.isEmpty() ? "repo1" : repos.get(0));
        spec.putObject("dataSource").set("postgresCluster", source);
        spec.set("postgresVersion", cluster.before().at(At.VERSION));
        return next;
    }

    private static PlannedStep hand(String id, String what, String why, Costs costs) {
        return step(id, what, why, costs, new Deed.ByHand(List.of(what)), null);
    }

    private static PlannedStep step(
            String id, String what, String why, Costs costs, Deed deed, @Nullable Condition done) {
        return new PlannedStep(
                new Step(
                        id,
                        what,
                        why,
                        costs.risk(),
                        "the step before is done",
                        done == null ? "it is done" : done.text(),
                        "it fails, or nobody knows how it ended",
                        "as long as the old one takes the writes, delete what is new"),
                deed,
                null,
                done,
                costs.outage(),
                List.of());
    }
}
