package io.pgspan.placement.survive;

import static io.pgspan.placement.survive.FailureDomain.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.placement.ElectionModel;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.replication.Replication.CommitLevel;
import io.pgspan.model.replication.Replication.Durability;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JudgeTest {
    private static final FailureDomain A = cluster("a");
    private static final FailureDomain B = cluster("b");

    private final Fleet fleet = Worlds.fleet(3, 3, 3);

    private Judge judge(ElectionModel election, Replication replication, String... nodes) {
        return new Judge(Situation.of(Worlds.replicas(fleet, nodes), replication, Worlds.limits(election), fleet));
    }

    private static boolean holds(Judge judge, Question question, FailureDomain... lost) {
        return judge.loss(List.of(lost)).holds(question);
    }

    @ParameterizedTest(name = "ANY {0} over 2 + 1 members: without the 2 {1}, without the 1 {2}")
    @CsvSource({"0, false, false", "1, false, true", "2, true, true"})
    void aCommitIsSafeWhenFewerAreLostThanHoldIt(int confirmations, boolean withoutA, boolean withoutB) {
        Replication replication =
                confirmations == 0 ? Replication.asynchronous() : Replication.anySynchronous(confirmations);
        Judge judge = judge(ElectionModel.store("c"), replication, "a0", "a1", "b0");

        assertThat(holds(judge, Question.COMMITS, A)).isEqualTo(withoutA);
        assertThat(holds(judge, Question.COMMITS, B)).isEqualTo(withoutB);
    }

    @Test
    void withPriorityTheFirstStandbysHoldTheCommitsAndNoOthers() {
        Replication first = Replication.firstSynchronous(1).toBuilder()
                .addStandbyNames("p-2", "p-0", "p-1")
                .build();

        assertThat(holds(judge(ElectionModel.store("c"), first, "a0", "a1", "b0"), Question.COMMITS, A))
                .as("p-2 in b confirms for p-0 and p-1")
                .isTrue();
        assertThat(holds(
                        judge(ElectionModel.store("c"), Replication.anySynchronous(1), "a0", "a1", "b0"),
                        Question.COMMITS,
                        A))
                .isFalse();
        assertThat(holds(judge(ElectionModel.store("c"), first, "a0", "b1", "b0"), Question.COMMITS, B))
                .as("p-2 confirms for p-1, both in b")
                .isFalse();
    }

    @Test
    void onlyListedStandbysConfirm() {
        Replication listed =
                Replication.anySynchronous(1).toBuilder().addStandbyNames("p-1").build();
        Judge judge = judge(ElectionModel.store("c"), listed, "a0", "b0", "b1");

        assertThat(holds(judge, Question.COMMITS, B))
                .as("p-2 leads, p-1 confirms")
                .isFalse();
        assertThat(holds(judge, Question.COMMITS, A)).isTrue();
        assertThat(holds(judge, Question.WRITES))
                .as("p-1 leads and nobody confirms")
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(CommitLevel.class)
    void acknowledgingOnThePrimarysDiskOrBeforeItIsAsynchronous(CommitLevel level) {
        Replication replication =
                Replication.anySynchronous(2).toBuilder().commitLevel(level).build();
        boolean waits = level != CommitLevel.LOCAL && level != CommitLevel.OFF;
        Judge judge = judge(ElectionModel.store("c"), replication, "a0", "a1", "b0");

        assertThat(holds(judge, Question.COMMITS, B)).isEqualTo(waits);
        assertThat(holds(judge, Question.WRITES, B)).isEqualTo(!waits);
    }

    @Test
    void aStrictClusterWaitsForStandbysAndAnotherGoesOnWithFewer() {
        Replication strict = Replication.anySynchronous(2);
        Replication lenient =
                strict.toBuilder().durability(Durability.PREFERRED).build();

        assertThat(holds(judge(ElectionModel.store("c"), strict, "a0", "a1", "b0"), Question.WRITES, B))
                .isFalse();
        Judge judge = judge(ElectionModel.store("c"), lenient, "a0", "a1", "b0");
        assertThat(holds(judge, Question.WRITES, B)).isTrue();
        assertThat(judge.loss(List.of(B)).why()).contains("acknowledged by fewer than the 2 standbys wished");
    }

    @Test
    void theRecordsServerDiesWithItsClusterAndWithNoOther() {
        Judge judge = judge(ElectionModel.store("b"), Replication.asynchronous(), "a0", "a1", "b0");

        assertThat(holds(judge, Question.LEADER, A)).isTrue();
        assertThat(holds(judge, Question.LEADER, B)).isFalse();
        assertThat(holds(judge, Question.COPY, B)).isTrue();
    }

    @Test
    void ofThreeServersOneMayDieAndOfFiveTwo() {
        Judge three = judge(ElectionModel.storeMajority("a", "b", "x"), Replication.asynchronous(), "c0");
        assertThat(holds(three, Question.LEADER, A)).isTrue();
        assertThat(holds(three, Question.LEADER, A, B)).isFalse();

        Judge five = judge(ElectionModel.storeMajority("a", "b", "x", "y", "z"), Replication.asynchronous(), "c0");
        assertThat(holds(five, Question.LEADER, A, B)).isTrue();
        assertThat(holds(five, Question.LEADER, A, B, cluster("x"))).isFalse();
    }

    @Test
    void aServerFallsWithHalfOfItsClustersZonesAndNotWithANode() {
        Judge judge = judge(ElectionModel.store("c"), Replication.asynchronous(), "a0", "c0");
        FailureDomain z0 = new FailureDomain(Level.ZONE, "c/z0");
        FailureDomain z1 = new FailureDomain(Level.ZONE, "c/z1");

        assertThat(holds(judge, Question.LEADER, new FailureDomain(Level.NODE, "c/z0/c0")))
                .isTrue();
        assertThat(holds(judge, Question.LEADER, z0))
                .as("two of three zones are left")
                .isTrue();
        assertThat(holds(judge, Question.LEADER, z0, z1)).isFalse();
        assertThat(judge.loss(List.of(z0, z1)).lostApiServers()).containsExactly("c");
        Fleet two = Worlds.fleet(2);
        Judge half = new Judge(Situation.of(
                Worlds.replicas(two, "a0", "a1"),
                Replication.asynchronous(),
                Worlds.limits(ElectionModel.store("a")),
                two));
        assertThat(holds(half, Question.LEADER, new FailureDomain(Level.ZONE, "a/z0")))
                .as("one of two zones may hold the majority of its etcd")
                .isFalse();
    }

    @Test
    void anArbiterVotesButCannotLead() {
        List<Resident> members = new ArrayList<>(Worlds.replicas(fleet, "a0", "a1"));
        members.add(Situation.resident("arbiter", false, "b", "b0", fleet));
        Judge judge = new Judge(Situation.of(
                members, Replication.asynchronous(), Worlds.limits(ElectionModel.memberMajority()), fleet));
        Judge byRecord = new Judge(
                Situation.of(members, Replication.asynchronous(), Worlds.limits(ElectionModel.store("b")), fleet));

        assertThat(holds(judge, Question.LEADER, new FailureDomain(Level.NODE, "a/z0/a0")))
                .as("a replica and the arbiter are 2 of 3")
                .isTrue();
        assertThat(holds(byRecord, Question.LEADER, A))
                .as("only the arbiter is left")
                .isFalse();
        assertThat(holds(byRecord, Question.COPY, A)).isFalse();
    }

    @Test
    void aPendingMemberIsCountedAndAbsent() {
        List<Resident> members = new ArrayList<>(Worlds.replicas(fleet, "a0", "b0"));
        members.add(Situation.resident("p-2", true, "c", "", fleet));
        Judge judge = new Judge(Situation.of(
                members, Replication.anySynchronous(2), Worlds.limits(ElectionModel.memberMajority()), fleet));

        assertThat(holds(judge, Question.LEADER)).isTrue();
        assertThat(holds(judge, Question.LEADER, A)).isFalse();
        assertThat(holds(judge, Question.WRITES)).as("one standby of two").isFalse();
        assertThat(new FatalSets(judge).of(Question.WRITES).orElseThrow().domains())
                .isEmpty();
        assertThat(new Warnings(judge).all())
                .contains("p-2 is pending: counted as a member, and absent from the start.");
    }

    @Test
    void zonesOfOneRegionAreTheSameInEveryClusterAndOthersAreNot() {
        Fleet regions = new Fleet(
                "a",
                List.of(
                        Worlds.cluster("a", List.of(Worlds.node("a0", "eu", "z1"), Worlds.node("a1", "eu", "z2"))),
                        Worlds.cluster("b", List.of(Worlds.node("b0", "eu", "z1"), Worlds.node("b1", "us", "z1")))),
                List.of());
        Judge judge = new Judge(Situation.of(
                Worlds.replicas(regions, "a0", "b0", "b1"),
                Replication.asynchronous(),
                Worlds.limits(ElectionModel.memberMajority()),
                regions));

        assertThat(judge.judged(Level.ZONE)).extracting(FailureDomain::path).containsExactly("eu/z1", "us/z1");
        assertThat(judge.loss(List.of(new FailureDomain(Level.ZONE, "eu/z1"))).lostPods())
                .containsExactly("p-0", "p-1");
        assertThat(judge.loss(List.of(new FailureDomain(Level.REGION, "us"))).lostPods())
                .containsExactly("p-2");
        assertThat(judge.judged(Level.REGION)).extracting(FailureDomain::path).containsExactly("eu", "us");
    }

    @Test
    void aScenarioTakesAllItsDomains() {
        Situation situation = Situation.of(
                        Worlds.replicas(fleet, "a0", "b0", "c0"),
                        Replication.asynchronous(),
                        Worlds.limits(ElectionModel.memberMajority()),
                        fleet)
                .withScenarios(new Scenario(
                        "feed",
                        List.of(new FailureDomain(Level.NODE, "a/z0/a0"), new FailureDomain(Level.NODE, "b/z0/b0"))));
        Survivability survivability = Survivability.of(situation);

        assertThat(survivability.smallest(Question.LEADER).orElseThrow().domains())
                .containsExactly(new FailureDomain(Level.SCENARIO, "feed"));
        assertThat(survivability.level(Level.CLUSTER).orElseThrow().grade(Question.LEADER))
                .isEqualTo(Grade.ANY_ONE);
    }

    @Test
    void aSearchAtItsBoundSaysHowFarItCame() {
        Judge judge =
                judge(ElectionModel.store("x"), Replication.firstSynchronous(2), "a0", "a1", "b0", "b1", "c0", "c1");
        FatalSet whole = new FatalSets(judge).of(Question.COMMITS, Level.NODE).orElseThrow();
        FatalSet cut = new FatalSets(judge, 8).of(Question.COMMITS, Level.NODE).orElseThrow();

        assertThat(whole.domains()).hasSize(3);
        assertThat(whole.isSmallest()).isTrue();
        assertThat(cut.provenNoFewer()).as("1 + 6 answers, not 15 more").isEqualTo(1);
        assertThat(cut.why())
                .as("the first bound is the right one, but that is not proven")
                .contains("met its bound");
        assertThat(cut.isSmallest()).isFalse();
    }
}
