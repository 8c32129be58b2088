package io.pgspan.placement.scheduler;

import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PersistentVolume;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.fleet.PodVolume;
import io.pgspan.model.fleet.StorageClass;
import io.pgspan.model.fleet.VolumeClaim;
import io.pgspan.model.text.Quantity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the volumes of one pod mean for each node. A claim that doesn't exist yet is created with the pod: of a class that binds at once it
 * has got its volume before the pod is scheduled, the smallest that is free or one made anywhere its class allows.
 */
final class VolumeCheck {
    static final String UNBOUND = "pod has unbound immediate PersistentVolumeClaims";
    private static final Quantity NOTHING = Quantity.of("0");

    private final State state;
    private final List<VolumeUse> uses = new ArrayList<>();
    private final List<PersistentVolume> bound = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<StorageClass> made = new ArrayList<>();
    private boolean lost;
    private @Nullable String rejection;

    /** A claim that gets its volume on the pod's node. */
    private record Waiting(VolumeClaim claim, StorageClass storageClass) {}

    VolumeCheck(PodTemplate pod, State state) {
        this.state = state;
        for (PodVolume volume : pod.volumes()) {
            if (volume instanceof PodVolume.Disk disk) {
                uses.add(new VolumeUse("disk/" + disk.id(), "", true, disk.readOnly(), false));
            } else if (volume instanceof PodVolume.Claimed claimed) {
                Optional<VolumeClaim> claim = state.volumes().claim(pod.namespace() + "/" + claimed.claimName());
                if (claim.isPresent()) {
                    existing(claim.get());
                } else {
                    reject("persistentvolumeclaim \"" + claimed.claimName() + "\" not found");
                }
            } else if (volume instanceof PodVolume.NewClaim fresh) {
                state.volumes()
                        .claim(pod.namespace() + "/" + fresh.claimName())
                        .ifPresentOrElse(this::existing, () -> fresh(pod, fresh));
            }
        }
    }

    private void reject(String text) {
        if (rejection == null) {
            rejection = text;
        }
    }

    private void existing(VolumeClaim claim) {
        boolean exclusive = claim.accessMode().equals(VolumeClaim.READ_WRITE_ONCE_POD);
        Optional<StorageClass> storageClass = state.volumes().storageClass(claim.storageClassName());
        Optional<PersistentVolume> volume = claim.volume().flatMap(state.volumes()::volume);
        String driver = volume.map(PersistentVolume::driver)
                .orElseGet(() -> storageClass.map(StorageClass::provisioner).orElse(""));
        uses.add(new VolumeUse(key(claim), driver, false, false, exclusive));
        if (volume.isPresent()) {
            bound.add(volume.get());
        } else if (claim.volume().isPresent()) {
            lost = true;
        } else if (storageClass.filter(VolumeCheck::waits).isPresent()) {
            waiting.add(new Waiting(claim, storageClass.get()));
        } else {
            reject(UNBOUND);
        }
    }

    private void fresh(PodTemplate pod, PodVolume.NewClaim fresh) {
        Optional<StorageClass> found = state.volumes().storageClass(fresh.storageClassName());
        String className = found.map(StorageClass::name).orElse("");
        String mode = fresh.exclusive() ? VolumeClaim.READ_WRITE_ONCE_POD : "";
        VolumeClaim claim = new VolumeClaim(pod.namespace(), fresh.claimName(), className, null, mode, NOTHING);
        uses.add(new VolumeUse(
                key(claim), found.map(StorageClass::provisioner).orElse(""), false, false, fresh.exclusive()));
        if (found.filter(VolumeCheck::waits).isPresent()) {
            waiting.add(new Waiting(claim, found.get()));
            return;
        }
        List<PersistentVolume> loose = state.volumes().loose(className);
        if (!loose.isEmpty()) {
            bound.add(loose.get(0));
        } else if (found.filter(StorageClass::provisions).isPresent()) {
            made.add(found.get());
        } else {
            reject(UNBOUND);
        }
    }

    private static boolean waits(StorageClass storageClass) {
        return storageClass.binding() == StorageClass.Binding.WAIT_FOR_FIRST_CONSUMER;
    }

