package io.pgspan.operators.crunchy.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.plan.Step.Risk;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.Effect;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** How clients come in: users, services, the pooler. Who comes is let in before who goes is shut out. */
final class AccessSteps {
    private static final int USER = 2;
    private static final Set<String> OPEN = Set.of("LoadBalancer", "NodePort");

    private final Context context;

    AccessSteps(Context context) {
        this.context = context;
    }

    /** Users are added and altered. */
    void users() {
        users("users", "change users and databases", Predicate.not(this::isLate));
    }

    /** Users are taken out of the list. */
    void lastUsers() {
        users("remove-users", "take users out of the list", this::isLate);
    }

    private boolean isLate(Change change) {
        List<TreePath.Step> steps = change.path().steps();
        if (!At.USERS.covers(change.path())) {
            return false;
        }
        return !context.before().at(At.USERS).isArray()
                || steps.size() <= USER
                || context.after()
                        .at(At.USERS.keyed("name", steps.get(USER).item()))
                        .isMissingNode();
    }

    private void users(String id, String what, Predicate<Change> which) {
        if (!context.cluster().any(Way.USERS)) {
            return;
        }
        Draft draft = context.draft();
        List<Change> changes =
                context.cluster().of(Way.USERS).stream().filter(which).toList();
        Draft.Stepping step = draft.step(id, what)
                .done(draft::observed)
                .undo("patch the old list back; what has been made in PostgreSQL stays")
                .notes(context.warnings().of("user-removed"));
        if (changes.stream().anyMatch(AccessSteps::takesAway)) {
            step.note(
                    "nothing is taken back in PostgreSQL: an option, a right or a database that is taken out of the list stays");
        }
        if (draft.current().isStandby()) {
            step.note("nothing is written while the cluster follows another one");
        }
        step.patch(changes);
    }

    private static boolean takesAway(Change change) {
        return !change.isAdded();
    }

    /** Services as they are offered to clients, each at once: its type and its ports go together. */
    void services() {
        Map<TreePath, List<Change>> byService = new LinkedHashMap<>();
        for (Change change : context.cluster().of(Way.SERVICE)) {
            TreePath service = change.path();
            while (!service.last().key().toLowerCase(Locale.ROOT).endsWith("service")) {
                service = service.parent();
            }
            byService.computeIfAbsent(service, s -> new ArrayList<>()).add(change);
        }
        byService.forEach(this::service);
    }

    private void service(TreePath service, List<Change> changes) {
        boolean wasOpen =
                OPEN.contains(context.before().at(service).path("type").asText(""));
        context.draft()
                .step("change-" + service.toString().substring("spec.".length()), "change " + service)
                .costs(
                        wasOpen
                                ? Costs.away(
                                        Risk.DOWNTIME, "for clients from outside, until they come in by the new way")
                                : Costs.none())
                .done(context.draft()::observed)
                .notes(wasOpen ? List.of("clients inside the Kubernetes cluster come in as before") : List.of())
                .patch(changes);
    }

    /** The pooler comes, and changes. */
    void pooler() {
        if (context.after().hasPooler()) {
            pooler(context.cluster().of(Way.POOLER));
        }
    }

    /** The pooler goes. */
    void noPooler() {
        if (!context.after().hasPooler()) {
            pooler(context.cluster().of(Way.POOLER));
        }
    }

    private void pooler(List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        Draft draft = context.draft();
        boolean had = context.before().hasPooler();
        boolean has = context.after().hasPooler();
        int before = had ? replicas(context.before()) : 0;
        int after = has ? replicas(context.after()) : 0;
        Draft.Stepping step = draft.step(
                        "pooler", has ? had ? "change the pooler" : "add the pooler" : "take the pooler out")
                .costs(poolerCosts(changes, before, after))
                .done(draft::observed)
                .notes(context.warnings().of("pooler-removed"));
        if (!had) {
            step.note("a role and functions for it are made in every database, and rules for it in pg_hba.conf");
        } else if (before > 0 && after > 0 && changes.stream().anyMatch(AccessSteps::restarts)) {
            step.note("clients that are connected through the pooler connect again");
        }
        step.patch(changes);
    }

    private static int replicas(Side side) {
        JsonNode said = side.at(At.POOLER_REPLICAS);
        return said.asInt(1);
    }

    private static boolean restarts(Change change) {
        return Ways.row(change)
                .filter(row -> row.effect() == Effect.ROLLING_RESTART)
                .isPresent();
    }

    private Costs poolerCosts(List<Change> changes, int before, int after) {
        Side now = context.draft().current();
        if (now.isShutDown()) {
            return Costs.none();
        }
        if (before > 0 && after == 0) {
            return Costs.away(Risk.DOWNTIME, "for clients of the pooler, until they come in by another way");
        }
        if (!context.before().hasPooler()) {
            return Costs.reload();
        }
        if (before == 0) {
            return Costs.none();
        }
        if (changes.stream().anyMatch(AccessSteps::restarts)) {
            return Costs.others();
        }
        return changes.stream().allMatch(change -> At.POOLER_REPLICAS.equals(change.path()))
                ? Costs.none()
                : Costs.reload();
    }
}
