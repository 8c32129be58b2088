package io.pgspan.multicluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.observed.ClusterObservation;
import io.pgspan.model.observed.InstanceObservation;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.plan.Plan;
import io.pgspan.model.plan.Step;
import io.pgspan.multicluster.ocm.ManifestWork;
import io.pgspan.multicluster.ocm.ObjectRole;
import io.pgspan.multicluster.ocm.WorkPlanner;
import io.pgspan.placement.PlacementPlan;
import io.pgspan.placement.Placer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * From a wish, a fleet and an observation to a plan; pure. The order is that of need: the namespace, then the record without which
 * agents don't start a database, then what pods refer to, then the pods by ordinal. The record is created only where nothing has
 * been delivered yet: a record that is missing later was lost, and a new one would let a second primary arise.
 */
final class DeploymentPlanner {
    private final Fleet fleet;
    private final Engine engine;

    DeploymentPlanner(Fleet fleet, Engine engine) {
        this.fleet = fleet;
        this.engine = engine;
    }

    DeploymentPlan plan(PostgresCluster cluster, ClusterObservation seen) {
        Assignment assignment = Placer.assign(cluster, fleet, engine.limits(fleet, fleet.hub()));
        String home = assignment.replicas().stream()
                .findFirst()
                .map(Assignment.Placed::clusterName)
                .orElse(fleet.hub());
        PlacementPlan placement = Placer.predict(
                cluster, assignment, engine.pods(cluster, assignment), fleet, engine.limits(fleet, home));
        Draft draft = new Draft(cluster, seen, assignment);
        Map<String, List<ObjectNode>> manifests = engine.match(
                own -> own.render(cluster, assignment), operator -> operator.render(cluster, assignment, fleet.hub()));
        List<ManifestWork> works = engine.match(
                own -> WorkPlanner.plan(cluster, manifests), operator -> WorkPlanner.plan(cluster, spokes(manifests)));
        engine.match(
                own -> draft.toSpokes(works),
                operator -> draft.toOperators(manifests.getOrDefault(fleet.hub(), List.of()), works));
        return new DeploymentPlan(
                cluster,
                assignment,
                placement,
                engine.title(),
                manifests,
                works,
                draft.notes(placement),
                new Plan(draft.title(), draft.steps),
                draft.deeds);
    }

    /** What an operator on the hub is told goes to the hub itself; operators elsewhere get theirs as works. */
    private Map<String, List<ObjectNode>> spokes(Map<String, List<ObjectNode>> manifests) {
        Map<String, List<ObjectNode>> spokes = new LinkedHashMap<>(manifests);
        spokes.remove(fleet.hub());
        return spokes;
    }

    /** The steps of one plan as they come together. */
    private final class Draft {
        private final PostgresCluster cluster;
        private final ClusterObservation seen;
        private final Assignment assignment;
        private final String name;
        private final List<Step> steps = new ArrayList<>();
        private final Map<String, Deed> deeds = new LinkedHashMap<>();

        Draft(PostgresCluster cluster, ClusterObservation seen, Assignment assignment) {
            this.cluster = cluster;
            this.seen = seen;
            this.assignment = assignment;
            this.name = cluster.namespace() + "/" + cluster.name();
        }

        String title() {
            return (seen.delivered() ? "Bring " : "Create ") + "PostgreSQL cluster " + name
                    + (seen.delivered() ? " to what is wished" : "");
        }

        Draft toSpokes(List<ManifestWork> works) {
            namespace(only(works, ObjectRole.NAMESPACE::equals));
            if (!seen.delivered()) {
                record();
            }
            List<ManifestWork> needed = only(works, role -> role != ObjectRole.NAMESPACE && role != ObjectRole.POD);
            if (!needed.isEmpty()) {
                add(
                        "objects",
                        "deliver Secrets, volume claims and Services of all members",
                        "pods refer to them, and members find each other by them",
                        "every one is accepted by the hub",
                        "delete the works; volumes and Secrets stay as the deletion policy " + cluster.deletionPolicy()
                                + " says",
                        new Deed.DeliverWorks(needed));
            }
            only(works, ObjectRole.POD::equals).forEach(this::pod);
            return this;
        }

