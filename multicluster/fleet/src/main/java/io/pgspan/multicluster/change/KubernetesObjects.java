package io.pgspan.multicluster.change;

import static java.net.HttpURLConnection.HTTP_CONFLICT;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.pgspan.model.PgspanException;
import io.pgspan.multicluster.FleetClient;
import io.pgspan.multicluster.internal.SingleAttempt;
import io.pgspan.operators.change.ObjectKey;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Objects of a Kubernetes API server. Each request has at most {@link #LIMIT}; none is repeated. Any number of threads may share one. */
public final class KubernetesObjects implements ClusterObjects {
    /** How long a request may take. */
    public static final Duration LIMIT = Duration.ofSeconds(10);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final KubernetesClient client;

    private KubernetesObjects(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Those of a server.
     *
     * @param client stays open
     */
    public static KubernetesObjects of(KubernetesClient client) {
        return new KubernetesObjects(client);
    }

    @Override
    public Optional<ObjectNode> read(ObjectKey key) {
        return Optional.ofNullable(
                        ask("read of " + key.title(), c -> named(c, key).get()))
                .map(KubernetesObjects::tree);
    }

    @Override
    public boolean create(ObjectNode object) {
        ObjectKey key = ObjectKey.of(object);
        try {
            SingleAttempt.call(client, LIMIT, c -> resource(c, object).create());
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HTTP_CONFLICT) {
                return false;
            }
            throw failed("creation of " + key.title(), e);
        }
    }

    @Override
    public void patch(ObjectKey key, ObjectNode patch) {
        ask("patch of " + key.title(), c -> named(c, key).patch(MERGE, patch.toString()));
    }

    @Override
    public void apply(ObjectNode object) {
        ask(
                "application of " + ObjectKey.of(object).title(),
                c -> resource(c, object).fieldManager(FleetClient.FIELD_MANAGER).serverSideApply());
    }

    @Override
    public void delete(ObjectKey key) {
        ask(
                "deletion of " + key.title(),
                c -> named(c, key)
                        .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                        .delete());
    }

    private static ObjectNode tree(GenericKubernetesResource resource) {
        return JSON.valueToTree(resource);
    }

    private static Resource<GenericKubernetesResource> named(KubernetesClient c, ObjectKey key) {
        var all = c.genericKubernetesResources(key.apiVersion(), key.kind());
        return key.namespace().isEmpty()
                ? all.withName(key.name())
                : all.inNamespace(key.namespace()).withName(key.name());
    }

    private static Resource<GenericKubernetesResource> resource(KubernetesClient c, ObjectNode object) {
        ObjectKey key = ObjectKey.of(object);
        var all = c.genericKubernetesResources(key.apiVersion(), key.kind());
        GenericKubernetesResource resource =
                Serialization.unmarshal(object.toString(), GenericKubernetesResource.class);
        return key.namespace().isEmpty()
                ? all.resource(resource)
                : all.inNamespace(key.namespace()).resource(resource);
    }

    private <T> @Nullable T ask(String what, Function<KubernetesClient, @Nullable T> request) {
        try {
            return SingleAttempt.<@Nullable T>call(client, LIMIT, request);
        } catch (KubernetesClientException e) {
            throw failed(what, e);
        }
    }

    private static PgspanException failed(String what, KubernetesClientException e) {
        return new PgspanException(what + ": " + e.getMessage(), e);
    }
}
