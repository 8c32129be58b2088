package io.pgspan.operators.crunchy.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pgspan.model.plan.Step.Risk;
import io.pgspan.operators.Lint;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.Condition;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.Outage;
import io.pgspan.operators.crunchy.upgrade.PgUpgrade;
import io.pgspan.operators.crunchy.upgrade.UpgradeFacts;
import io.pgspan.operators.crunchy.upgrade.UpgradeLints;
import io.pgspan.operators.crunchy.upgrade.UpgradeRules;
import io.pgspan.operators.crunchy.upgrade.UpgradeStatus;
import io.pgspan.operators.crunchy.upgrade.UpgradeWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Another major version of PostgreSQL: a {@code PGUpgrade} upgrades the data of a cluster that is shut down and allows it, then the cluster starts
 * with the new version. Whatever else needs the pods to be made anew is changed while they are away.
 */
final class UpgradeSteps {
    private static final int TRIES_MAX = 100;

    private final Context context;
    private final List<ObjectNode> others;
    private @Nullable PgUpgrade upgrade;

    /**
     * For one change.
     *
     * @param others what the new wish has besides the cluster
     */
    UpgradeSteps(Context context, List<ObjectNode> others) {
        this.context = context;
        this.others = others;
    }

    boolean isAsked() {
        return context.cluster().any(Way.UPGRADE);
    }

    private int from() {
        return context.before().version();
    }

    private int to() {
        return context.after().version();
    }

    /** Whether the operator tells that the data has the new version already. */
    private boolean isDone() {
        return context.seen().status().path("postgresVersion").asInt(0) == to();
    }

    /** Why this upgrade can't be; empty when it can. */
    Optional<String> refused() {
        if (!isAsked() || isDone()) {
            return Optional.empty();
        }
        if (to() < from()) {
            return Optional.of("an older major version does not read the data of a newer one");
        }
        if (context.before().isStandby()) {
            return Optional.of("the cluster follows another one, whose data keeps its version");
        }
        String gis = "postGISVersion";
        if (context.before().at(At.SPEC.field(gis)).isTextual()) {
            return Optional.of("the cluster has PostGIS, which is not upgraded across major versions in this way");
        }
        return UpgradeRules.check(upgrade(), context.operator()).stream()
                .map(violation -> violation.path() + ": " + violation.message())
                .findFirst();
    }

    /** The upgrade the new wish has of this cluster to this version; empty when it has none. */
    Optional<ObjectNode> wished() {
        return others.stream()
                .filter(object -> object.path("kind").asText().equals(PgUpgrade.KIND))
                .filter(object -> object.path("spec")
                        .path("postgresClusterName")
                        .asText()
                        .equals(context.before().name()))
                .filter(object -> object.path("spec").path("toPostgresVersion").asInt(0) == to())
                .filter(object ->
                        object.path("spec").path("fromPostgresVersion").asInt(0) == from())
                .findFirst();
    }

    private PgUpgrade upgrade() {
        PgUpgrade known = upgrade;
        if (known == null) {
            known = PgUpgrade.of(
                    context.before().namespace(), name(), context.before().name(), from(), to());
            upgrade = known;
        }
        return known;
    }

    /** A name that follows from the versions; another number where an upgrade of this name has failed. */
    private String name() {
        String name = context.before().name() + "-" + from() + "-to-" + to();
        for (int i = 2; i < TRIES_MAX && hasFailed(name); i++) {
            name = context.before().name() + "-" + from() + "-to-" + to() + "-" + i;
        }
        return name;
    }

    private boolean hasFailed(String name) {
        List<ObjectNode> upgrades = context.seen().upgrades();
        return !upgrades.isEmpty()
                && upgrades.stream()
                        .filter(object ->
                                object.path("metadata").path("name").asText().equals(name))
                        .flatMap(object -> Stream.iterate(
                                        0,
                                        i -> i < object.at("/status/conditions").size(),
                                        i -> i + 1)
                                .map(i -> object.at("/status/conditions").get(i)))
                        .anyMatch(condition -> condition.path("type").asText().equals("Succeeded")
                                && condition.path("status").asText().equals("False"));
    }

