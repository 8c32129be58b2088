package io.pgspan.multicluster.ocm;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known on the hub of one delivered object. Values are replaced, never withdrawn: a spoke that is gone leaves its last ones
 * behind, so {@code changed} is the latest moment at which they are known to have been true.
 *
 * @param clusterName the Kubernetes cluster
 * @param work the work's name
 * @param kind the object's kind
 * @param namespace the object's namespace, empty for a cluster-scoped one
 * @param name the object's name
 * @param applied whether the spoke's API server accepted it
 * @param available whether it exists there; says nothing about readiness
 * @param values what {@link Feedback} asked for, by name
 * @param changed when a condition last changed, or when the work was created if nothing was reported since
 */
public record WorkFeedback(
        String clusterName,
        String work,
        String kind,
        String namespace,
        String name,
        Verdict applied,
        Verdict available,
        Map<String, String> values,
        Instant changed) {

    /** Copies the values. */
    public WorkFeedback {
        values = Map.copyOf(values);
    }

    /** Reads a work as the hub has it. */
    public static WorkFeedback of(ManifestWork work) {
        JsonNode object = work.object();
        Optional<ManifestWorkStatus> status = work.reported();
        Long generation = work.getMetadata().getGeneration();
        List<ManifestStatus> manifests =
                status.map(ManifestWorkStatus::manifests).orElse(List.of());
        Map<String, String> values = new LinkedHashMap<>();
        manifests.forEach(m -> values.putAll(m.values()));
        return new WorkFeedback(
                work.clusterName(),
                work.getMetadata().getName(),
                object.path("kind").asText(),
                object.path("metadata").path("namespace").asText(""),
                object.path("metadata").path("name").asText(),
                Verdict.of(status.flatMap(s -> s.condition("Applied")), generation),
                Verdict.of(status.flatMap(s -> s.condition("Available")), generation),
                values,
                changed(work, status, manifests));
    }

    private static Instant changed(
            ManifestWork work, Optional<ManifestWorkStatus> status, List<ManifestStatus> manifests) {
        Stream<String> reported = Stream.concat(
                        status.stream().flatMap(s -> s.conditions().stream()),
                        manifests.stream().flatMap(m -> m.conditions().stream()))
                .map(Condition::getLastTransitionTime);
        return Stream.concat(Stream.of(work.getMetadata().getCreationTimestamp()), reported)
                .flatMap(text -> instant(text).stream())
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(Objects.toString(text, "")));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A reported value. */
    public Optional<String> value(String valueName) {
        return Optional.ofNullable(values.get(valueName));
    }

    /** Whether the object is a pod that is there and ready. */
    public boolean isReadyPod() {
        return kind.equals("Pod")
                && available.holds()
                && value(Feedback.READY).filter("True"::equals).isPresent();
    }
}
