package io.pgspan.placement.scheduler;

import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.PersistentVolume;
import io.pgspan.model.fleet.StorageClass;
import io.pgspan.model.fleet.VolumeClaim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The claims, volumes and storage classes of a cluster, and which volumes are in use where. */
final class VolumeTable {
    private final NodeTable nodes;
    private final Map<String, StorageClass> classes = new HashMap<>();
    private final Map<String, VolumeClaim> claims = new HashMap<>();
    private final Map<String, PersistentVolume> volumes = new HashMap<>();
    private final Map<String, List<PersistentVolume>> loose = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> exclusive = new HashMap<>();
    private final Map<Integer, List<VolumeUse>> byNode = new HashMap<>();
    private final @Nullable String defaultClass;

    VolumeTable(KubernetesCluster cluster, NodeTable nodes) {
        this.nodes = nodes;
        this.defaultClass = cluster.defaultStorageClassName();
        cluster.storageClasses().forEach(name -> classes.put(name, StorageClass.anywhere(name)));
        cluster.contents().storageClasses().forEach(c -> classes.put(c.name(), c));
        cluster.contents().claims().forEach(c -> claims.put(c.namespace() + "/" + c.name(), c));
        for (PersistentVolume volume : cluster.contents().volumes()) {
            volumes.put(volume.name(), volume);
            if (volume.keptFor().isEmpty()) {
                loose.computeIfAbsent(volume.storageClassName(), name -> new ArrayList<>())
                        .add(volume);
            }
        }
        loose.values()
                .forEach(list -> list.sort(
                        Comparator.comparing(PersistentVolume::capacity).thenComparing(PersistentVolume::name)));
    }

    Optional<VolumeClaim> claim(String key) {
        return Optional.ofNullable(claims.get(key));
    }

    Optional<PersistentVolume> volume(String name) {
        return Optional.ofNullable(volumes.get(name));
    }

    Optional<StorageClass> storageClass(@Nullable String name) {
        String wanted = name == null ? defaultClass : name;
        return wanted == null ? Optional.empty() : Optional.ofNullable(classes.get(wanted));
    }

    /** Volumes of a class that no claim has yet, the smallest first. */
    List<PersistentVolume> loose(String storageClass) {
        return loose.getOrDefault(storageClass, List.of()).stream()
                .filter(volume -> !taken.contains(volume.name()))
                .toList();
    }

    /** From now on the claim has this volume. */
    void bind(VolumeClaim claim, PersistentVolume volume) {
        taken.add(volume.name());
        claims.put(claim.namespace() + "/" + claim.name(), claim);
    }

    void add(int node, List<VolumeUse> uses, int sign) {
        if (uses.isEmpty()) {
            return;
        }
        List<VolumeUse> there = byNode.computeIfAbsent(node, n -> new ArrayList<>());
        for (VolumeUse use : uses) {
            if (sign > 0) {
                there.add(use);
            } else {
                there.remove(use);
            }
            if (use.exclusive()) {
                exclusive.merge(use.id(), sign, Integer::sum);
            }
        }
    }

    /** Whether a claim that only one pod may use is used. */
    boolean isHeld(VolumeUse use) {
        return use.exclusive() && exclusive.getOrDefault(use.id(), 0) > 0;
    }

    /** Whether a pod on the node uses the disk in a way that doesn't allow another. */
    boolean isBusy(int node, VolumeUse use) {
        if (!use.disk()) {
            return false;
        }
        for (VolumeUse there : byNode.getOrDefault(node, List.of())) {
            if (there.disk() && there.id().equals(use.id()) && !(there.readOnly() && use.readOnly())) {
                return true;
            }
        }
        return false;
    }

    boolean holdsExclusively(int node, VolumeUse use) {
        return byNode.getOrDefault(node, List.of()).stream()
                .anyMatch(there -> there.exclusive() && there.id().equals(use.id()));
    }

    /** Whether attaching what the uses add would exceed the node's limit of some driver. */
    boolean exceedsLimit(int node, List<VolumeUse> uses) {
        Map<String, Integer> limits = nodes.get(node).volumeLimits();
        if (limits.isEmpty()) {
            return false;
        }
        Map<String, Set<String>> attached = new HashMap<>();
        attach(attached, byNode.getOrDefault(node, List.of()));
        Map<String, Set<String>> after = new HashMap<>();
        attached.forEach((driver, ids) -> after.put(driver, new HashSet<>(ids)));
        attach(after, uses);
        return after.entrySet().stream().anyMatch(driver -> {
            @Nullable Integer limit = limits.get(driver.getKey());
            int before = attached.getOrDefault(driver.getKey(), Set.of()).size();
            return limit != null
                    && driver.getValue().size() > before
                    && driver.getValue().size() > limit;
        });
    }

    private static void attach(Map<String, Set<String>> attached, List<VolumeUse> uses) {
        for (VolumeUse use : uses) {
            if (!use.driver().isEmpty()) {
                attached.computeIfAbsent(use.driver(), driver -> new HashSet<>())
                        .add(use.id());
            }
        }
    }
}