    /**
     * Writes the steps.
     *
     * @param along what else needs pods to be made anew, or a start
     */
    void write(List<Change> along) {
        Draft draft = context.draft();
        List<Change> changes = new ArrayList<>(context.cluster().of(Way.UPGRADE));
        changes.addAll(along);
        if (isDone()) {
            draft.step("version", "tell the version that the data has")
                    .costs(Costs.rollout(draft.current()))
                    .done(() -> draft.running(false))
                    .note("the operator tells that the data has been upgraded already")
                    .patch(changes);
            return;
        }
        ObjectNode object = wished().orElseGet(() -> UpgradeWriter.write(upgrade()));
        ObjectKey key = keyOf(object);
        draft.step("create-upgrade", "create " + key.title())
                .why("instances whose data has another version do not start: PGUpgrade upgrades it with pg_upgrade")
                .undo("delete it")
                .notes(hints())
                .apply(List.of(object));
        boolean stopped = draft.current().isShutDown();
        JsonNode was = draft.current().at(At.SHUTDOWN);
        draft.step("allow-upgrade", stopped ? "allow the upgrade" : "allow the upgrade, and shut the cluster down")
                .why("the upgrade waits until the annotation names it and no instance runs")
                .costs(
                        stopped
                                ? Costs.none()
                                : Costs.away(
                                        Risk.DOWNTIME,
                                        "no figure is published: until the cluster runs again; pg_upgrade with links"
                                                + " takes longer the more relations there are, a copy the more data"))
                .ready(stopped ? null : draft.healthy())
                .done(this::stopped)
                .undo("take the annotation out, and write shutdown: false")
                .patch(List.of(
                        new Change(At.ALLOW_UPGRADE, MissingNode.getInstance(), TextNode.valueOf(key.name())),
                        new Change(At.SHUTDOWN, was, BooleanNode.TRUE)));
        Condition succeeded = new Condition(
                key,
                "status.conditions[type=Succeeded].status",
                List.of("True"),
                List.of("False"),
                draft.status("status", List.of(), List.of()).atMost());
        draft.step("upgrade", "wait until the data is upgraded")
                .why("the operator runs pg_upgrade in a job, and takes the replicas' old data away")
                .costs(new Costs(Risk.DOWNTIME, Outage.none()))
                .undo("before the new version has started: take the annotation out and write shutdown: false; with"
                        + " links not even then, but by a restore")
                .await(succeeded);
        changes.add(new Change(At.SHUTDOWN, BooleanNode.TRUE, context.after().at(At.SHUTDOWN)));
        changes.add(new Change(
                At.ALLOW_UPGRADE, TextNode.valueOf(key.name()), context.after().at(At.ALLOW_UPGRADE)));
        draft.step(
                        "start-new-version",
                        context.after().isShutDown() ? "tell the new version" : "start with the new version")
                .costs(new Costs(Risk.DOWNTIME, Outage.none()))
                .ready(succeeded)
                .done(() -> draft.running(true))
                .undo("none: restore a backup of the old version into a new cluster")
                .notes(context.settings().notes())
                .patch(changes);
    }

    private Condition stopped() {
        Condition condition = context.draft().observed();
        for (String set : context.draft().current().sets().keySet()) {
            condition = condition.and("status.instances[name=" + set + "].replicas", List.of("", "0"), List.of());
        }
        return condition;
    }

    private List<String> hints() {
        List<Lint> lints = new ArrayList<>(UpgradeLints.of(upgrade()));
        UpgradeFacts facts = UpgradeFacts.of(context.before().tree());
        for (Lint lint : UpgradeLints.of(upgrade(), UpgradeStatus.none(), facts)) {
            if (lint.id().endsWith("no-backup")) {
                lints.add(lint);
            }
        }
        List<String> notes = new ArrayList<>();
        lints.forEach(lint -> notes.add(lint.happens() + "; " + lint.instead()));
        boolean keepsImage = context.before().at(At.SPEC.field("image")).isTextual()
                && context.before()
                        .at(At.SPEC.field("image"))
                        .equals(context.after().at(At.SPEC.field("image")));
        if (keepsImage) {
            notes.add("spec.image stays as it is: an image whose PostgreSQL has another major version than the cluster"
                    + " says does not start");
        }
        return notes;
    }

    private ObjectKey keyOf(ObjectNode object) {
        ObjectKey said = ObjectKey.of(object);
        return new ObjectKey(said.apiVersion(), said.kind(), context.before().namespace(), said.name());
    }
}
