package io.pgspan.operators.cnpg.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.Condition;
import io.pgspan.operators.change.Deed;
import io.pgspan.operators.change.MergePatch;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.PlannedStep;
import io.pgspan.operators.change.TreeEdit;
import java.util.ArrayList;
import java.util.List;

/** Plans that achieve in another way what an existing cluster can't become. */
final class Procedures {
    private static final String DELETE_NEW = "as long as clients use the old one, delete the new one";

    private final ClusterChange cluster;
    private final CnpgChangeSettings settings;

    Procedures(ClusterChange cluster, CnpgChangeSettings settings) {
        this.cluster = cluster;
        this.settings = settings;
    }

    ChangePlan of(Refusal refusal, List<Change> changes) {
        return switch (refusal) {
            case SHRINK, CLAIM, OFFLINE_GROWTH, NO_EXPANSION -> recloned(refusal, changes);
            case IDENTITY, IMMUTABLE, WAL_REMOVED -> follower();
            case TABLESPACE_REMOVED, DOWNGRADE, UPGRADE_TARGET, MINIMAL_WAL -> imported();
            case BOOTSTRAP -> begun(changes);
            case SLOT_PREFIX -> slots(changes);
            case DEMOTION -> asSaid("a new cluster follows in the place of this one");
            case SWITCHING -> waited();
            case OTHER_CLUSTER ->
                byHand(
                        "the other cluster's own plan",
                        "read the manifests of both sides by the name of that cluster, and plan the change between"
                                + " them");
        };
    }

    /** Instructions for a human. */
    static ChangePlan byHand(String title, String... instructions) {
        List<PlannedStep> steps = new ArrayList<>();
        for (int i = 0; i < instructions.length; i++) {
            steps.add(Steps.hand(
                    "by-hand-" + (i + 1), instructions[i], title, List.of(instructions[i]), null, Costs.none()));
        }
        return ChangePlan.of(title, steps);
    }

    /**
     * Every instance is cloned anew into other volumes, the primary last. There is one instance more meanwhile, so that none less than wished
     * for serves.
     */
    private ChangePlan recloned(Refusal refusal, List<Change> changes) {
        ObjectKey key = cluster.key();
        ObjectNode old = cluster.before();
        int count = Running.instances(old);
        ObjectNode wider = TreeEdit.apply(old, changes, cluster.after()).deepCopy();
        ObjectNode spec = wider.withObject("/spec");
        spec.put("instances", count + 1);
        ObjectNode back = JsonNodeFactory.instance.objectNode();
        back.putObject("spec").put("instances", count);
        if (refusal == Refusal.NO_EXPANSION) {
            JsonNode said = spec.path("storage").path("resizeInUseVolumes");
            spec.withObject("/storage").put("resizeInUseVolumes", false);
            back.withObject("/spec").putObject("storage").set("resizeInUseVolumes", said.isBoolean() ? said : null);
        }
        if (refusal == Refusal.SHRINK) {
            wider.withObject("/metadata/annotations").put(Commands.VALIDATION, Commands.DISABLED);
            back.putObject("metadata").putObject("annotations").putNull(Commands.VALIDATION);
        }
        Condition before = Steps.healthy(key, count, settings.stepLimit());
        Condition more = Steps.healthy(key, count + 1, settings.copyLimit());
        Costs moves = Costs.switchover(Running.of(old));
        List<PlannedStep> steps = List.of(
                Steps.of(
                        "reclone-begin",
                        "say the new volumes, and one instance more"
                                + (refusal == Refusal.SHRINK ? ", with the webhook's validation off meanwhile" : ""),
                        "only an instance that is made now gets such volumes",
                        new Deed.Patch(key, MergePatch.between(old, wider)),
                        before,
                        more,
                        Costs.copy(),
                        "patch the old values back",
                        List.of("a volume must have room for all data: look at what is used before it gets smaller")),
                Steps.hand(
                        "reclone-standbys",
                        "destroy the old standbys, one at a time, each once the cluster is healthy again",
                        "the operator clones another one in the place of each, with the new volumes",
                        List.of("kubectl cnpg destroy " + key.name() + " <number of an old standby>"),
                        more,
                        Costs.copy()),
                Steps.hand(
                        "reclone-promote",
                        "let a new instance take over",
                        "the primary's volumes are the last old ones",
                        List.of("kubectl cnpg promote " + key.name() + " " + key.name()
                                + "-<number of a new instance>"),
                        more,
                        moves),
                Steps.hand(
                        "reclone-primary",
                        "destroy the old primary",
                        "it is a standby now, with the last old volumes",
                        List.of("kubectl cnpg destroy " + key.name() + " <number of the old primary>"),
                        more,
                        Costs.copy()),
                Steps.of(
                        "reclone-end",
                        "go back to " + count + " instances",
                        "the one more was needed only meanwhile",
                        new Deed.Patch(key, back),
                        more,
                        before,
                        Costs.standbys(),
                        "none is needed",
                        List.of()));
        return ChangePlan.of("every instance of " + key.title() + " is cloned anew, one after the other", steps);
    }

