package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The endpoints by which a client learns what a server serves: /version, /api, /apis and the resource list of each version. */
final class Discovery {
    private static final Pattern GROUP = Pattern.compile("/apis/([^/]+)/?");
    private static final Pattern RESOURCES = Pattern.compile("/(?:api|apis/([^/]+))/([^/]+)/?");

    private final ApiServerModel model;

    Discovery(ApiServerModel model) {
        this.model = model;
    }

    /** Empty where the request is not about discovery. */
    Optional<ApiResponse> answer(ApiRequest request) {
        if (!request.method().equals("GET")) {
            return Optional.empty();
        }
        return switch (request.path()) {
            case "/version", "/version/" -> Optional.of(ApiResponse.ok(version()));
            case "/api", "/api/" -> Optional.of(ApiResponse.ok(coreVersions()));
            case "/apis", "/apis/" -> Optional.of(ApiResponse.ok(groups()));
            default -> groupOrResources(request.path());
        };
    }

    private Optional<ApiResponse> groupOrResources(String path) {
        Matcher group = GROUP.matcher(path);
        if (group.matches()) {
            return Optional.of(
                    ApiResponse.ok(group(group.group(1)).put("kind", "APIGroup").put("apiVersion", "v1")));
        }
        Matcher resources = RESOURCES.matcher(path);
        if (!resources.matches()) {
            return Optional.empty();
        }
        String name = resources.group(1);
        return Optional.of(
                ApiResponse.ok(resources(name == null ? resources.group(2) : name + "/" + resources.group(2))));
    }

    private static ObjectNode version() {
        return object().put("major", "1").put("minor", "34").put("gitVersion", "v1.34.0+model");
    }

    private static ObjectNode coreVersions() {
        ObjectNode versions = object().put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        return versions;
    }

    private ObjectNode groups() {
        ObjectNode list = object().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        apiVersions().stream()
                .filter(v -> v.contains("/"))
                .map(v -> v.substring(0, v.indexOf('/')))
                .distinct()
                .forEach(name -> groups.add(group(name)));
        return list;
    }

    private ObjectNode group(String name) {
        List<String> versions =
                apiVersions().stream().filter(v -> v.startsWith(name + "/")).toList();
        if (versions.isEmpty()) {
            throw ApiServerException.notFound("the API group " + name);
        }
        ObjectNode group = object().put("name", name);
        ArrayNode list = group.putArray("versions");
        versions.forEach(v -> list.add(groupVersion(v)));
        group.set("preferredVersion", groupVersion(versions.get(0)));
        return group;
    }

    private static ObjectNode groupVersion(String apiVersion) {
        return object().put("groupVersion", apiVersion)
                .put("version", apiVersion.substring(apiVersion.indexOf('/') + 1));
    }

    private ObjectNode resources(String apiVersion) {
        ObjectNode list =
                object().put("kind", "APIResourceList").put("apiVersion", "v1").put("groupVersion", apiVersion);
        ArrayNode resources = list.putArray("resources");
        for (DiscoveredKind kind : model.kinds()) {
            if (kind.apiVersion().equals(apiVersion)) {
                resources
                        .addObject()
                        .put("name", kind.plural())
                        .put("singularName", "")
                        .put("namespaced", kind.namespaced())
                        .put("kind", kind.kind())
                        .putArray("verbs")
                        .add("create")
                        .add("delete")
                        .add("get")
                        .add("list")
                        .add("patch")
                        .add("update")
                        .add("watch");
            }
        }
        if (resources.isEmpty()) {
            throw ApiServerException.notFound("the API version " + apiVersion);
        }
        return list;
    }

    private List<String> apiVersions() {
        return model.kinds().stream().map(DiscoveredKind::apiVersion).distinct().toList();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
