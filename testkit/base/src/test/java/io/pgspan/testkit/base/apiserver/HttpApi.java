package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.ResourceNotFoundException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The contract over HTTP, spoken by a real fabric8 client. */
final class HttpApi implements Api {
    private final ApiServerModel model;
    private final ApiServerHttp server;
    private final KubernetesClient client;

    HttpApi(ApiServerModel model) {
        this.model = model;
        server = new ApiServerHttp(model);
        client = server.client();
    }

    @Override
    public ObjectNode create(ResourcePath collection, ObjectNode object, boolean dryRun) {
        Resource<GenericKubernetesResource> resource = in(collection, object).resource(resource(object));
        return refusing(() -> json(dryRun ? resource.dryRun().create() : resource.create()));
    }

    @Override
    public ObjectNode get(ResourcePath path) {
        return refusing(() -> json(in(path).withName(path.name()).require()));
    }

    @Override
    public List<ObjectNode> list(ResourcePath collection, Selection selection) {
        return refusing(() -> in(collection)
                .list(new ListOptionsBuilder()
                        .withLabelSelector(selection.labelSelector())
                        .withFieldSelector(selection.fieldSelector())
                        .build())
                .getItems()
                .stream()
                .map(this::json)
                .toList());
    }

    @Override
    public ObjectNode update(ResourcePath path, ObjectNode object) {
        Resource<GenericKubernetesResource> resource = in(path, object).resource(resource(object));
        return refusing(() -> json(path.isStatus() ? resource.updateStatus() : resource.update()));
    }

    @Override
    public ObjectNode patch(ResourcePath path, PatchType type, String patch) {
        PatchContext context = PatchContext.of(
                switch (type) {
                    case MERGE -> io.fabric8.kubernetes.client.dsl.base.PatchType.JSON_MERGE;
                    case JSON -> io.fabric8.kubernetes.client.dsl.base.PatchType.JSON;
                    case STRATEGIC_MERGE -> io.fabric8.kubernetes.client.dsl.base.PatchType.STRATEGIC_MERGE;
                });
        String body = patch.replace('\'', '"');
        Resource<GenericKubernetesResource> resource = in(path).withName(path.name());
        return refusing(() -> json(
                path.isStatus() ? resource.subresource("status").patch(context, body) : resource.patch(context, body)));
    }

    @Override
    public ObjectNode apply(ResourcePath path, ObjectNode object, String manager, boolean force) {
        var resource = in(path, object).resource(resource(object)).fieldManager(manager);
        return refusing(() -> json(force ? resource.forceConflicts().serverSideApply() : resource.serverSideApply()));
    }

    @Override
    public void delete(ResourcePath path, String resourceVersion) {
        Resource<GenericKubernetesResource> resource = in(path).withName(path.name());
        refusing(() -> resourceVersion.isEmpty()
                ? resource.delete()
                : resource.lockResourceVersion(resourceVersion).delete());
    }

    @Override
    public List<String> watch(ResourcePath collection, String resourceVersion) {
        List<String> events = new CopyOnWriteArrayList<>();
        in(collection)
                .watch(
                        new ListOptionsBuilder()
                                .withResourceVersion(resourceVersion)
                                .build(),
                        new Watcher<>() {
                            @Override
                            public void eventReceived(Action action, GenericKubernetesResource resource) {
                                events.add(action + " " + resource.getMetadata().getName());
                            }

                            @Override
                            public void onClose(WatcherException cause) {
                                events.add("ERROR " + cause.asClientException().getCode());
                            }
                        });
        return events;
    }

    @Override
    public void compact() {
        model.compact();
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            in(ResourcePath path) {
        String kind = switch (path.plural()) {
            case "pods" -> "Pod";
            case "configmaps" -> "ConfigMap";
            default -> "ManifestWork";
        };
        return in(path, kind);
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            in(ResourcePath path, ObjectNode object) {
        return in(path, object.path("kind").asText());
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            in(ResourcePath path, String kind) {
        return client.genericKubernetesResources(new ResourceDefinitionContext.Builder()
                        .withGroup(path.group())
                        .withVersion(path.version())
                        .withPlural(path.plural())
                        .withKind(kind)
                        .withNamespaced(true)
                        .build())
                .inNamespace(path.namespace());
    }

    private GenericKubernetesResource resource(ObjectNode object) {
        return client.getKubernetesSerialization().unmarshal(object.toString(), GenericKubernetesResource.class);
    }

    private ObjectNode json(Object resource) {
        return Objects.json(client.getKubernetesSerialization().asJson(resource));
    }

    private static <T> T refusing(Supplier<T> call) {
        try {
            return call.get();
        } catch (ResourceNotFoundException e) {
            throw new Refused(404, "NotFound", e);
        } catch (KubernetesClientException e) {
            String reason = e.getStatus() == null ? "" : e.getStatus().getReason();
            throw new Refused(e.getCode(), reason, e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