    private PlannedStep create(ObjectNode next, String why) {
        return Steps.of(
                "create-next",
                "create " + ObjectKey.of(next).title() + " with all that is wished for",
                why,
                new Deed.Create(next),
                null,
                Steps.healthy(ObjectKey.of(next), Running.instances(next), settings.copyLimit()),
                Costs.copy(),
                DELETE_NEW,
                List.of("its backups go under its own name: the archive of the old one stays as it is"));
    }

    private PlannedStep stopWrites() {
        return Steps.hand(
                "stop-writes",
                "keep clients from writing to " + cluster.key().title(),
                "what is written later is only in the old one",
                List.of("stop the applications, or pause their poolers", "wait until the last transaction has ended"),
                null,
                Costs.away("from the moment clients are kept from writing until they use the new cluster"));
    }

    private void end(ObjectKey next, List<PlannedStep> steps) {
        steps.add(Steps.hand(
                "move-clients",
                "let clients use the services of " + next.title(),
                "the new cluster has addresses of its own",
                List.of("point applications and poolers to " + next.name() + "-rw, and see that it accepts writes"),
                null,
                Costs.none()));
        steps.add(Steps.hand(
                "delete-old",
                "delete " + cluster.key().title() + " once a backup of the new one is there",
                "two clusters must not take writes",
                List.of("delete " + cluster.key().title()),
                null,
                Costs.none()));
    }

    private ChangePlan follower() {
        ObjectNode next = new NextCluster(cluster).follower();
        ObjectKey key = ObjectKey.of(next);
        List<PlannedStep> steps = new ArrayList<>();
        if (!key.namespace().equals(cluster.key().namespace())) {
            steps.add(Steps.hand(
                    "copy-secrets",
                    "copy the secrets " + cluster.key().name() + "-replication and "
                            + cluster.key().name() + "-ca to namespace " + key.namespace(),
                    "a follower connects with them, and sees only secrets of its namespace",
                    List.of("copy both secrets; the operator renews the old ones, not the copies"),
                    null,
                    Costs.none()));
        }
        steps.add(create(next, "the new one copies the files while the old one serves"));
        steps.add(stopWrites());
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec").putObject("replica").put("enabled", false);
        Condition healthy = Steps.healthy(key, Running.instances(next), settings.stepLimit());
        steps.add(Steps.of(
                "promote-next",
                "let " + key.title() + " lead, once it has replayed all WAL of the old one",
                "it has all data",
                new Deed.Patch(key, patch),
                healthy,
                healthy,
                Costs.away("part of the time in which nobody writes"),
                "none: from here on the old one is behind",
                List.of()));
        end(key, steps);
        return ChangePlan.of("a new cluster takes the place of " + cluster.key().title(), steps);
    }

