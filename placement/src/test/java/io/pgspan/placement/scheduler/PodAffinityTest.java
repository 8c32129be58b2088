package io.pgspan.placement.scheduler;

import static io.pgspan.placement.scheduler.Fixture.PGS;
import static io.pgspan.placement.scheduler.Fixture.apart;
import static io.pgspan.placement.scheduler.Fixture.fitting;
import static io.pgspan.placement.scheduler.Fixture.idle;
import static io.pgspan.placement.scheduler.Fixture.labelled;
import static io.pgspan.placement.scheduler.Fixture.near;
import static io.pgspan.placement.scheduler.Fixture.node;
import static io.pgspan.placement.scheduler.Fixture.part;
import static io.pgspan.placement.scheduler.Fixture.rather;
import static io.pgspan.placement.scheduler.Fixture.run;
import static io.pgspan.placement.scheduler.Fixture.scheduler;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.fleet.ClusterContents;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.fleet.RunningPod;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.PodTerm;
import io.pgspan.model.placement.Spread;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PodAffinityTest {
    private static final PodTerm ZONE = PodTerm.of(Spread.ZONE, PGS);
    private static final PodTerm HOST = PodTerm.of(Spread.HOSTNAME, PGS);
    private static final Map<String, String> WEB = Map.of("app", "web");
    private static final Node A = node("a", "1");
    private static final Node A2 = node("a2", "1");
    private static final Node B = node("b", "2");

    @Test
    void theFirstOfAGroupMayGoAnywhereAndTheRestFollow() {
        ClusterScheduler scheduler = scheduler(A, A2, B);
        PodTemplate pod = idle("p").affinity(near(ZONE)).build();

        assertThat(fitting(scheduler, pod)).containsExactly("a", "a2", "b");
        scheduler.place(pod);
        assertThat(fitting(scheduler, pod.withName("q"))).containsExactly("a", "a2");
    }

    @Test
    void aPodThatDoesNotMatchItselfIsNeverTheFirst() {
        PodTemplate web = idle("p").labels(WEB).affinity(near(ZONE)).build();

        assertThat(scheduler(A).predict(web).sentence())
                .isEqualTo(
                        "0/1 nodes are available: 1 node(s) didn't match pod affinity rules. preemption: 0/1 nodes are"
                                + " available: 1 Preemption is not helpful for scheduling.");
    }

    @Test
    void thereIsNoFirstOnceAnyDomainHasOne() {
        // the pod on b counts for the host name although no zone of its is known
        ClusterScheduler scheduler = scheduler(A, labelled("b", "4", "8Gi", Map.of(Spread.HOSTNAME, "b")));
        run(scheduler, "b", 1);

        assertThat(fitting(scheduler, idle("p").affinity(near(ZONE)).build()))
                .as("no zone has any, so it is the first; b lacks the key")
                .containsExactly("a");
        assertThat(fitting(scheduler, idle("p").affinity(near(ZONE, HOST)).build()))
                .as("the host name b has one")
                .isEmpty();
    }

    @Test
    void onePodMustMatchAllTerms() {
        PodTerm blue = PodTerm.of(Spread.ZONE, LabelSelector.of(Map.of("color", "blue")));
        PodTemplate pod = idle("p").affinity(near(ZONE, blue)).build();
        ClusterScheduler scheduler = scheduler(A, B);
        run(scheduler, "a", 1);
        scheduler.add(RunningPod.of(idle("x").labels(Map.of("color", "blue")).build(), "a"));

        assertThat(fitting(scheduler, pod)).as("two pods, each matching one").isEmpty();
        scheduler.add(RunningPod.of(
                idle("y").labels(Map.of("app", "pg", "color", "blue")).build(), "b"));
        assertThat(fitting(scheduler, pod)).containsExactly("b");
    }

    @Test
    void antiAffinityWorksBothWaysAndWithItsOwnWords() {
        ClusterScheduler own = scheduler(A, A2);
        run(own, "a", 1);
        ClusterScheduler others = scheduler(A, A2);
        others.add(RunningPod.of(idle("x").affinity(apart(ZONE)).build(), "a"));

        assertThat(own.predict(idle("p").affinity(apart(ZONE)).build()).sentence())
                .startsWith("0/2 nodes are available: 2 node(s) didn't match pod anti-affinity rules.");
        assertThat(others.predict(idle("p").build()).sentence())
                .startsWith("0/2 nodes are available: 2 node(s) didn't satisfy existing pods anti-affinity rules.");
    }

    @Test
    void aNodeWithoutTheKeyIsFarFromEverythingAndNearToNothing() {
        Node keyless = labelled("x", "4", "8Gi", Map.of(Spread.HOSTNAME, "x"));
        ClusterScheduler scheduler = scheduler(A, keyless);
        run(scheduler, "a", 1);
        run(scheduler, "x", 1);

        assertThat(fitting(scheduler, idle("p").affinity(apart(ZONE)).build())).containsExactly("x");
        assertThat(fitting(scheduler, idle("p").affinity(near(ZONE)).build())).containsExactly("a");
    }

    @Test
    void podsBeingDeletedCount() {
        ClusterScheduler scheduler = scheduler(A, B);
        scheduler.add(RunningPod.of(idle("x").build(), "a").beingDeleted());

        assertThat(fitting(scheduler, idle("p").affinity(apart(ZONE)).build())).containsExactly("b");
    }

    private static PodTerm term(
            @Nullable LabelSelector selector, List<String> namespaces, @Nullable LabelSelector byLabel) {
        return new PodTerm(Spread.ZONE, selector, namespaces, byLabel, List.of(), List.of());
    }

    @Test
    void namespacesAreTheOwnOneTheListedOnesAndThoseOfTheLabels() {
        ClusterContents contents = ClusterContents.builder()
                .putNamespace("x", Map.of("team", "db"))
                .putNamespace("y", Map.of())
                .build();
        LabelSelector every = LabelSelector.of(Map.of());

        assertThat(meets(contents, "default", term(PGS, List.of(), null))).isTrue();
        assertThat(meets(contents, "x", term(PGS, List.of(), null))).isFalse();
        assertThat(meets(contents, "x", term(PGS, List.of("x"), null))).isTrue();
        assertThat(meets(contents, "default", term(PGS, List.of("x"), null))).isFalse();
        assertThat(meets(contents, "x", term(PGS, List.of(), LabelSelector.of(Map.of("team", "db")))))
                .isTrue();
        assertThat(meets(contents, "y", term(PGS, List.of(), LabelSelector.of(Map.of("team", "db")))))
                .isFalse();
        assertThat(meets(contents, "default", term(PGS, List.of(), LabelSelector.of(Map.of("team", "db")))))
                .as("a selector replaces the own namespace")
                .isFalse();
        assertThat(meets(contents, "unknown", term(PGS, List.of(), every))).isTrue();
        assertThat(meets(contents, "y", term(PGS, List.of("y"), LabelSelector.of(Map.of("team", "db")))))
                .as("either will do")
                .isTrue();
        assertThat(meets(contents, "default", term(null, List.of(), null))).isFalse();
        assertThat(meets(contents, "default", term(every, List.of(), null))).isTrue();
    }

    /** Whether a pod of that namespace keeps a pod of namespace {@code default} away, and the other way round. */
    private static boolean meets(ClusterContents contents, String namespace, PodTerm term) {
        ClusterScheduler scheduler = scheduler(contents, A);
        scheduler.add(RunningPod.of(idle("x").namespace(namespace).build(), "a"));
        boolean meets =
                !scheduler.predict(idle("p").affinity(apart(term)).build()).isPlaced();
        ClusterScheduler turned = scheduler(contents, A);
        turned.add(RunningPod.of(idle("x").affinity(apart(term)).build(), "a"));
        assertThat(turned.predict(idle("p").namespace(namespace).build()).isPlaced())
                .isEqualTo(!meets);
        return meets;
    }

    @Test
    void labelKeysAreMergedIntoTheSelector() {
        PodTerm same = new PodTerm(Spread.ZONE, PGS, List.of(), null, List.of("version"), List.of());
        PodTerm other = new PodTerm(Spread.ZONE, PGS, List.of(), null, List.of(), List.of("version"));
        ClusterScheduler scheduler = scheduler(A, B);
        scheduler.add(RunningPod.of(
                idle("x").labels(Map.of("app", "pg", "version", "1")).build(), "a"));
        PodTemplate first =
                idle("p").labels(Map.of("app", "pg", "version", "1")).build();

        assertThat(fitting(scheduler, first.withAffinity(apart(same)))).containsExactly("b");
        assertThat(fitting(scheduler, first.withAffinity(apart(other)))).containsExactly("a", "b");
        PodTemplate second = first.withLabels(Map.of("app", "pg", "version", "2"));
        assertThat(fitting(scheduler, second.withAffinity(apart(same)))).containsExactly("a", "b");
        assertThat(fitting(scheduler, second.withAffinity(apart(other)))).containsExactly("b");
    }

    @Test
    void preferencesAreMeasuredBetweenTheLeastAndTheMostAndCutOff() {
        // 29 of 100 in doubles is 28.99…
        ClusterScheduler scheduler = scheduler(A, B, node("c", "3"));
        for (int i = 0; i < 100; i++) {
            scheduler.add(RunningPod.of(idle("b" + i).build(), "b"));
            if (i < 29) {
                scheduler.add(RunningPod.of(idle("c" + i).build(), "c"));
            }
        }
        PodTemplate pod = idle("p").affinity(rather(1, ZONE)).build();

        assertThat(part(scheduler, pod, Plugin.INTER_POD_AFFINITY, "a")).containsExactly(0L, 0L);
        assertThat(part(scheduler, pod, Plugin.INTER_POD_AFFINITY, "b")).containsExactly(100L, 100L);
        assertThat(part(scheduler, pod, Plugin.INTER_POD_AFFINITY, "c")).containsExactly(29L, 28L);
    }

    @Test
    void whatOthersPreferAndRequireCountsForThePodToo() {
        ClusterScheduler scheduler = scheduler(A, B, node("c", "3"));
        scheduler.add(RunningPod.of(idle("x").affinity(rather(40, ZONE)).build(), "a"));
        scheduler.add(RunningPod.of(idle("y").affinity(near(ZONE)).build(), "b"));
        PodTemplate pod = idle("p").build();

        assertThat(part(scheduler, pod, Plugin.INTER_POD_AFFINITY, "a")).containsExactly(40L, 100L);
        assertThat(part(scheduler, pod, Plugin.INTER_POD_AFFINITY, "b"))
                .as("a required affinity weighs 1: 1 of 40")
                .containsExactly(1L, 2L);
    }

    @Test
    void whereNobodyPrefersAnythingThePluginIsSkipped() {
        ClusterScheduler scheduler = scheduler(A, B);
        scheduler.add(RunningPod.of(idle("x").labels(WEB).affinity(apart(ZONE)).build(), "a"));

        assertThat(part(scheduler, idle("p").build(), Plugin.INTER_POD_AFFINITY, "a"))
                .isEmpty();
    }

    @Test
    void aMalformedTermOfThePodRejectsAndOneOfAnotherPodMatchesNothing() {
        PodTerm malformed = PodTerm.of(Spread.ZONE, LabelSelector.of(Map.of("app", "_")));
        ClusterScheduler scheduler = scheduler(A);

        assertThat(scheduler
                        .predict(idle("p").affinity(apart(malformed)).build())
                        .sentence())
                .startsWith("0/1 nodes are available: parsing pod: ");
        scheduler.add(RunningPod.of(idle("x").affinity(apart(malformed)).build(), "a"));
        assertThat(scheduler.predict(idle("p").build()).isPlaced()).isTrue();
    }
}
