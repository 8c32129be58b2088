package io.pgspan.placement.scheduler;

import static io.pgspan.placement.scheduler.Fixture.PG;
import static io.pgspan.placement.scheduler.Fixture.PGS;
import static io.pgspan.placement.scheduler.Fixture.fitting;
import static io.pgspan.placement.scheduler.Fixture.idle;
import static io.pgspan.placement.scheduler.Fixture.labelled;
import static io.pgspan.placement.scheduler.Fixture.node;
import static io.pgspan.placement.scheduler.Fixture.part;
import static io.pgspan.placement.scheduler.Fixture.run;
import static io.pgspan.placement.scheduler.Fixture.scheduler;
import static io.pgspan.placement.scheduler.Fixture.score;
import static io.pgspan.placement.scheduler.Fixture.tainted;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.fleet.ClusterContents;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.fleet.RunningPod;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.placement.Spread.NodePolicy;
import io.pgspan.model.placement.Spread.WhenUnsatisfiable;
import io.pgspan.model.placement.Toleration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Figures are worked out by hand: ln 3 = 1.099, ln 4 = 1.386, ln 5 = 1.609. */
class SpreadTest {
    private static final Spread ZONES = Spread.acrossZones().counting(PGS);
    private static final Spread SOFT = ZONES.scheduleAnyway();
    private static final Node A = node("a", "1");
    private static final Node B = node("b", "2");
    private static final Node C = node("c", "3");

    private static PodTemplate pod(Spread... spreads) {
        return idle("p").addSpreads(spreads).build();
    }

    private static Spread with(
            Spread spread, @Nullable NodePolicy affinity, @Nullable NodePolicy taints, String... matchLabelKeys) {
        return new Spread(
                spread.topologyKey(),
                spread.maxSkew(),
                spread.whenUnsatisfiable(),
                spread.selector(),
                spread.minDomainCount(),
                affinity,
                taints,
                List.of(matchLabelKeys));
    }

    @Test
    void fiveReplicasOverThreeNodesAreTwoTwoOne() {
        ClusterScheduler scheduler = scheduler(A, B, C);
        Spread nodes = Spread.acrossNodes().counting(PGS);

        for (int i = 0; i < 5; i++) {
            assertThat(scheduler.place(idle("p" + i).spread(nodes).build()).node())
                    .contains(List.of("a", "b", "c").get(i % 3));
        }
    }

    @Test
    void aDomainNobodyCanUseHoldsTheMinimumDownUnlessItsTaintIsHonored() {
        ClusterScheduler scheduler = scheduler(A, tainted(B, "k", "", "NoSchedule"));
        run(scheduler, "a", 1);

        assertThat(scheduler.predict(pod(ZONES)).sentence())
                .startsWith("0/2 nodes are available: 1 node(s) didn't match pod topology spread constraints, 1 node(s)"
                        + " had untolerated taint(s).");
        assertThat(fitting(scheduler, pod(with(ZONES, null, NodePolicy.HONOR)))).containsExactly("a");
        ClusterScheduler cordoned = scheduler(A, B.schedulable(false));
        run(cordoned, "a", 1);
        assertThat(fitting(cordoned, pod(with(ZONES, null, NodePolicy.HONOR))))
                .as("cordoned without its taint is not looked at")
                .isEmpty();
    }

    @Test
    void aDomainThatThePodsAffinityExcludesIsNoneUnlessIgnored() {
        ClusterScheduler scheduler = scheduler(node("a", "1", "disk", "ssd"), B);
        run(scheduler, "a", 1);
        PodTemplate.Builder onSsd = idle("p").putNodeSelector("disk", "ssd");

        assertThat(fitting(scheduler, onSsd.spread(ZONES).build())).containsExactly("a");
        assertThat(fitting(
                        scheduler,
                        idle("p")
                                .putNodeSelector("disk", "ssd")
                                .spread(with(ZONES, NodePolicy.IGNORE, null))
                                .build()))
                .isEmpty();
    }

