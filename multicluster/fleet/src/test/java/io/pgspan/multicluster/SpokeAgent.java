package io.pgspan.multicluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.pgspan.multicluster.ocm.ManifestConfig;
import io.pgspan.multicluster.ocm.ManifestStatus;
import io.pgspan.multicluster.ocm.ManifestWork;
import io.pgspan.multicluster.ocm.ManifestWorkStatus;
import io.pgspan.testkit.base.apiserver.ResourcePath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** As much of a work agent as these tests need: applies a cluster's works to its API server and reports what was asked for. */
final class SpokeAgent {
    private final ApiServer hub;
    private final ApiServer spoke;

    SpokeAgent(ApiServer hub, ApiServer spoke) {
        this.hub = hub;
        this.spoke = spoke;
    }

    void applyAll() {
        hub.client.resources(ManifestWork.class).inNamespace(spoke.name).list().getItems().stream()
                .sorted((a, b) -> Boolean.compare(!isNamespace(a), !isNamespace(b)))
                .forEach(work -> spoke.client
                        .resource(Serialization.unmarshal(work.object().toString(), GenericKubernetesResource.class))
                        .fieldManager("work-agent")
                        .forceConflicts()
                        .serverSideApply());
    }

    private static boolean isNamespace(ManifestWork work) {
        return work.object().path("kind").asText().equals("Namespace");
    }

    void reportAll(Instant at) {
        for (ManifestWork work : hub.client
                .resources(ManifestWork.class)
                .inNamespace(spoke.name)
                .list()
                .getItems()) {
            work.setStatus(status(work, at));
            hub.client.resource(work).updateStatus();
        }
    }

    private ManifestWorkStatus status(ManifestWork work, Instant at) {
        ManifestConfig config = work.getSpec().manifestConfigs().get(0);
        ManifestConfig.ResourceIdentifier id = config.resourceIdentifier();
        String apiVersion = work.object().path("apiVersion").asText();
        Optional<ObjectNode> object = spoke.model.find(
                ResourcePath.of(apiVersion, id.resource()).in(id.namespace()).named(id.name()));
        List<ManifestStatus.FeedbackValue> values = new ArrayList<>();
        config.feedbackRules()
                .forEach(rule -> rule.jsonPaths()
                        .forEach(path -> object.map(o -> at(o, path.path()))
                                .filter(JsonNode::isValueNode)
                                .ifPresent(value -> values.add(new ManifestStatus.FeedbackValue(
                                        path.name(),
                                        new ManifestStatus.FieldValue("String", null, value.asText(), null, null))))));
        ManifestStatus manifest = new ManifestStatus(
                new ManifestStatus.ResourceMeta(
                        0,
                        id.group(),
                        "v1",
                        work.object().path("kind").asText(),
                        id.resource(),
                        id.name(),
                        id.namespace()),
                new ManifestStatus.StatusFeedback(values),
                List.of());
        return new ManifestWorkStatus(
                List.of(condition(work, "Applied", true, at), condition(work, "Available", object.isPresent(), at)),
                new ManifestWorkStatus.ResourceStatus(List.of(manifest)));
    }

    private static Condition condition(ManifestWork work, String type, boolean holds, Instant at) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(holds ? "True" : "False")
                .withReason("Simulated")
                .withMessage("")
                .withLastTransitionTime(at.toString())
                .withObservedGeneration(work.getMetadata().getGeneration())
                .build();
    }

    /** Field names and one kind of filter: a list's item of a type. */
    private static JsonNode at(JsonNode object, String path) {
        JsonNode node = object;
        for (String step : path.substring(1).split("\\.(?![^\\[]*\\])", -1)) {
            int filter = step.indexOf("[?(@.type=='");
            node = node.path(filter < 0 ? step : step.substring(0, filter));
            if (filter >= 0) {
                String type = step.substring(filter + "[?(@.type=='".length(), step.indexOf("')]"));
                node = item(node, type);
            }
        }
        return node;
    }

    private static JsonNode item(JsonNode list, String type) {
        for (JsonNode item : list) {
            if (item.path("type").asText().equals(type)) {
                return item;
            }
        }
        return MissingNode.getInstance();
    }
}
