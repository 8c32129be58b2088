package io.pgspan.multicluster.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.pgspan.ha.record.RecordStore;
import io.pgspan.testkit.base.apiserver.ApiServerHttp;
import io.pgspan.testkit.base.apiserver.ApiServerModel;
import io.pgspan.testkit.base.apiserver.ResourcePath;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An API server for record stores; each test takes a Lease of its own in it. */
final class LeaseServer implements AutoCloseable {
    private static final String NAMESPACE = "demo";

    final ApiServerModel model =
            ApiServerModel.builder(Clock.systemUTC()).autoCreateNamespaces().build();
    final ApiServerHttp http = new ApiServerHttp(model);
    private final KubernetesClient client = http.client();
    private final AtomicInteger places = new AtomicInteger();

    Place newPlace() {
        return new Place("postgres-" + places.incrementAndGet());
    }

    /** The first call loads classes for longer than any limit tested here. */
    void warmUp() {
        try (Place place = newPlace()) {
            RecordStore store = place.store();
            store.create(RecordStoreContract.fresh(), Duration.ofSeconds(20));
            store.read(Duration.ofSeconds(20));
        }
    }

    @Override
    public void close() {
        http.close();
    }

    /** One Lease and the stores on it. */
    final class Place implements AutoCloseable {
        private final String name;
        private final List<RecordStore> stores = new CopyOnWriteArrayList<>();

        private Place(String name) {
            this.name = name;
        }

        KubernetesRecordStore store() {
            KubernetesRecordStore store = KubernetesRecordStore.on(client, NAMESPACE, name);
            stores.add(store);
            return store;
        }

        KubernetesAcceptor acceptor() {
            return KubernetesAcceptor.on(client, NAMESPACE, name);
        }

        ResourcePath path() {
            return collection().named(name);
        }

        ResourcePath collection() {
            return ResourcePath.of("coordination.k8s.io/v1", "leases").in(NAMESPACE);
        }

        ObjectNode lease() {
            return model.get(path());
        }

        @Override
        public void close() {
            stores.forEach(RecordStore::close);
        }
    }
}
