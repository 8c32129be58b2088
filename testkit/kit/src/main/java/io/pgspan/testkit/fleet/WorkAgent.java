package io.pgspan.testkit.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.pgspan.testkit.fleet.Ownership.Applied;
import io.pgspan.testkit.fleet.WorkStatus.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Open Cluster Management's work agent of one spoke: carries the hub's ManifestWorks of its cluster's namespace onto the spoke and
 * returns conditions and feedback. A work is applied when its generation or labels change, after a failure with growing pauses, and
 * else every four minutes, as the real one does: an object deleted on the spoke comes back late unless the work is touched. Status
 * is read back at each change of a pod or claim on the spoke, and every two seconds.
 *
 * <p>Cost of a look: one list, and one read per manifest.
 */
final class WorkAgent implements AutoCloseable {
    static final String FINALIZER = "cluster.open-cluster-management.io/manifest-work-cleanup";
    private static final Logger LOG = LoggerFactory.getLogger(WorkAgent.class);
    private static final Duration STATUS_PERIOD = Duration.ofSeconds(2);
    private static final Duration RESYNC = Duration.ofMinutes(4);
    private static final Duration RETRY_FIRST = Duration.ofMillis(200);
    private static final Duration RETRY_MAX = Duration.ofSeconds(10);

    /** The order within one work; what isn't named comes last. */
    private static final List<List<String>> RANKS = List.of(
            List.of("Namespace", "CustomResourceDefinition", "StorageClass", "PersistentVolume", "PriorityClass"),
            List.of("ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"),
            List.of("ServiceAccount", "NetworkPolicy", "ResourceQuota", "LimitRange", "PodDisruptionBudget"),
            List.of("Secret", "ConfigMap", "PersistentVolumeClaim"),
            List.of("Service"),
            List.of("Pod", "Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob"));

    private final String cluster;
    private final ApiObjects hub;
    private final ApiObjects spoke;
    private final Clock clock;
    private final ManifestApplier applier;
    private final Ownership ownership;
    private final Map<String, Memory> memories = new HashMap<>();
    private final Loop loop;

    /** What the last application of a work, by uid, came to. */
    private record Memory(
            long generation, JsonNode labels, List<Outcome> outcomes, int failuresInARow, long appliedAtMillis) {}

    WorkAgent(
            String cluster,
            String hubUrl,
            ApiObjects hub,
            ApiObjects spoke,
            ScheduledExecutorService executor,
            Clock clock) {
        this.cluster = cluster;
        this.hub = hub;
        this.spoke = spoke;
        this.clock = clock;
        this.applier = new ManifestApplier(spoke);
        this.ownership = new Ownership(spoke, hubUrl);
        loop = new Loop(executor, "work agent of " + cluster, STATUS_PERIOD, this::look);
    }

    /** Reacts to changes at once instead of at the next look. */
    WorkAgent watching() {
        hub.onChange(ResourceRef.work("ManifestWork", cluster, ""), loop::poke);
        spoke.onChange(ResourceRef.core("Pod", "", ""), loop::poke);
        spoke.onChange(ResourceRef.core("PersistentVolumeClaim", "", ""), loop::poke);
        return this;
    }

    private void look() {
        List<ObjectNode> works = hub.list(ResourceRef.work("ManifestWork", cluster, ""));
        memories.keySet().retainAll(works.stream().map(Ownership::uid).toList());
        for (ObjectNode work : works) {
            try {
                if (work.path("metadata").has("deletionTimestamp")) {
                    remove(work);
                } else {
                    serve(work);
                }
            } catch (KubernetesClientException e) {
                LOG.debug("work agent of {}: {} again at the next look", cluster, name(work), e);
            }
        }
    }

    private void serve(ObjectNode work) {
        setFinalizer(work, true);
        Memory memory = memories.get(Ownership.uid(work));
        if (memory == null || isDue(work, memory)) {
            memory = remember(work, memory, apply(work));
            memories.put(Ownership.uid(work), memory);
            if (memory.failuresInARow() > 0) {
                loop.pokeAfter(retryPause(memory.failuresInARow()));
            }
        }
        ManifestConfig config = new ManifestConfig(work.path("spec"));
        WorkStatus status = new WorkStatus(work, clock.instant());
        for (Outcome outcome : memory.outcomes()) {
            status.add(outcome, spoke.get(outcome.ref()), config.feedbackRules(outcome.ref()));
        }
        status.changed().ifPresent(changed -> hub.patchStatus(ResourceRef.of(work), changed));
    }

    private boolean isDue(ObjectNode work, Memory memory) {
        long age = clock.millis() - memory.appliedAtMillis();
        boolean changed = memory.generation() != generation(work)
                || !memory.labels().equals(work.path("metadata").path("labels"));
        boolean retry = memory.failuresInARow() > 0
                && age >= retryPause(memory.failuresInARow()).toMillis();
        return changed || retry || age >= RESYNC.toMillis();
    }

