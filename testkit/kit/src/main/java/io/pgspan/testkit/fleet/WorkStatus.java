package io.pgspan.testkit.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The status of a ManifestWork, from what was applied and what stands on the spoke. Old feedback stays when an object is gone. */
final class WorkStatus {
    private final JsonNode before;
    private final long generation;
    private final Instant now;
    private final ArrayNode manifests = JsonNodeFactory.instance.arrayNode();
    private boolean allApplied = true;
    private boolean allAvailable = true;

    /**
     * The outcome of one manifest.
     *
     * @param ordinal its place in the spec
     * @param ref its object
     * @param error why it was refused, empty when it was applied
     */
    record Outcome(int ordinal, ResourceRef ref, String error) {}

    WorkStatus(JsonNode work, Instant now) {
        this.before = work.path("status");
        this.generation = work.path("metadata").path("generation").asLong();
        this.now = now;
    }

    void add(Outcome outcome, Optional<ObjectNode> found, JsonNode feedbackRules) {
        JsonNode earlier = earlier(outcome.ref());
        boolean applied = outcome.error().isEmpty();
        allApplied &= applied;
        allAvailable &= found.isPresent();
        Conditions conditions = new Conditions(earlier.path("conditions"), now)
                .add(
                        "Applied",
                        applied,
                        applied ? "AppliedManifestComplete" : "AppliedManifestFailed",
                        applied ? "Apply manifest complete" : "Failed to apply manifest: " + outcome.error())
                .add(
                        "Available",
                        found.isPresent(),
                        found.isPresent() ? "ResourceAvailable" : "ResourceNotAvailable",
                        found.isPresent() ? "Resource is available" : "Resource is not available");
        ObjectNode manifest = manifests.addObject();
        manifest.putObject("resourceMeta")
                .put("ordinal", outcome.ordinal())
                .put("group", outcome.ref().group())
                .put("version", outcome.ref().version())
                .put("kind", outcome.ref().kind())
                .put("resource", outcome.ref().plural())
                .put("namespace", outcome.ref().namespace())
                .put("name", outcome.ref().name());
        if (found.isPresent()) {
            Feedback feedback = Feedback.read(feedbackRules, found.get());
            manifest.putObject("statusFeedback").set("values", feedback.values());
            addSynced(conditions, feedback);
        } else {
            manifest.set("statusFeedback", earlier.path("statusFeedback").deepCopy());
        }
        if (manifest.path("statusFeedback").isMissingNode()) {
            manifest.putObject("statusFeedback");
        }
        manifest.set("conditions", conditions.list());
    }

    private static void addSynced(Conditions conditions, Feedback feedback) {
        if (!feedback.wanted()) {
            conditions.add("StatusFeedbackSynced", true, "NoStatusFeedbackSynced", "");
        } else if (feedback.errors().isEmpty()) {
            conditions.add("StatusFeedbackSynced", true, "StatusFeedbackSynced", "");
        } else {
            conditions.add(
                    "StatusFeedbackSynced", false, "StatusFeedbackSyncFailed", String.join("; ", feedback.errors()));
        }
    }

    private JsonNode earlier(ResourceRef ref) {
        for (JsonNode manifest : before.path("resourceStatus").path("manifests")) {
            JsonNode meta = manifest.path("resourceMeta");
            if (List.of(ref.group(), ref.kind(), ref.namespace(), ref.name())
                    .equals(List.of(
                            meta.path("group").asText(),
                            meta.path("kind").asText(),
                            meta.path("namespace").asText(),
                            meta.path("name").asText()))) {
                return manifest;
            }
        }
        return MissingNode.getInstance();
    }

    /** The whole status; empty when it says what the work's status says already. */
    Optional<ObjectNode> changed() {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.set(
                "conditions",
                new Conditions(before.path("conditions"), now)
                        .add(
                                "Applied",
                                allApplied,
                                allApplied ? "AppliedManifestWorkComplete" : "AppliedManifestWorkFailed",
                                allApplied ? "Apply manifest work complete" : "Failed to apply manifest work")
                        .add(
                                "Available",
                                allAvailable,
                                allAvailable ? "ResourcesAvailable" : "ResourcesNotAvailable",
                                allAvailable ? "All resources are available" : "Some resources are not available")
                        .observed(generation));
        status.putObject("resourceStatus").set("manifests", manifests);
        return Canonical.equal(status, before) ? Optional.empty() : Optional.of(status);
    }
}