    @Test
    void anAbsentSelectorCountsNothingAndAlwaysPasses() {
        ClusterScheduler scheduler = scheduler(A, B);
        run(scheduler, "a", 3);

        assertThat(fitting(scheduler, pod(Spread.acrossZones()))).containsExactly("a", "b");
    }

    @Test
    void anEmptySelectorCountsNoPodYetThePodItself() {
        ClusterScheduler scheduler = scheduler(A, B);
        run(scheduler, "a", 3);
        Spread every = Spread.acrossZones().counting(LabelSelector.of(Map.of()));

        // 0 + 1 - 0 is not more than 1
        assertThat(fitting(scheduler, pod(every))).containsExactly("a", "b");
    }

    @Test
    void aPodThatIsNotCountedItselfAddsNothing() {
        ClusterScheduler scheduler = scheduler(A, B);
        run(scheduler, "a", 1);
        PodTemplate other = pod(ZONES).withLabels(Map.of("app", "web"));

        assertThat(fitting(scheduler, other)).as("1 + 0 - 0").containsExactly("a", "b");
        run(scheduler, "b", 0);
        scheduler.add(RunningPod.of(idle("more").build(), "a"));
        assertThat(fitting(scheduler, other)).as("2 + 0 - 0").containsExactly("b");
    }

    @Test
    void belowTheDemandedDomainsTheEmptiestCountsAsEmpty() {
        ClusterScheduler scheduler = scheduler(A, B);
        run(scheduler, "a", 1);
        run(scheduler, "b", 1);

        assertThat(fitting(scheduler, pod(ZONES.minDomains(2)))).containsExactly("a", "b");
        assertThat(fitting(scheduler, pod(ZONES.minDomains(3)))).isEmpty();
    }

    @Test
    void aMissingKeyIsFinalAndAnEmptyValueIsADomain() {
        Node keyless = labelled("x", "4", "8Gi", Map.of(Spread.HOSTNAME, "x"));
        Node empty = node("e", "");

        assertThat(scheduler(keyless).predict(pod(ZONES)).sentence())
                .isEqualTo("0/1 nodes are available: 1 node(s) didn't match pod topology spread constraints (missing"
                        + " required label). preemption: 0/1 nodes are available: 1 Preemption is not helpful for"
                        + " scheduling.");
        assertThat(fitting(scheduler(keyless, empty), pod(ZONES))).containsExactly("e");
    }

    @Test
    void nodesThatLackAnotherHardKeyCountForNoDomain() {
        Node rackless = node("b", "1");
        ClusterScheduler scheduler = scheduler(node("a", "1", "rack", "1"), rackless, node("c", "2", "rack", "1"));
        run(scheduler, "b", 5);

        assertThat(fitting(scheduler, pod(ZONES, new Spread("rack", 9, WhenUnsatisfiable.DO_NOT_SCHEDULE))))
                .containsExactly("a", "c");
    }

    @Test
    void podsBeingDeletedAndPodsOfOtherNamespacesAreNotCounted() {
        ClusterScheduler scheduler = scheduler(A, B);
        scheduler.add(RunningPod.of(idle("x").build(), "a").beingDeleted());
        scheduler.add(RunningPod.of(idle("y").namespace("other").build(), "a"));

        assertThat(fitting(scheduler, pod(ZONES))).containsExactly("a", "b");
    }

    @Test
    void labelKeysTellPodsOfDifferentVersionsApart() {
        ClusterScheduler scheduler = scheduler(A, B);
        scheduler.add(RunningPod.of(
                idle("x").labels(Map.of("app", "pg", "version", "1")).build(), "a"));
        PodTemplate second =
                pod(with(ZONES, null, null, "version", "absent")).withLabels(Map.of("app", "pg", "version", "2"));

        assertThat(fitting(scheduler, second)).containsExactly("a", "b");
        assertThat(fitting(scheduler, second.withLabels(Map.of("app", "pg", "version", "1"))))
                .containsExactly("b");
    }

