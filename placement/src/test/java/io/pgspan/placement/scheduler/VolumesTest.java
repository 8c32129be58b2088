package io.pgspan.placement.scheduler;

import static io.pgspan.placement.scheduler.Fixture.fitting;
import static io.pgspan.placement.scheduler.Fixture.idle;
import static io.pgspan.placement.scheduler.Fixture.node;
import static io.pgspan.placement.scheduler.Fixture.scheduler;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.fleet.ClusterContents;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PersistentVolume;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.fleet.PodVolume;
import io.pgspan.model.fleet.RunningPod;
import io.pgspan.model.fleet.StorageClass;
import io.pgspan.model.fleet.StorageClass.Binding;
import io.pgspan.model.fleet.VolumeClaim;
import io.pgspan.model.placement.NodeTerm;
import io.pgspan.model.placement.Requirement;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.text.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VolumesTest {
    private static final Node A = node("a", "1");
    private static final Node B = node("b", "2");

    private static NodeTerm on(String key, String... values) {
        return NodeTerm.of(Requirement.in(key, values));
    }

    private static VolumeClaim claim(String name, String storageClass, @Nullable String volume, String mode) {
        return new VolumeClaim("default", name, storageClass, volume, mode, Quantity.of("1Gi"));
    }

    private static PersistentVolume volume(String name, String storageClass, String size, NodeTerm... nodes) {
        return new PersistentVolume(
                name,
                storageClass,
                Map.of(),
                List.of(nodes),
                null,
                List.of("ReadWriteOnce"),
                Quantity.of(size),
                "driver");
    }

    private static PodTemplate using(String name, String claim) {
        return idle(name).addVolume(PodVolume.claim(claim)).build();
    }

    private static StorageClass storageClass(String name, Binding binding, boolean provisions, NodeTerm... allowed) {
        return new StorageClass(name, "driver", binding, provisions, List.of(allowed));
    }

    @Test
    void aBoundVolumeHoldsItsPodWhereItIs() {
        ClusterContents contents = ClusterContents.builder()
                .addClaim(claim("data", "", "pv", "ReadWriteOnce"))
                .addVolume(volume("pv", "", "1Gi", on(Spread.ZONE, "2")))
                .build();

        assertThat(fitting(scheduler(contents, A, B), using("p", "data"))).containsExactly("b");
        assertThat(scheduler(contents, A).predict(using("p", "data")).sentence())
                .startsWith("0/1 nodes are available: 1 node(s) didn't match PersistentVolume's node affinity.");
        assertThat(ClusterScheduler.of(
                                Fixture.cluster(A).contents(contents),
                                SchedulerProfile.ofDefaults().withRelease(Release.V1_34))
                        .predict(using("p", "data"))
                        .sentence())
                .startsWith("0/1 nodes are available: 1 node(s) had volume node affinity conflict.");
    }

    @Test
    void aVolumesZoneLabelMayNameSeveral() {
        PersistentVolume regional = new PersistentVolume(
                "pv",
                "",
                Map.of(Spread.ZONE, "2__3"),
                List.of(),
                null,
                List.of("ReadWriteOnce"),
                Quantity.of("1Gi"),
                "");
        ClusterContents contents = ClusterContents.builder()
                .addClaim(claim("data", "", "pv", "ReadWriteOnce"))
                .addVolume(regional)
                .build();

        assertThat(fitting(scheduler(contents, A, B, node("c", "3")), using("p", "data")))
                .containsExactly("b", "c");
        assertThat(scheduler(contents, A).predict(using("p", "data")).sentence())
                .startsWith("0/1 nodes are available: 1 node(s) had no available volume zone.");
    }

    @Test
    void aClaimThatIsMissingOrUnboundOrLostKeepsThePodFromEveryNode() {
        ClusterContents contents = ClusterContents.builder()
                .addStorageClass(storageClass("now", Binding.IMMEDIATE, true))
                .addClaim(claim("unbound", "now", null, "ReadWriteOnce"))
                .addClaim(claim("lost", "now", "gone", "ReadWriteOnce"))
                .build();
        ClusterScheduler scheduler = scheduler(contents, A);

        assertThat(scheduler.predict(using("p", "none")).sentence())
                .isEqualTo(
                        "0/1 nodes are available: persistentvolumeclaim \"none\" not found. preemption: 0/1 nodes are"
                                + " available: 1 Preemption is not helpful for scheduling.");
        assertThat(scheduler.predict(using("p", "unbound")).sentence())
                .startsWith("0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims.");
        assertThat(scheduler.predict(using("p", "lost")).sentence())
                .startsWith("0/1 nodes are available: 1 node(s) unavailable due to one or more pvc(s) bound to"
                        + " non-existent pv(s).");
    }

    @Test
    void aWaitingClaimGoesWhereAVolumeIsOrCanBeMade() {
        ClusterContents contents = ClusterContents.builder()
                .addStorageClasses(
                        storageClass("local", Binding.WAIT_FOR_FIRST_CONSUMER, false),
                        storageClass("zonal", Binding.WAIT_FOR_FIRST_CONSUMER, true, on(Spread.ZONE, "1")))
                .addVolumes(
                        volume("small", "local", "1Mi", on(Spread.HOSTNAME, "a")),
                        volume("large", "local", "5Gi", on(Spread.HOSTNAME, "b")))
                .addClaims(
                        claim("l", "local", null, "ReadWriteOnce"),
                        claim("l2", "local", null, "ReadWriteOnce"),
                        claim("shared", "local", null, "ReadWriteMany"),
                        claim("z", "zonal", null, "ReadWriteOnce"))
                .build();
        ClusterScheduler scheduler = scheduler(contents, A, B);

        assertThat(fitting(scheduler, using("p", "z"))).containsExactly("a");
        assertThat(fitting(scheduler, using("p", "l"))).as("large enough").containsExactly("b");
        assertThat(fitting(scheduler, using("p", "shared"))).isEmpty();
        scheduler.place(using("p", "l"));
        assertThat(scheduler.predict(using("q", "l2")).sentence())
                .startsWith("0/2 nodes are available: 2 node(s) didn't find available persistent volumes to bind.");
        assertThat(fitting(scheduler, using("q", "l"))).as("it is bound now").containsExactly("b");
    }

    @Test
    void aClaimCreatedWithThePodIsMadeByItsClass() {
        ClusterContents contents = ClusterContents.builder()
                .addStorageClasses(
                        storageClass("zonal", Binding.WAIT_FOR_FIRST_CONSUMER, true, on(Spread.ZONE, "2")),
                        storageClass("now", Binding.IMMEDIATE, true, on(Spread.ZONE, "1")))
                .build();
        ClusterScheduler scheduler = scheduler(contents, A, B);

        assertThat(fitting(scheduler, made("zonal"))).containsExactly("b");
        assertThat(fitting(scheduler, made("now"))).containsExactly("a");
        assertThat(scheduler.predict(made("unknown")).sentence())
                .startsWith("0/2 nodes are available: pod has unbound immediate PersistentVolumeClaims.");
    }

    private static PodTemplate made(String storageClass) {
        return idle("p").addVolume(PodVolume.newClaim("data", storageClass)).build();
    }

    @Test
    void aClaimForOnePodAtATimeIsHeldAndDisksAreSharedForReadingOnly() {
        ClusterContents contents = ClusterContents.builder()
                .addClaim(claim("data", "", "pv", VolumeClaim.READ_WRITE_ONCE_POD))
                .addVolume(volume("pv", "", "1Gi"))
                .build();
        ClusterScheduler scheduler = scheduler(contents, A, B);
        scheduler.place(using("p", "data"));

        assertThat(scheduler.predict(using("q", "data")).sentence())
                .startsWith("0/2 nodes are available: 2 node has pod using PersistentVolumeClaim with the same name and"
                        + " ReadWriteOncePod access mode.");
        ClusterScheduler disks = scheduler(A, B);
        disks.add(RunningPod.of(disk("x", true), "a"));
        assertThat(fitting(disks, disk("p", true))).containsExactly("a", "b");
        assertThat(fitting(disks, disk("p", false))).containsExactly("b");
    }

    private static PodTemplate disk(String name, boolean readOnly) {
        return idle(name).addVolume(new PodVolume.Disk("d", readOnly)).build();
    }

    @Test
    void aNodeAttachesSoManyVolumesOfADriver() {
        Node limited = new Node("a", A.labels(), A.allocatable(), List.of(), List.of(), true, Map.of("driver", 1));
        ClusterContents contents = ClusterContents.builder()
                .addClaims(claim("one", "", "pv1", "ReadWriteMany"), claim("two", "", "pv2", "ReadWriteMany"))
                .addVolumes(volume("pv1", "", "1Gi"), volume("pv2", "", "1Gi"))
                .build();
        ClusterScheduler scheduler = scheduler(contents, limited);
        scheduler.place(using("p", "one"));

        assertThat(scheduler.predict(using("q", "one")).isPlaced())
                .as("attached already")
                .isTrue();
        assertThat(scheduler.predict(using("q", "two")).sentence())
                .startsWith("0/1 nodes are available: 1 node(s) exceed max volume count.");
    }
}