    private static Duration retryPause(int failures) {
        Duration pause = RETRY_FIRST;
        for (int i = 1; i < failures && pause.compareTo(RETRY_MAX) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(RETRY_MAX) < 0 ? pause : RETRY_MAX;
    }

    private Memory remember(ObjectNode work, @Nullable Memory before, List<Outcome> outcomes) {
        boolean failed = outcomes.stream().anyMatch(o -> !o.error().isEmpty());
        int failures = !failed ? 0 : before == null ? 1 : before.failuresInARow() + 1;
        return new Memory(generation(work), work.path("metadata").path("labels"), outcomes, failures, clock.millis());
    }

    private List<Outcome> apply(ObjectNode work) {
        JsonNode manifests = work.path("spec").path("workload").path("manifests");
        ManifestConfig config = new ManifestConfig(work.path("spec"));
        Map<ResourceRef, Applied> applied = new LinkedHashMap<>();
        ownership.recorded(name(work)).forEach(a -> applied.put(a.ref(), a));
        List<ResourceRef> wanted = new ArrayList<>();
        List<Outcome> outcomes = IntStream.range(0, manifests.size())
                .boxed()
                .sorted(Comparator.comparing(i -> rank(manifests.get(i))))
                .map(i -> {
                    ObjectNode manifest = (ObjectNode) manifests.get(i);
                    wanted.add(ResourceRef.of(manifest));
                    return applyOne(work, i, manifest, config, applied);
                })
                .sorted(Comparator.comparing(Outcome::ordinal))
                .toList();
        applied.values()
                .removeIf(
                        a -> !wanted.contains(a.ref()) && ownership.release(a, name(work), config.isOrphaned(a.ref())));
        ownership.owner(name(work));
        ownership.record(name(work), List.copyOf(applied.values()));
        LOG.debug("work agent of {}: applied {}", cluster, name(work));
        return outcomes;
    }

    private Outcome applyOne(
            ObjectNode work,
            int ordinal,
            ObjectNode manifest,
            ManifestConfig config,
            Map<ResourceRef, Applied> applied) {
        ResourceRef ref = ResourceRef.of(manifest);
        JsonNode strategy = config.updateStrategy(ref);
        try {
            Optional<ObjectNode> live = applier.apply(manifest, strategy);
            if (live.isPresent() && !strategy.path("type").asText().equals("ReadOnly")) {
                applied.put(ref, new Applied(ref, Ownership.uid(live.get())));
                ownership.own(live.get(), name(work), config.isOrphaned(ref));
            }
            return new Outcome(ordinal, ref, "");
        } catch (KubernetesClientException | IllegalArgumentException e) {
            return new Outcome(ordinal, ref, String.valueOf(e.getMessage()));
        }
    }

    private void remove(ObjectNode work) {
        ManifestConfig config = new ManifestConfig(work.path("spec"));
        List<Applied> applied = new ArrayList<>(ownership.recorded(name(work)));
        applied.sort(Comparator.comparing((Applied a) -> rank(a.ref().kind())).reversed());
        boolean allGone = true;
        for (Applied a : applied) {
            allGone &= ownership.release(a, name(work), config.isOrphaned(a.ref()));
        }
        if (allGone) {
            ownership.forget(name(work));
            setFinalizer(work, false);
        } else {
            loop.pokeAfter(RETRY_FIRST);
        }
    }

    private void setFinalizer(ObjectNode work, boolean present) {
        JsonNode finalizers = work.path("metadata").path("finalizers");
        boolean isPresent = finalizers.valueStream().anyMatch(f -> f.asText().equals(FINALIZER));
        if (isPresent != present) {
            ObjectNode patch = JsonNodeFactory.instance.objectNode();
            ArrayNode changed = patch.putObject("metadata").putArray("finalizers");
            finalizers.valueStream().filter(f -> !f.asText().equals(FINALIZER)).forEach(changed::add);
            if (present) {
                changed.add(FINALIZER);
            }
            hub.patch(ResourceRef.of(work), patch);
        }
    }

    private static int rank(JsonNode manifest) {
        return rank(manifest.path("kind").asText());
    }

    private static int rank(String kind) {
        return IntStream.range(0, RANKS.size())
                .filter(i -> RANKS.get(i).contains(kind))
                .findFirst()
                .orElse(RANKS.size());
    }

    private static String name(JsonNode work) {
        return work.path("metadata").path("name").asText();
    }

    private static long generation(JsonNode work) {
        return work.path("metadata").path("generation").asLong();
    }

    @Override
    public void close() {
        loop.close();
    }
}
