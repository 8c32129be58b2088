package io.pgspan.multicluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.pgspan.ha.record.RecordStore;
import io.pgspan.multicluster.kubernetes.KubernetesRecordStore;
import io.pgspan.multicluster.ocm.ManifestWork;
import io.pgspan.multicluster.ocm.WorkFeedback;
import io.pgspan.multicluster.ocm.WorkLabels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fleet as its hub shows it: everything goes to the hub's API server, and clusters fetch what is theirs from there. Delivery
 * says the whole of what is wanted by server-side apply under the name {@value #FIELD_MANAGER}, so that saying it twice changes
 * nothing. Any number of threads may share a client; it holds no connection of its own.
 */
public final class FleetClient {
    /** The owner of the fields that pgspan writes. */
    public static final String FIELD_MANAGER = "pgspan";

    /** The Lease a cluster's agent renews in its namespace on the hub. */
    private static final String HEARTBEAT = "managed-cluster-lease";

    private final Hub hub;

    private FleetClient(Hub hub) {
        this.hub = hub;
    }

    /**
     * A fleet behind this hub, with {@link DeliveryRetry#ofDefaults()}.
     *
     * @param hubName the hub's name in the fleet
     * @param hub a client of its API server; stays open
     */
    public static FleetClient of(String hubName, KubernetesClient hub) {
        return new FleetClient(new Hub(hubName, hub, DeliveryRetry.ofDefaults()));
    }

    /** The same fleet with other retries. */
    public FleetClient retrying(DeliveryRetry retry) {
        return new FleetClient(hub.retrying(retry));
    }

    /** The hub's name in the fleet. */
    public String hubName() {
        return hub.name();
    }

    /**
     * Delivers works in the order given. Works already as wanted are left untouched: their version stays.
     *
     * @return the works as the hub holds them now, in the same order
     * @throws DeliveryException at the first work that the hub refuses or does not answer; those before it are delivered
     */
    public List<ManifestWork> deliver(List<ManifestWork> works, DeliveryListener listener) {
        List<ManifestWork> held = new ArrayList<>();
        for (ManifestWork work : works) {
            ManifestWork answer = apply("ManifestWork " + path(work), work, listener);
            listener.delivered(answer);
            held.add(answer);
        }
        return List.copyOf(held);
    }

    /**
     * Makes sure that a namespace exists on the hub.
     *
     * @throws DeliveryException when the hub refuses or does not answer
     */
    public void createNamespace(String name, DeliveryListener listener) {
        apply(
                "Namespace " + name,
                new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build(),
                listener);
    }

    /**
     * Applies objects to the hub itself, in order, as an operator there reads them. Fields that somebody else owns are not taken:
     * such an object is refused.
     *
     * @return how many were applied
     * @throws DeliveryException at the first object that the hub refuses or does not answer
     */
    public int applyToHub(List<ObjectNode> objects, DeliveryListener listener) {
        for (ObjectNode object : objects) {
            GenericKubernetesResource resource = generic(object);
            String what = resource.getKind() + " " + resource.getMetadata().getName();
            hub.ask(
                    what,
                    listener,
                    c -> resource(c, resource).fieldManager(FIELD_MANAGER).serverSideApply());
        }
        return objects.size();
    }

    /** The API server is asked for the kind's plural: Postgres becomes postgreses, which no rule of spelling tells. */
    private static Resource<GenericKubernetesResource> resource(
            KubernetesClient client, GenericKubernetesResource object) {
        MixedOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
                all = client.genericKubernetesResources(object.getApiVersion(), object.getKind());
        String namespace = object.getMetadata().getNamespace();
        return namespace == null
                ? all.resource(object)
                : all.inNamespace(namespace).resource(object);
    }

    private static GenericKubernetesResource generic(ObjectNode object) {
        return Serialization.unmarshal(object.toString(), GenericKubernetesResource.class);
    }

    private <T extends HasMetadata> T apply(String what, T object, DeliveryListener listener) {
        return hub.ask(
                what,
                listener,
                c -> c.resource(object)
                        .fieldManager(FIELD_MANAGER)
                        .forceConflicts()
                        .serverSideApply());
    }

    /**
     * What is known of the delivered objects of a PostgreSQL cluster, sorted by Kubernetes cluster and work. Objects that it shares
     * with others, such as the namespace, are not among them.
     *
     * @throws DeliveryException when the hub refuses or does not answer
     */
    public List<WorkFeedback> feedback(String namespace, String clusterName) {
        return hub
                .ask(
                        "ManifestWorks of " + namespace + "/" + clusterName,
                        DeliveryListener.none(),
                        c -> c.resources(ManifestWork.class)
                                .inAnyNamespace()
                                .withLabels(Map.of(
                                        WorkLabels.MANAGED_BY, WorkLabels.MANAGER,
                                        WorkLabels.NAMESPACE, namespace,
                                        WorkLabels.CLUSTER, clusterName))
                                .list()
                                .getItems())
                .stream()
                .map(WorkFeedback::of)
                .sorted(Comparator.comparing(WorkFeedback::clusterName).thenComparing(WorkFeedback::work))
                .toList();
    }

    /**
     * When a Kubernetes cluster last told the hub that it lives, by its own clock; empty when it keeps no heartbeat there.
     *
     * @throws DeliveryException when the hub refuses or does not answer
     */
    public Optional<Instant> lastHeartbeat(String kubernetesCluster) {
        List<Lease> leases = hub.ask(
                "heartbeat of " + kubernetesCluster,
                DeliveryListener.none(),
                c -> Optional.ofNullable(c.leases()
                                .inNamespace(kubernetesCluster)
                                .withName(HEARTBEAT)
                                .get())
                        .map(List::of)
                        .orElse(List.of()));
        return leases.stream()
                .flatMap(lease -> Optional.ofNullable(lease.getSpec()).stream())
                .flatMap(spec -> Optional.ofNullable(spec.getRenewTime()).stream())
                .map(Instant::from)
                .findFirst();
    }

    /**
     * Deletes one work. Its objects on the spoke go or stay as the work's own delete option says; while the spoke can't be reached,
     * the work stays with a deletion mark.
     *
     * @return false when there was no such work
     * @throws DeliveryException when the hub refuses or does not answer
     */
    public boolean remove(String kubernetesCluster, String work) {
        return !hub.ask(
                        "deletion of ManifestWork " + kubernetesCluster + "/" + work,
                        DeliveryListener.none(),
                        c -> c.resources(ManifestWork.class)
                                .inNamespace(kubernetesCluster)
                                .withName(work)
                                .delete())
                .isEmpty();
    }

    /**
     * The store of the record of a PostgreSQL cluster: the Lease of its namespace and name on the hub. Its calls are not repeated:
     * who uses it decides.
     */
    public RecordStore recordStore(String namespace, String clusterName) {
        return KubernetesRecordStore.on(hub.client(), namespace, clusterName);
    }

    Hub hub() {
        return hub;
    }

    private static String path(ManifestWork work) {
        return work.clusterName() + "/" + work.getMetadata().getName();
    }
}
