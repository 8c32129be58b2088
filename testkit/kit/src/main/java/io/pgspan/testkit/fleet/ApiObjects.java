package io.pgspan.testkit.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** One API server's objects of any kind as JSON, through a real client. */
final class ApiObjects implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Informers repeat themselves by the loops that they poke. */
    private static final long NO_RESYNC = 0;

    private final KubernetesClient client;
    private final List<SharedIndexInformer<?>> informers = new CopyOnWriteArrayList<>();

    ApiObjects(KubernetesClient client) {
        this.client = client;
    }

    Optional<ObjectNode> get(ResourceRef ref) {
        return Optional.ofNullable(resource(ref).get()).map(ApiObjects::json);
    }

    /** The objects of {@code any}'s kind in its namespace, or in all when it has none. */
    List<ObjectNode> list(ResourceRef any) {
        GenericKubernetesResourceList list = any.isNamespaced()
                ? kind(any).inNamespace(any.namespace()).list()
                : kind(any).inAnyNamespace().list();
        return list.getItems().stream().map(ApiObjects::json).toList();
    }

    ObjectNode create(ObjectNode object) {
        return json(operation(ResourceRef.of(object)).resource(typed(object)).create());
    }

    /** Creates it unless an object of that name exists. */
    void createIfMissing(ObjectNode object) {
        try {
            create(object);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
    }

    ObjectNode apply(ObjectNode object, String fieldManager, boolean force) {
        Resource<GenericKubernetesResource> resource =
                operation(ResourceRef.of(object)).resource(typed(object));
        return json(
                force
                        ? resource.fieldManager(fieldManager).forceConflicts().serverSideApply()
                        : resource.fieldManager(fieldManager).serverSideApply());
    }

    /** A JSON merge patch of everything but status. */
    void patch(ResourceRef ref, ObjectNode patch) {
        resource(ref).patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
    }

    /** A JSON merge patch of the status alone. */
    void patchStatus(ResourceRef ref, ObjectNode status) {
        ObjectNode patch = JSON.createObjectNode().set("status", status);
        resource(ref).subresource("status").patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
    }

    /** Deletes it with its dependents; a missing object is fine. */
    void delete(ResourceRef ref) {
        resource(ref).withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
    }

    /** Calls {@code changed} after each change of the kind in the namespace, or in all, until {@link #close}. */
    SharedIndexInformer<GenericKubernetesResource> onChange(ResourceRef any, Runnable changed) {
        ResourceEventHandler<GenericKubernetesResource> handler = new ResourceEventHandler<>() {
            @Override
            public void onAdd(GenericKubernetesResource object) {
                changed.run();
            }

            @Override
            public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
                changed.run();
            }

            @Override
            public void onDelete(GenericKubernetesResource object, boolean finalStateUnknown) {
                changed.run();
            }
        };
        SharedIndexInformer<GenericKubernetesResource> informer = any.isNamespaced()
                ? kind(any).inNamespace(any.namespace()).inform(handler, NO_RESYNC)
                : kind(any).inAnyNamespace().inform(handler, NO_RESYNC);
        informers.add(informer);
        return informer;
    }

    /** Ends every {@link #onChange}; the client stays open. */
    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
    }

    private Resource<GenericKubernetesResource> resource(ResourceRef ref) {
        return operation(ref).withName(ref.name());
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            operation(ResourceRef ref) {
        return ref.isNamespaced() ? kind(ref).inNamespace(ref.namespace()) : kind(ref);
    }

    private MixedOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            kind(ResourceRef ref) {
        return client.genericKubernetesResources(ref.context());
    }

    private static GenericKubernetesResource typed(ObjectNode object) {
        return JSON.convertValue(object, GenericKubernetesResource.class);
    }

    static ObjectNode json(GenericKubernetesResource object) {
        JsonNode tree = JSON.valueToTree(object);
        return (ObjectNode) tree;
    }
}