    private static String key(VolumeClaim claim) {
        return claim.namespace() + "/" + claim.name();
    }

    List<VolumeUse> uses() {
        return uses;
    }

    /** Why no node can take the pod before any is looked at, or null. */
    @Nullable
    String rejection() {
        return rejection;
    }

    /** What the volumes say against a node, as bits of {@link Code}; 0 for nothing. The first plugin that objects ends the node. */
    int code(int node) {
        int first = restrictions(node);
        if (first == 0 && state.volumes().exceedsLimit(node, uses)) {
            first = Code.VOLUME_LIMIT;
        }
        if (first == 0) {
            first = binding(node);
        }
        return first == 0 && !zonesMatch(state.nodes().get(node)) ? Code.VOLUME_ZONE : first;
    }

    /** Everything the volumes say against a node, as bits. */
    int codes(int node) {
        return restrictions(node)
                | (state.volumes().exceedsLimit(node, uses) ? Code.VOLUME_LIMIT : 0)
                | binding(node)
                | (zonesMatch(state.nodes().get(node)) ? 0 : Code.VOLUME_ZONE);
    }

    private int restrictions(int node) {
        for (VolumeUse use : uses) {
            if (state.volumes().isBusy(node, use)) {
                return Code.DISK_BUSY;
            }
        }
        for (VolumeUse use : uses) {
            if (state.volumes().isHeld(use)) {
                return Code.CLAIM_HELD;
            }
        }
        return 0;
    }

    private int binding(int node) {
        Node there = state.nodes().get(node);
        int code = lost ? Code.VOLUME_LOST : 0;
        for (PersistentVolume volume : bound) {
            if (!volume.nodeAffinity().isEmpty() && !NodeTerms.anyMatches(volume.nodeAffinity(), there)) {
                code |= Code.VOLUME_ELSEWHERE;
            }
        }
        boolean makes = made.stream().allMatch(storageClass -> allows(storageClass, there));
        return makes && (waiting.isEmpty() || volumesFor(there).size() == waiting.size())
                ? code
                : code | Code.VOLUME_NONE;
    }

    private static boolean allows(StorageClass storageClass, Node node) {
        return storageClass.allowedTopologies().isEmpty()
                || NodeTerms.anyMatches(storageClass.allowedTopologies(), node);
    }

    /** For each waiting claim the free volume it would get on the node, or null where one is made; fewer when some gets none. */
    private List<Optional<PersistentVolume>> volumesFor(Node node) {
        List<Optional<PersistentVolume>> found = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (Waiting claim : waiting) {
            Optional<PersistentVolume> fit = state
                    .volumes()
                    .loose(claim.storageClass().name())
                    .stream()
                    .filter(volume -> !used.contains(volume.name()))
                    .filter(volume -> volume.capacity().compareTo(claim.claim().request()) >= 0)
                    .filter(volume -> claim.claim().accessMode().isEmpty()
                            || volume.accessModes().isEmpty()
                            || volume.accessModes().contains(claim.claim().accessMode()))
                    .filter(volume ->
                            volume.nodeAffinity().isEmpty() || NodeTerms.anyMatches(volume.nodeAffinity(), node))
                    .findFirst();
            fit.ifPresent(volume -> used.add(volume.name()));
            if (fit.isPresent() || (claim.storageClass().provisions() && allows(claim.storageClass(), node))) {
                found.add(fit);
            }
        }
        return found;
    }

    private boolean zonesMatch(Node node) {
        return bound.stream().allMatch(volume -> Zones.match(volume, node));
    }

    /** Gives the claims the volumes they get on the node. */
    void bind(int node) {
        if (waiting.isEmpty()) {
            return;
        }
        List<Optional<PersistentVolume>> found = volumesFor(state.nodes().get(node));
        for (int i = 0; i < found.size(); i++) {
            VolumeClaim claim = waiting.get(i).claim();
            found.get(i)
                    .ifPresent(volume -> state.volumes()
                            .bind(
                                    new VolumeClaim(
                                            claim.namespace(),
                                            claim.name(),
                                            claim.storageClassName(),
                                            volume.name(),
                                            claim.accessMode(),
                                            claim.request()),
                                    volume));
        }
    }
}
