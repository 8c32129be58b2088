package io.pgspan.testkit.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.pgspan.testkit.fleet.NodeChoice.Choice;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Binds the waiting pods of one Kubernetes cluster to nodes, one after the other; {@link NodeChoice} says where. */
final class Scheduler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
    private static final Duration PERIOD = Duration.ofSeconds(2);

    private final ApiObjects spoke;
    private final Clock clock;
    private final Loop loop;

    Scheduler(String cluster, ApiObjects spoke, ScheduledExecutorService executor, Clock clock) {
        this.spoke = spoke;
        this.clock = clock;
        loop = new Loop(executor, "scheduler of " + cluster, PERIOD, this::bindWaiting);
    }

    /** Reacts to changes at once instead of at the next look. */
    Scheduler watching() {
        spoke.onChange(ResourceRef.core("Pod", "", ""), loop::poke);
        return this;
    }

    private void bindWaiting() {
        List<SchedulablePod> pods = spoke.list(ResourceRef.core("Pod", "", "")).stream()
                .map(SchedulablePod::new)
                .filter(SchedulablePod::isLive)
                .toList();
        List<SchedulablePod> waiting = pods.stream()
                .filter(SchedulablePod::waits)
                .sorted(SchedulablePod.QUEUE)
                .toList();
        if (waiting.isEmpty()) {
            return;
        }
        List<ObjectNode> nodes = spoke.list(ResourceRef.core("Node", "", ""));
        List<SchedulablePod> placed =
                new ArrayList<>(pods.stream().filter(p -> !p.waits()).toList());
        for (SchedulablePod pod : waiting) {
            Choice choice = new NodeChoice(nodes, placed).choose(pod, volumeNode(pod));
            try {
                if (choice.node().isEmpty()) {
                    reportUnschedulable(pod, choice.reason());
                } else {
                    bind(pod, choice.node());
                    placed.add(pod.on(choice.node()));
                }
            } catch (KubernetesClientException e) {
                LOG.debug("scheduling {} again at the next look", pod.name(), e);
            }
        }
    }

    private String volumeNode(SchedulablePod pod) {
        return Volumes.claims(pod.pod()).stream()
                .map(claim -> spoke.get(ResourceRef.core("PersistentVolumeClaim", pod.namespace(), claim)))
                .flatMap(Optional::stream)
                .map(Volumes::selectedNode)
                .filter(node -> !node.isEmpty())
                .findFirst()
                .orElse("");
    }

    private void bind(SchedulablePod pod, String node) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("metadata")
                .put("uid", Ownership.uid(pod.pod()))
                .put(
                        "resourceVersion",
                        pod.pod().path("metadata").path("resourceVersion").asText());
        patch.putObject("spec").put("nodeName", node);
        spoke.patch(ResourceRef.of(pod.pod()), patch);
        LOG.debug("{} goes to {}", pod.name(), node);
    }

    private void reportUnschedulable(SchedulablePod pod, String reason) {
        JsonNode before = pod.pod().path("status").path("conditions");
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.set(
                "conditions",
                new Conditions(before, clock.instant())
                        .add("PodScheduled", false, "Unschedulable", reason)
                        .list());
        if (!Canonical.equal(status.path("conditions"), before)) {
            spoke.patchStatus(ResourceRef.of(pod.pod()), status);
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
