package io.pgspan.operators.cnpg.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.Condition;
import io.pgspan.operators.change.Deed;
import io.pgspan.operators.change.MergePatch;
import io.pgspan.operators.change.PlannedStep;
import io.pgspan.operators.change.TreeEdit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The steps of a plan being written, with the {@code Cluster} as it is after each. */
final class Draft {
    private static final int WHY_MAX = 12;
    private static final String BACK = "patch the old values back; what that does, a plan the other way tells";

    private final ClusterChange cluster;
    private final CnpgChangeSettings settings;
    private final List<PlannedStep> steps = new ArrayList<>();
    private final Map<String, ChangePlan> procedures = new LinkedHashMap<>();
    private ObjectNode current;
    private int left;
    private int instances;
    private boolean asleep;
    private boolean restarts;
    private @Nullable Condition healthy;

    Draft(ClusterChange cluster, CnpgChangeSettings settings) {
        this.cluster = cluster;
        this.settings = settings;
        this.current = cluster.before();
        this.left = cluster.changes().size();
        this.instances = Running.instances(current);
        this.asleep = Running.isAsleep(current);
    }

    List<PlannedStep> steps() {
        return steps;
    }

    Map<String, ChangePlan> procedures() {
        return procedures;
    }

    CnpgChangeSettings settings() {
        return settings;
    }

    /** Whether nothing is done with pods at this point of the plan. */
    boolean isAsleep() {
        return asleep;
    }

    /** How the cluster runs at this point of the plan. */
    Running running() {
        return Running.of(current);
    }

    /** The cluster is healthy as it is at this point of the plan; null when it is asleep. */
    @Nullable
    Condition healthy() {
        if (asleep) {
            return null;
        }
        if (healthy == null) {
            healthy = Steps.healthy(cluster.key(), instances, settings.stepLimit());
        }
        return healthy;
    }

    private @Nullable Condition copied() {
        return asleep ? null : Steps.healthy(cluster.key(), instances, settings.copyLimit());
    }

    /** The {@code Cluster} is patched in some of its changes; what holds afterwards is asked for once it is. */
    void patch(String id, String what, List<Change> changes, Costs costs, Ending ending, String... notes) {
        patch(id, what, changes, costs, ending, BACK, List.of(notes));
    }

    void patch(
            String id, String what, List<Change> changes, Costs costs, Ending ending, String undo, List<String> notes) {
        if (changes.isEmpty()) {
            return;
        }
        @Nullable Condition ready = ending == Ending.ANYHOW ? null : healthy();
        left -= changes.size();
        ObjectNode next = left == 0 ? cluster.after() : TreeEdit.apply(current, changes, cluster.after());
        ObjectNode patch = MergePatch.between(current, next);
        current = next;
        if (instances != Running.instances(current)) {
            instances = Running.instances(current);
            healthy = null;
        }
        asleep = Running.isAsleep(current);
        if (patch.isEmpty()) {
            return;
        }
        restart(patch);
        @Nullable
        Condition done = switch (ending) {
            case ACCEPTED, ANYHOW -> null;
            case HEALTHY -> healthy();
            case GROWN -> with(healthy(), "status.resizingPVC.last", "");
            case COPIED -> with(copied(), "status.instances", Integer.toString(instances));
            case UPGRADED -> upgraded();
            case UPDATED -> updated();
            case WAITING ->
                new Condition(
                        cluster.key(), "status.phase", List.of(Seen.WAITS_FOR_USER), List.of(), settings.stepLimit());
            case PROMOTED -> promoted();
            case DEMOTED -> with(healthy(), "status.switchReplicaClusterStatus.inProgress", "", "false");
            case HIBERNATED ->
                new Condition(
                        cluster.key(),
                        "status.conditions[type=cnpg.io/hibernation].reason",
                        List.of("Hibernated"),
                        List.of(),
                        settings.stepLimit());
        };
        steps.add(Steps.of(
                id, what, why(changes), new Deed.Patch(cluster.key(), patch), ready, done, costs, undo, notes));
    }

    private static @Nullable Condition with(@Nullable Condition condition, String path, String... met) {
        return condition == null ? null : condition.and(path, List.of(met), List.of());
    }

    private @Nullable Condition upgraded() {
        return Image.major(current).isPresent()
                ? with(
                        copied(),
                        "status.pgDataImageInfo.majorVersion",
                        Integer.toString(Image.major(current).getAsInt()))
                : copied();
    }

    private @Nullable Condition updated() {
        String image = Image.text(current);
        return image.isEmpty() ? healthy() : with(healthy(), "status.image", image);
    }

    private @Nullable Condition promoted() {
        String token = Topology.token(current);
        return token.isEmpty() ? healthy() : with(healthy(), "status.lastPromotionToken", token);
    }

    /** The next patch makes all pods anew, whatever else it does, by an annotation that is none of the wish. */
    void restartPods() {
        restarts = true;
    }

    private void restart(ObjectNode patch) {
        if (restarts && !asleep) {
            patch.withObject("/metadata/annotations")
                    .put(
                            Commands.RESTARTED_AT,
                            "pgspan-" + Integer.toHexString(patch.path("spec").hashCode()));
        }
        restarts = false;
    }

    /** Adds a step that is no patch of the {@code Cluster}. */
    void add(PlannedStep step) {
        steps.add(step);
    }

    /** Puts a step before all others. */
    void begin(PlannedStep step) {
        steps.add(0, step);
    }

    /** It can't be done; another plan says how the aim is achieved. */
    void refuse(String id, String what, String why, ChangePlan instead) {
        procedures.put(id, instead);
        steps.add(Steps.hand(
                id,
                what,
                why,
                List.of("take this change out of the wish, or follow: " + instead.title()),
                null,
                Costs.impossible()));
    }

    static String why(List<Change> changes) {
        if (changes.size() == 1) {
            return changes.get(0).text();
        }
        String said = changes.stream().limit(WHY_MAX).map(Change::text).collect(Collectors.joining("; "));
        return changes.size() > WHY_MAX ? said + "; and " + (changes.size() - WHY_MAX) + " more" : said;
    }
}
