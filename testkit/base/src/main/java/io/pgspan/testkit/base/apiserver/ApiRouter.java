package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;

/** Maps requests to the model: what a URL, a method and a content type mean. */
final class ApiRouter {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private final ApiServerModel model;
    private final Discovery discovery;

    ApiRouter(ApiServerModel model) {
        this.model = model;
        discovery = new Discovery(model);
    }

    /** Never throws for what a client may send: a refusal is an answer. */
    ApiResponse answer(ApiRequest request) {
        try {
            return discovery.answer(request).orElseGet(() -> route(request, ResourcePath.parse(request.path())));
        } catch (ApiServerException refusal) {
            return ApiResponse.refused(refusal);
        }
    }

    Watch watch(ApiRequest request) {
        return model.watch(
                ResourcePath.parse(request.path()), request.selection(), request.parameter("resourceVersion"));
    }

    private ApiResponse route(ApiRequest request, ResourcePath path) {
        boolean collection = path.name().isEmpty();
        return switch (request.method() + (collection ? " collection" : " object")) {
            case "GET collection" ->
                ApiResponse.ok(model.list(path, request.selection()).toJson());
            case "GET object" -> ApiResponse.ok(model.get(path));
            case "POST collection" -> new ApiResponse(201, model.create(path, body(request), request.writeOptions()));
            case "PUT object" -> ApiResponse.ok(model.update(path, body(request), request.writeOptions()));
            case "PATCH object" -> ApiResponse.ok(patch(request, path));
            case "DELETE object" -> deleted(path, model.delete(path, deleteOptions(request)));
            case "DELETE collection" ->
                deletedCollection(path, model.deleteCollection(path, request.selection(), deleteOptions(request)));
            default ->
                throw ApiServerException.methodNotAllowed(
                        "the server does not allow " + request.method() + " on " + path);
        };
    }

    private ObjectNode patch(ApiRequest request, ResourcePath path) {
        WriteOptions options = request.writeOptions();
        String type = request.contentType().split(";", 2)[0].strip();
        return switch (type) {
            case "application/apply-patch+yaml", "application/apply-patch+json" ->
                model.apply(path, body(request), options);
            case "application/merge-patch+json" -> model.patch(path, PatchType.MERGE, parsed(request), options);
            case "application/json-patch+json" -> model.patch(path, PatchType.JSON, parsed(request), options);
            case "application/strategic-merge-patch+json" ->
                model.patch(path, PatchType.STRATEGIC_MERGE, parsed(request), options);
            default ->
                throw ApiServerException.unsupportedMediaType(
                        "the body of the request was in an unknown format: \"" + type + "\"");
        };
    }

    private static DeleteOptions deleteOptions(ApiRequest request) {
        JsonNode body = request.body().isBlank() ? JsonNodeFactory.instance.objectNode() : parsed(request);
        JsonNode preconditions = body.path("preconditions");
        String policy = body.path("propagationPolicy").asText(request.parameter("propagationPolicy"));
        return new DeleteOptions(
                preconditions.path("uid").asText(""),
                preconditions.path("resourceVersion").asText(""),
                policy.equals("Orphan") || body.path("orphanDependents").asBoolean(),
                request.isDryRun()
                        || body.path("dryRun")
                                .valueStream()
                                .anyMatch(v -> v.asText().equals("All")));
    }

    private static ApiResponse deleted(ResourcePath path, Deletion deletion) {
        if (!deletion.gone()) {
            return ApiResponse.ok(deletion.object());
        }
        ObjectNode status = JsonNodeFactory.instance
                .objectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Success");
        status.putObject("metadata");
        status.putObject("details")
                .put("name", path.name())
                .put("group", path.group())
                .put("kind", path.plural())
                .put("uid", deletion.object().path("metadata").path("uid").asText());
        return ApiResponse.ok(status);
    }

    private ApiResponse deletedCollection(ResourcePath path, List<Deletion> deletions) {
        List<ObjectNode> items = deletions.stream().map(Deletion::object).toList();
        String kind = model.list(path, Selection.all()).kind();
        return ApiResponse.ok(new ObjectList(path.apiVersion(), kind, model.resourceVersion(), items).toJson());
    }

    private static ObjectNode body(ApiRequest request) {
        if (parsed(request) instanceof ObjectNode object) {
            return object;
        }
        throw ApiServerException.badRequest("the body of the request is not an object");
    }

    /** JSON is read as the YAML that it is. */
    private static JsonNode parsed(ApiRequest request) {
        JsonNode node;
        try {
            node = YAML.unmarshal(request.body(), JsonNode.class);
        } catch (KubernetesClientException | IllegalArgumentException e) {
            throw ApiServerException.badRequest("the body of the request can't be read: " + e.getMessage());
        }
        if (node == null) {
            throw ApiServerException.badRequest("the request has no body");
        }
        return node;
    }
}