    @Test
    void twoConstraintsOnOneKeyCountTogetherInOldReleases() {
        Spread all = Spread.acrossZones().maxSkew(3).counting(PGS);
        Spread blue = Spread.acrossZones().maxSkew(3).counting(LabelSelector.of(Map.of("app", "pg", "color", "blue")));
        for (Release release : List.of(Release.V1_32, Release.V1_33)) {
            ClusterScheduler scheduler = scheduler(release, A, B);
            for (int i = 0; i < 2; i++) {
                scheduler.add(RunningPod.of(
                        idle("x" + i)
                                .labels(Map.of("app", "pg", "color", "blue"))
                                .build(),
                        "a"));
            }
            // each counts 2, together 4
            assertThat(fitting(scheduler, pod(all, blue)))
                    .as("%s", release)
                    .isEqualTo(release == Release.V1_32 ? List.of("b") : List.of("a", "b"));
        }
    }

    @Test
    void theFewestPodsScoreHundredAndTheRestIsRelativeToTheMost() {
        ClusterScheduler scheduler = scheduler(A, B);
        run(scheduler, "a", 1);
        run(scheduler, "b", 2);

        // 1.386 and 2.773 are 1 and 3; 100 * (3 + 1 - raw) / 3
        assertThat(part(scheduler, pod(SOFT), Plugin.POD_TOPOLOGY_SPREAD, "a")).containsExactly(1L, 100L);
        assertThat(part(scheduler, pod(SOFT), Plugin.POD_TOPOLOGY_SPREAD, "b")).containsExactly(3L, 33L);
        // a larger skew adds 2 to both: 3 and 5 (4.773)
        assertThat(part(scheduler, pod(SOFT.maxSkew(3)), Plugin.POD_TOPOLOGY_SPREAD, "b"))
                .containsExactly(5L, 60L);
    }

    @Test
    void withoutAnyPodEveryNodeScoresHundred() {
        assertThat(score(scheduler(A, B), pod(SOFT), Plugin.POD_TOPOLOGY_SPREAD, "b"))
                .isEqualTo(100);
    }

    @Test
    void aNodeWithoutTheKeyScoresNothingAndIsNoMeasure() {
        Node keyless = labelled("x", "4", "8Gi", Map.of(Spread.HOSTNAME, "x"));
        ClusterScheduler scheduler = scheduler(A, B, keyless);
        run(scheduler, "a", 1);
        run(scheduler, "x", 9);

        assertThat(score(scheduler, pod(SOFT), Plugin.POD_TOPOLOGY_SPREAD, "x")).isZero();
        assertThat(part(scheduler, pod(SOFT), Plugin.POD_TOPOLOGY_SPREAD, "a")).containsExactly(1L, 0L);
        assertThat(part(scheduler, pod(SOFT), Plugin.POD_TOPOLOGY_SPREAD, "b")).containsExactly(0L, 100L);
    }

    @Test
    void hostNamesCountTheNodesOwnPodsWhateverThePoliciesSay() {
        Spread nodes = Spread.acrossNodes().scheduleAnyway().counting(PGS);
        Node tainted = tainted(B, "k", "", "PreferNoSchedule");
        ClusterScheduler scheduler = scheduler(A, tainted);
        run(scheduler, "b", 1);

        assertThat(part(
                        scheduler,
                        pod(with(nodes, NodePolicy.HONOR, NodePolicy.HONOR)),
                        Plugin.POD_TOPOLOGY_SPREAD,
                        "b"))
                .as("ln 4 rounded")
                .containsExactly(1L, 0L);
    }

    @Test
    void podsOnNodesThatAreFilteredCountForTheirDomainYetNotForItsWeight() {
        // zone 3 is not among the filtered nodes: the weight is ln(1 + 2)
        ClusterScheduler scheduler = scheduler(
                A, node("a2", "1"), C.schedulable(false), node("d", "1").schedulable(false));
        run(scheduler, "d", 2);
        PodTemplate pod = pod(with(SOFT, NodePolicy.IGNORE, null));

        assertThat(part(scheduler, pod, Plugin.POD_TOPOLOGY_SPREAD, "a")).containsExactly(2L, 100L);
        assertThat(part(scheduler, pod, Plugin.POD_TOPOLOGY_SPREAD, "a2")).containsExactly(2L, 100L);
    }

