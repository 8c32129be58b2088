package io.pgspan.multicluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.plan.Plan;
import io.pgspan.multicluster.ocm.ManifestWork;
import io.pgspan.placement.PlacementPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What applying a wish will do, and why: immutable, and made without touching anything. {@link Pgspan#apply} carries it out.
 */
public final class DeploymentPlan {
    private final PostgresCluster cluster;
    private final Assignment assignment;
    private final PlacementPlan placement;
    private final String engine;
    private final Map<String, List<ObjectNode>> manifests;
    private final List<ManifestWork> works;
    private final List<String> notes;
    private final Plan steps;
    private final Map<String, Deed> deeds;

    DeploymentPlan(
            PostgresCluster cluster,
            Assignment assignment,
            PlacementPlan placement,
            String engine,
            Map<String, List<ObjectNode>> manifests,
            List<ManifestWork> works,
            List<String> notes,
            Plan steps,
            Map<String, Deed> deeds) {
        this.cluster = cluster;
        this.assignment = assignment;
        this.placement = placement;
        this.engine = engine;
        this.manifests = new LinkedHashMap<>(manifests);
        this.works = List.copyOf(works);
        this.notes = List.copyOf(notes);
        this.steps = steps;
        this.deeds = Map.copyOf(deeds);
    }

    /** The wish. */
    public PostgresCluster cluster() {
        return cluster;
    }

    /** Which Kubernetes cluster each member goes to. */
    public Assignment assignment() {
        return assignment;
    }

    /** Predicted nodes, reasons, and what survives. */
    public PlacementPlan placement() {
        return placement;
    }

    /** The objects by the Kubernetes cluster they end up in; an operator's objects are the hub's. Secrets are among them. */
    public Map<String, List<ObjectNode>> manifests() {
        Map<String, List<ObjectNode>> copy = new LinkedHashMap<>();
        manifests.forEach((name, objects) ->
                copy.put(name, objects.stream().map(ObjectNode::deepCopy).toList()));
        return copy;
    }

    /** The works that bring the objects to their clusters, in order of delivery; none for an operator on the hub. */
    public List<ManifestWork> works() {
        return works;
    }

    /** The steps in order. */
    public Plan steps() {
        return steps;
    }

    Deed deed(String stepId) {
        return Objects.requireNonNull(deeds.get(stepId), stepId);
    }

    /** The whole plan in sentences and tables: where, why, what survives, what is delivered, in which order. No secret's content. */
    public String explain() {
        StringBuilder text = new StringBuilder();
        text.append("PostgreSQL cluster ")
                .append(cluster.namespace())
                .append('/')
                .append(cluster.name())
                .append(", version ")
                .append(cluster.version())
                .append(", ")
                .append(cluster.replicas())
                .append(cluster.replicas() == 1 ? " replica, by " : " replicas, by ")
                .append(engine)
                .append("\n\n")
                .append(placement.explain())
                .append("\nObjects\n");
        manifests.forEach((name, objects) -> text.append("    ")
                .append(name)
                .append(": ")
                .append(objects.stream()
                        .map(o -> o.path("kind").asText() + " "
                                + o.path("metadata").path("name").asText())
                        .collect(Collectors.joining(", ")))
                .append('\n'));
        text.append('\n').append(steps.explain()).append('\n');
        notes.forEach(note -> text.append("note: ").append(note).append('\n'));
        return text.toString();
    }

    /** The title of the steps. */
    @Override
    public String toString() {
        return steps.title();
    }
}
