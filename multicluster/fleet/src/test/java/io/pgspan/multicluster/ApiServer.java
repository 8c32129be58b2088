package io.pgspan.multicluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.pgspan.testkit.base.apiserver.ApiServerHttp;
import io.pgspan.testkit.base.apiserver.ApiServerModel;
import io.pgspan.testkit.base.apiserver.ResourcePath;
import io.pgspan.testkit.base.apiserver.Selection;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One Kubernetes cluster's API server with one client. */
final class ApiServer implements AutoCloseable {
    final String name;
    final ApiServerModel model;
    final ApiServerHttp http;
    final KubernetesClient client;

    ApiServer(String name) {
        this.name = name;
        model = ApiServerModel.builder(Clock.systemUTC())
                .name(name)
                .autoCreateNamespaces()
                .build();
        http = new ApiServerHttp(model);
        client = http.client();
    }

    FleetClient asHub() {
        return FleetClient.of(name, client).retrying(Hippo.quickRetry());
    }

    static ResourcePath works() {
        return ResourcePath.of("work.open-cluster-management.io/v1", "manifestworks");
    }

    /** Every object of a kind as {@code namespace/name} and its version. */
    Map<String, String> versions(ResourcePath kind) {
        Map<String, String> versions = new LinkedHashMap<>();
        for (ObjectNode object : list(kind)) {
            JsonNode metadata = object.path("metadata");
            versions.put(
                    metadata.path("namespace").asText() + "/"
                            + metadata.path("name").asText(),
                    metadata.path("resourceVersion").asText());
        }
        return versions;
    }

    List<ObjectNode> list(ResourcePath kind) {
        return model.list(kind, Selection.all()).items();
    }

    @Override
    public void close() {
        http.close();
    }
}