        Draft toOperators(List<ObjectNode> onHub, List<ManifestWork> works) {
            namespace(only(works, ObjectRole.NAMESPACE::equals));
            if (!onHub.isEmpty()) {
                wish("wish", "apply", onHub, "on hub " + fleet.hub(), new Deed.ApplyToHub(onHub));
            }
            Map<String, List<ManifestWork>> byCluster = new LinkedHashMap<>();
            only(works, role -> role != ObjectRole.NAMESPACE)
                    .forEach(work -> byCluster
                            .computeIfAbsent(work.clusterName(), name -> new ArrayList<>())
                            .add(work));
            byCluster.forEach((name, own) -> wish(
                    "wish/" + name,
                    "deliver",
                    own.stream().map(ManifestWork::object).toList(),
                    "to " + name,
                    new Deed.DeliverWorks(own)));
            return this;
        }

        private void wish(String id, String verb, List<ObjectNode> objects, String where, Deed deed) {
            add(
                    id,
                    verb + " "
                            + objects.stream()
                                    .map(o -> o.path("kind").asText() + " "
                                            + o.path("metadata").path("name").asText())
                                    .collect(Collectors.joining(" and "))
                            + " " + where,
                    engine.title() + " there does the rest",
                    "the hub accepts them",
                    "delete them; what becomes of data is up to the operator's own deletion policy",
                    deed);
        }

        private void namespace(List<ManifestWork> works) {
            add(
                    "namespace",
                    "create namespace " + cluster.namespace() + " on hub " + fleet.hub()
                            + works.stream()
                                    .map(ManifestWork::clusterName)
                                    .collect(Collectors.joining(", ", works.isEmpty() ? "" : " and in ", "")),
                    "everything else is in it",
                    "the hub accepts it",
                    "it is shared, so it stays",
                    new Deed.CreateNamespace(cluster.namespace(), works));
        }

        private void record() {
            List<String> members =
                    assignment.replicas().stream().map(Assignment.Placed::pod).toList();
            int confirmations = cluster.replication().isSynchronous()
                    ? cluster.replication().confirmations()
                    : 0;
            add(
                    "record",
                    "create the cluster record, Lease " + name + " on hub " + fleet.hub(),
                    "members agree in it on who leads; it is created once, and never by an agent",
                    "the hub holds a record that no member has used yet, or the one of this cluster's earlier life",
                    "delete the Lease while no member has started",
                    new Deed.CreateRecord(
                            cluster.namespace(), cluster.name(), ClusterRecord.uninitialised(members, confirmations)));
        }

        private void pod(ManifestWork work) {
            String pod = work.object().path("metadata").path("name").asText();
            boolean there = seen.instances().stream().anyMatch(i -> i.pod().equals(pod));
            add(
                    "pod/" + pod,
                    "deliver pod " + pod + " to " + work.clusterName(),
                    there ? "it is there; saying it again repairs what has drifted" : "it is not there yet",
                    "the hub accepts it",
                    "delete its work; its volume stays as the deletion policy says",
                    new Deed.DeliverWorks(List.of(work)));
        }

        private void add(String id, String what, String why, String doneWhen, String undo, Deed deed) {
            steps.add(new Step(
                    id,
                    what,
                    why,
                    Step.Risk.NONE,
                    steps.isEmpty() ? "the hub answers" : "the step before is done",
                    doneWhen,
                    "the hub refuses, or its retries are used up",
                    undo));
            deeds.put(id, deed);
        }

        List<String> notes(PlacementPlan placement) {
            List<String> notes = new ArrayList<>();
            placement
                    .unplaced()
                    .forEach(pod -> notes.add(
                            "pod " + pod.pod() + " fits on no node of " + pod.cluster() + " and would stay pending"));
            Set<String> wanted =
                    assignment.members().stream().map(Assignment.Placed::pod).collect(Collectors.toSet());
            seen.instances().stream()
                    .map(InstanceObservation::pod)
                    .filter(pod -> !wanted.contains(pod))
                    .forEach(pod ->
                            notes.add("pod " + pod + " is delivered and no longer wished; this plan removes nothing"));
            return notes;
        }

        private static List<ManifestWork> only(List<ManifestWork> works, Predicate<ObjectRole> wanted) {
            return works.stream()
                    .filter(w ->
                            wanted.test(ObjectRole.of(w.object().path("kind").asText())))
                    .toList();
        }
    }
}
