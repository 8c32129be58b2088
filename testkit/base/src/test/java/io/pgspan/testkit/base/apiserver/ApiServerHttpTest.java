package io.pgspan.testkit.base.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.pgspan.testkit.base.network.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiServerHttpTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MANY = 300;
    private static final Duration IMPATIENT = Duration.ofMillis(400);

    private final ApiServerModel model =
            ApiServerModel.builder(Clock.systemUTC()).build();
    private final ApiServerHttp server = new ApiServerHttp(model);
    private final KubernetesClient client = server.client();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void a_typed_pod_is_created_applied_and_gets_its_status() {
        Pod pod = pod("p", "one");
        client.resource(pod).create();
        client.resource(new PodBuilder(pod)
                        .withNewStatus()
                        .withPhase("Running")
                        .withPodIP("10.0.0.1")
                        .endStatus()
                        .build())
                .updateStatus();
        Pod applied = client.resource(pod("p", "two")).forceConflicts().serverSideApply();
        Pod edited = client.pods()
                .withName("p")
                .edit(p -> new PodBuilder(p)
                        .editMetadata()
                        .addToLabels("edited", "yes")
                        .endMetadata()
                        .build());

        assertThat(applied.getSpec().getContainers().get(0).getImage()).isEqualTo("two");
        assertThat(applied.getStatus().getPodIP()).isEqualTo("10.0.0.1");
        assertThat(edited.getMetadata().getLabels()).containsEntry("edited", "yes");
        assertThat(client.pods().withLabel("edited").list().getItems()).hasSize(1);
    }

    /** An event that comes with the handshake's answer is easily lost by a transport that listens too late. */
    @Test
    void many_watches_each_get_their_first_event() {
        client.resource(pod("p", "one")).create();
        AtomicInteger seen = new AtomicInteger();
        for (int i = 1; i <= MANY; i++) {
            int count = i;
            client.pods()
                    .watch(new ListOptionsBuilder().withResourceVersion("0").build(), new Watcher<>() {
                        @Override
                        public void eventReceived(Action action, Pod pod) {
                            seen.incrementAndGet();
                        }

                        @Override
                        public void onClose(WatcherException cause) {
                            throw new AssertionError(cause);
                        }
                    });
            Await.until("the first event of watch " + i, LIMIT, () -> seen.get() == count);
        }
    }

    @Test
    void a_typed_lease_is_taken_by_compare_and_swap() {
        Lease lease = client.resource(lease("a")).create();
        client.resource(new LeaseBuilder(lease)
                        .editSpec()
                        .withHolderIdentity("b")
                        .endSpec()
                        .build())
                .update();

        assertThatThrownBy(() -> client.resource(new LeaseBuilder(lease)
                                .editSpec()
                                .withHolderIdentity("c")
                                .endSpec()
                                .build())
                        .update())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(409));
        assertThat(client.leases().withName("l").get().getSpec().getHolderIdentity())
                .isEqualTo("b");
    }

    @Test
    void a_manifest_work_is_the_same_typed_and_generic() {
        ManifestWork work = new ManifestWork();
        work.getMetadata().setName("w");
        work.setSpec(Map.of("workload", Map.of("manifests", List.of(Map.of("kind", "Pod")))));
        client.resource(work).serverSideApply();
        work.setStatus(Map.of("feedback", "done"));
        client.resource(work).patchStatus();

        GenericKubernetesResource generic = client.genericKubernetesResources(
                        "work.open-cluster-management.io/v1", "ManifestWork")
                .withName("w")
                .get();

        assertThat(generic.getAdditionalProperties())
                .containsEntry("status", Map.of("feedback", "done"))
                .containsKey("spec");
        assertThat(client.resources(ManifestWork.class).list().getItems())
                .extracting(w -> w.getStatus().get("feedback"))
                .containsExactly("done");
    }

    @Test
    void the_client_can_discover_what_is_served() {
        assertThat(client.getKubernetesVersion().getMajor()).isEqualTo("1");
        assertThat(client.hasApiGroup("apps", true)).isTrue();
        assertThat(client.supports(Lease.class)).isTrue();
        assertThat(client.supports(ManifestWork.class)).isFalse();
    }

    @Test
    void an_informer_sees_changes_and_lists_again_after_a_compaction() {
        List<String> seen = new CopyOnWriteArrayList<>();
        client.resource(configMap("a", "1")).create();
        SharedIndexInformer<ConfigMap> informer = client.configMaps().inform(handler(seen));
        client.resource(configMap("b", "1")).create();
        client.resource(configMap("a", "2")).update();
        Await.until("three events", LIMIT, () -> seen.size() >= 3);
        assertThat(seen).containsExactlyInAnyOrder("+a", "+b", "~a");

        AtomicBoolean cut = new AtomicBoolean(true);
        server.fault(request -> cut.get() && request.isWatch() ? Optional.of(Fault.refusal(500)) : Optional.empty());
        server.dropWatches();
        model.delete(Objects.CONFIG_MAPS.named("b"), DeleteOptions.plain());
        model.compact();
        cut.set(false);

        Await.until("the deletion", LIMIT, () -> seen.contains("-b"));
        assertThat(informer.getStore().listKeys()).containsExactly("default/a");
    }

    @Test
    void a_lost_response_leaves_the_write_behind() {
        KubernetesClient impatient = server.client(IMPATIENT);
        AtomicBoolean lose = new AtomicBoolean(true);
        server.fault(request ->
                request.isWrite() && lose.getAndSet(false) ? Optional.of(Fault.lostResponse()) : Optional.empty());

        assertThatThrownBy(() -> impatient.resource(configMap("a", "1")).create())
                .isInstanceOf(KubernetesClientException.class);

        assertThat(client.configMaps().withName("a").get().getData()).containsEntry("v", "1");
    }

    @Test
    void a_partition_carries_nothing_out_and_silences_watches_until_it_heals() {
        KubernetesClient impatient = server.client(IMPATIENT);
        List<String> seen = new CopyOnWriteArrayList<>();
        SharedIndexInformer<ConfigMap> informer = client.configMaps().inform(handler(seen));
        Await.until("the informer watches", LIMIT, informer::isWatching);
        AtomicInteger askedForWatch = new AtomicInteger();
        server.fault(request -> {
            askedForWatch.addAndGet(request.isWatch() ? 1 : 0);
            return Optional.of(Fault.partition());
        });

        assertThatThrownBy(() -> impatient.resource(configMap("a", "1")).create())
                .isInstanceOf(KubernetesClientException.class);
        assertThat(model.find(Objects.CONFIG_MAPS.named("a"))).isEmpty();
        model.create(Objects.CONFIG_MAPS, Objects.configMap("b", "1"), WriteOptions.by("test"));
        int before = askedForWatch.get();
        Await.until("the event to be held back twice", LIMIT, () -> askedForWatch.get() >= before + 2);
        assertThat(seen).isEmpty();
        server.heal();

        Await.until("the event held back", LIMIT, () -> seen.contains("+b"));
    }

    @Test
    void a_refusal_is_retried_a_bounded_number_of_times() {
        AtomicInteger asked = new AtomicInteger();
        server.fault(request -> {
            asked.incrementAndGet();
            return Optional.of(Fault.refusal(503));
        });

        assertThatThrownBy(() -> client.configMaps().withName("a").get())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(503));
        assertThat(asked).hasValue(3);
    }

    @Test
    void latency_delays_the_answer() {
        Duration delay = Duration.ofMillis(150);
        server.fault(request -> Optional.of(Fault.latency(delay)));
        long start = System.nanoTime();

        client.resource(configMap("a", "1")).create();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(delay);
    }

    @Test
    void a_failure_in_the_server_is_an_answer_and_not_a_hang() {
        server.fault(request -> {
            throw new IllegalStateException("planted");
        });

        assertThatThrownBy(() -> client.configMaps().withName("a").get())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(500));
    }

    @Test
    void malformed_requests_are_refused() throws IOException, InterruptedException {
        String maps = "/api/v1/namespaces/default/configmaps";

        assertThat(send("POST", maps, "application/json", "{not json")).isEqualTo(400);
        assertThat(send("POST", maps, "application/json", "[]")).isEqualTo(400);
        assertThat(send("PATCH", maps + "/a", "text/plain", "{}")).isEqualTo(415);
        assertThat(send("GET", maps + "?labelSelector=a%20b%20c", "", "")).isEqualTo(400);
        assertThat(send("GET", maps + "?fieldSelector=data.x%3Dy", "", "")).isEqualTo(400);
        assertThat(send("GET", maps + "?watch=true", "", "")).isEqualTo(400);
        assertThat(send("GET", "/nowhere", "", "")).isEqualTo(404);
        assertThat(send("POST", maps + "/a", "application/json", "{}")).isEqualTo(405);
    }

    @Test
    void a_delete_says_what_is_gone() {
        client.resource(configMap("a", "1")).create();

        List<StatusDetails> details = client.configMaps().withName("a").delete();

        assertThat(details).extracting(StatusDetails::getName).containsExactly("a");
        assertThat(client.configMaps().withName("a").delete()).isEmpty();
        client.resource(configMap("b", "1")).create();
        client.configMaps().withLabel("k", "1").delete();
        assertThat(client.configMaps().list().getItems()).isEmpty();
    }

    private int send(String method, String target, String type, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + target))
                .timeout(LIMIT)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static ResourceEventHandler<ConfigMap> handler(List<String> seen) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(ConfigMap added) {
                seen.add("+" + added.getMetadata().getName());
            }

            @Override
            public void onUpdate(ConfigMap before, ConfigMap after) {
                seen.add("~" + after.getMetadata().getName());
            }

            @Override
            public void onDelete(ConfigMap deleted, boolean unknown) {
                seen.add("-" + deleted.getMetadata().getName());
            }
        };
    }

    private static ConfigMap configMap(String name, String value) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("k", value)
                .endMetadata()
                .withData(Map.of("v", value))
                .build();
    }

    private static Pod pod(String name, String image) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("main")
                .withImage(image)
                .endContainer()
                .endSpec()
                .build();
    }

    private static Lease lease(String holder) {
        return new LeaseBuilder()
                .withNewMetadata()
                .withName("l")
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(holder)
                .endSpec()
                .build();
    }
}