    @Test
    void podsWithoutConstraintsAreSpreadByTheServicesThatSelectThem() {
        ClusterContents service = ClusterContents.builder()
                .addService(new ClusterContents.Service("default", "s", PG))
                .build();
        ClusterScheduler scheduler = scheduler(service, A, B, C);
        run(scheduler, "a", 1);
        PodTemplate plain = idle("p").build();

        // a: hostname ln 5 + 2, zone ln 5 + 4: 9.2; the others 6: 100 * (9 + 6 - raw) / 9
        assertThat(part(scheduler, plain, Plugin.POD_TOPOLOGY_SPREAD, "a")).containsExactly(9L, 66L);
        assertThat(part(scheduler, plain, Plugin.POD_TOPOLOGY_SPREAD, "b")).containsExactly(6L, 100L);
        assertThat(part(scheduler, plain.withLabels(Map.of("app", "web")), Plugin.POD_TOPOLOGY_SPREAD, "a"))
                .as("no service selects it")
                .isEmpty();
        assertThat(part(scheduler, plain.withNamespace("other"), Plugin.POD_TOPOLOGY_SPREAD, "a"))
                .as("of another namespace")
                .isEmpty();
    }

    @Test
    void anOwnersSelectorSpreadsTooAndAnOwnConstraintReplacesAllDefaults() {
        PodTemplate owned = idle("p").ownerSelector(PGS).build();
        ClusterScheduler scheduler = scheduler(A, B);
        run(scheduler, "a", 1);

        assertThat(part(scheduler, owned, Plugin.POD_TOPOLOGY_SPREAD, "a")).isNotEmpty();
        assertThat(part(scheduler, owned.withSpreads(ZONES.maxSkew(5)), Plugin.POD_TOPOLOGY_SPREAD, "a"))
                .isEmpty();
    }

    @Test
    void withTheSystemsDefaultsAMissingLabelIsADomainOfItsOwn() {
        Node keyless = labelled("x", "4", "8Gi", Map.of(Spread.HOSTNAME, "x"));
        PodTemplate owned = idle("p").ownerSelector(PGS).build();
        ClusterScheduler scheduler = scheduler(A, keyless);
        run(scheduler, "a", 2);

        // two zones, the empty one among them, and two nodes: (2 ln 4 + 2) + (2 ln 4 + 4) = 11.5; x: hostname only, 2
        assertThat(part(scheduler, owned, Plugin.POD_TOPOLOGY_SPREAD, "a")).containsExactly(12L, 16L);
        assertThat(part(scheduler, owned, Plugin.POD_TOPOLOGY_SPREAD, "x")).containsExactly(2L, 100L);
    }

    @Test
    void listedDefaultsDemandEveryKey() {
        Node keyless = labelled("x", "4", "8Gi", Map.of(Spread.HOSTNAME, "x"));
        ClusterScheduler scheduler = ClusterScheduler.of(
                Fixture.cluster(A, keyless),
                SchedulerProfile.ofDefaults()
                        .withDefaultSpreads(List.of(Spread.acrossZones().scheduleAnyway())));

        assertThat(score(scheduler, idle("p").ownerSelector(PGS).build(), Plugin.POD_TOPOLOGY_SPREAD, "x"))
                .isZero();
        assertThat(score(scheduler, idle("p").ownerSelector(PGS).build(), Plugin.POD_TOPOLOGY_SPREAD, "a"))
                .isEqualTo(100);
    }

    @Test
    void aMalformedSelectorFailsTheAttempt() {
        Spread malformed = ZONES.counting(LabelSelector.of(Map.of("app", "-no-")));

        assertThat(scheduler(A).predict(pod(malformed)).sentence()).contains("parsing pod: ");
        assertThat(scheduler(A)
                        .predict(pod(ZONES).withTolerations(Toleration.exists("")))
                        .isPlaced())
                .isTrue();
    }
}
