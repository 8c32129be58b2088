package io.pgspan.model.validation;

import io.pgspan.model.Container;
import io.pgspan.model.PodSettings;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.Storage;
import io.pgspan.model.Volumes;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.text.Quantity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The like parts of a wish, wherever they are in it, each by its path. */
final class Parts {
    private Parts() {}

    static Map<String, PlacementPolicy> placements(PostgresCluster cluster) {
        Map<String, PlacementPolicy> found = new LinkedHashMap<>();
        cluster.placement().ifPresent(policy -> found.put("placement", policy));
        each(cluster.furtherInstances(), "furtherInstances")
                .forEach((path, set) -> set.placement().ifPresent(policy -> found.put(path + ".placement", policy)));
        return found;
    }

    static Map<String, Volumes> volumes(PostgresCluster cluster) {
        Map<String, Volumes> found = new LinkedHashMap<>();
        found.put("volumes", cluster.volumes());
        each(cluster.furtherInstances(), "furtherInstances")
                .forEach((path, set) -> found.put(path + ".volumes", set.volumes()));
        return found;
    }

    static Map<String, PodSettings> pods(PostgresCluster cluster) {
        Map<String, PodSettings> found = new LinkedHashMap<>();
        found.put("pod", cluster.pod());
        each(cluster.furtherInstances(), "furtherInstances")
                .forEach((path, set) -> found.put(path + ".pod", set.pod()));
        return found;
    }

    static Map<String, Container> containers(PostgresCluster cluster) {
        Map<String, Container> found = new LinkedHashMap<>();
        pods(cluster).forEach((path, pod) -> found.putAll(each(pod.containers(), path + ".containers")));
        return found;
    }

    /** The size of every volume. */
    static Map<String, Quantity> sizes(PostgresCluster cluster) {
        Map<String, Quantity> found = new LinkedHashMap<>();
        found.put("storage.size", cluster.storage().size());
        each(cluster.furtherInstances(), "furtherInstances")
                .forEach((path, set) -> size(found, path + ".storage", set.storage()));
        volumes(cluster).forEach((path, volumes) -> {
            size(found, path + ".wal", volumes.wal());
            size(found, path + ".temporary", volumes.temporary());
            each(volumes.tablespaces(), path + ".tablespaces")
                    .forEach((at, tablespace) -> size(found, at + ".storage", Optional.of(tablespace.storage())));
        });
        cluster.backups()
                .ifPresent(backups -> each(backups.repositories(), "backups.repositories")
                        .forEach((path, repository) -> size(
                                found,
                                path + ".target.storage",
                                repository.target() instanceof RepositoryTarget.Volume volume
                                        ? Optional.of(volume.storage())
                                        : Optional.empty())));
        cluster.arbiter().ifPresent(arbiter -> size(found, "arbiter.storage", Optional.of(arbiter.storage())));
        return found;
    }

    private static void size(Map<String, Quantity> found, String path, Optional<Storage> storage) {
        storage.ifPresent(volume -> found.put(path + ".size", volume.size()));
    }

    /** What PostgreSQL's own containers ask for. */
    static Map<String, Resources> databases(PostgresCluster cluster) {
        Map<String, Resources> found = new LinkedHashMap<>();
        found.put("resources", cluster.resources());
        each(cluster.furtherInstances(), "furtherInstances")
                .forEach((path, set) -> found.put(path + ".resources", set.resources()));
        return found;
    }

    /** What every container asks for. */
    static Map<String, Resources> resources(PostgresCluster cluster) {
        Map<String, Resources> found = databases(cluster);
        cluster.arbiter().ifPresent(arbiter -> found.put("arbiter.resources", arbiter.resources()));
        containers(cluster).forEach((path, container) -> found.put(path + ".resources", container.resources()));
        each(cluster.poolers(), "poolers")
                .forEach((path, pooler) -> found.put(path + ".resources", pooler.resources()));
        cluster.monitoring()
                .flatMap(monitoring -> monitoring.exporter())
                .ifPresent(exporter -> found.put("monitoring.exporter.resources", exporter.resources()));
        return found;
    }

    /** The elements of a list, each by {@code list[i]}. */
    static <T> Map<String, T> each(List<T> list, String path) {
        Map<String, T> found = new LinkedHashMap<>();
        for (int i = 0; i < list.size(); i++) {
            found.put(path + "[" + i + "]", list.get(i));
        }
        return found;
    }
}