    private ChangePlan imported() {
        ObjectNode next = new NextCluster(cluster).imported();
        List<PlannedStep> steps = new ArrayList<>();
        steps.add(Steps.hand(
                "allow-superuser",
                "see that " + cluster.key().title() + " lets its superuser in, with the secret "
                        + cluster.key().name() + "-superuser",
                "databases and roles are dumped as superuser",
                List.of("set spec.enableSuperuserAccess to true for as long as the import takes"),
                null,
                Costs.none()));
        steps.add(stopWrites());
        steps.add(
                create(next, "databases and roles are dumped and restored: files of the old one are of no use for it"));
        end(ObjectKey.of(next), steps);
        return ChangePlan.of(
                "a new cluster with the databases of " + cluster.key().title() + " takes its place", steps);
    }

    private ChangePlan asSaid(String title) {
        ObjectNode next = new NextCluster(cluster).asSaid();
        List<PlannedStep> steps = new ArrayList<>();
        steps.add(create(next, "only a new cluster begins as it is said here"));
        end(ObjectKey.of(next), steps);
        return ChangePlan.of(title, steps);
    }

    private ChangePlan begun(List<Change> changes) {
        boolean statements = changes.stream()
                .allMatch(change -> change.path().toString().startsWith("spec.bootstrap.initdb.postInit"));
        if (statements) {
            return byHand(
                    "the statements are run once, by hand",
                    "run the statements that are new with psql, in the database they are meant for",
                    "take the change out of the wish, or keep it for clusters made later");
        }
        JsonNode bootstrap = TreeEdit.at(cluster.after(), At.BOOTSTRAP);
        return bootstrap.has("recovery") || bootstrap.has("pg_basebackup")
                ? asSaid("a new cluster begins as it is said, beside "
                        + cluster.key().title())
                : imported();
    }

    /** Slots go, and come again under another name. */
    private ChangePlan slots(List<Change> changes) {
        ObjectKey key = cluster.key();
        Condition healthy = Steps.healthy(key, Running.instances(cluster.before()), settings.stepLimit());
        ObjectNode off = cluster.before().deepCopy();
        off.withObject("/spec/replicationSlots/highAvailability").put("enabled", false);
        ObjectNode on = TreeEdit.apply(off, changes, cluster.after()).deepCopy();
        JsonNode wished = TreeEdit.at(cluster.after(), At.SLOTS).path("enabled");
        on.withObject("/spec/replicationSlots/highAvailability").set("enabled", wished.isBoolean() ? wished : null);
        return ChangePlan.of(
                "slots go, and come again under the new prefix",
                List.of(
                        Steps.of(
                                "slots-off",
                                "turn the slots off",
                                "the prefix may change only while they are off",
                                new Deed.Patch(key, MergePatch.between(cluster.before(), off)),
                                healthy,
                                healthy,
                                Costs.reload(),
                                "turn them on again",
                                List.of("meanwhile only wal_keep_size and the archive keep WAL for standbys that are"
                                        + " behind")),
                        Steps.of(
                                "slots-on",
                                "turn them on with the new prefix",
                                Draft.why(changes),
                                new Deed.Patch(key, MergePatch.between(off, on)),
                                healthy,
                                healthy,
                                Costs.reload(),
                                "the same way back",
                                List.of())));
    }

    private ChangePlan waited() {
        Condition over = new Condition(
                cluster.key(),
                "status.switchReplicaClusterStatus.inProgress",
                List.of("", "false"),
                List.of(),
                settings.stepLimit());
        return ChangePlan.of(
                "the change of roles that is in progress ends first",
                List.of(
                        Steps.await(
                                "await-roles",
                                "wait until the change of roles has ended",
                                "the webhook refuses another one until then",
                                over),
                        Steps.hand(
                                "plan-again",
                                "plan this change again",
                                "what it means depends on the roles at that time",
                                List.of("make the plan again, with the cluster as it is then"),
                                null,
                                Costs.none())));
    }
}
