package io.pgspan.ha.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.ha.rollout.PostgresSeen.State;
import io.pgspan.ha.rollout.RolloutMember.Tag;
import io.pgspan.model.PgspanException;
import io.pgspan.model.PostgresVersion;
import io.pgspan.model.observed.InstanceObservation.Role;
import io.pgspan.model.plan.Plan;
import io.pgspan.model.plan.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RolloutPlannerTest {
    private static final Rollout RESTART = new Rollout.Restart();

    @Test
    void standbysGoOneAtATimeAndThePrimaryLastByASwitchover() {
        assertThat(ids(RESTART, Sketch.of("a", "b", "c")))
                .containsExactly(
                        "standbys/restart/c/u1",
                        "standbys/restart/b/u1",
                        "primary/switchover/a/u1",
                        "former-primary/restart/a/u1");
    }

    @Test
    void ordinalsCountAsNumbers() {
        assertThat(ids(RESTART, Sketch.of("db-0", "db-2", "db-10")))
                .startsWith("standbys/restart/db-10/u1", "standbys/restart/db-2/u1");
    }

    @Test
    void unavailableOnesGoFirst() {
        Sketch sketch = Sketch.of("a", "b", "c");
        sketch.dot("b").streaming = false;
        assertThat(ids(RESTART, sketch)).startsWith("standbys/restart/b/u1", "standbys/restart/c/u1");
    }

    @Test
    void whoIsUpToDateHasNoStep() {
        Sketch sketch = Sketch.of("a", "b", "c");
        sketch.dot("c").upToDate = true;
        sketch.dot("a").upToDate = true;
        assertThat(ids(RESTART, sketch)).containsExactly("standbys/restart/b/u1");
        sketch.dot("b").upToDate = true;
        assertThat(RolloutPlanner.plan(RESTART, sketch.view()).isEmpty()).isTrue();
    }

    @Test
    void synchronousStandbysAreReleasedBeforeTheyStop() {
        Sketch sketch = Sketch.of("a", "b", "c").sync(1, "c");
        assertThat(ids(RESTART, sketch))
                .containsExactly(
                        "standbys/release/b/u1",
                        "standbys/restart/b/u1",
                        "standbys/release/c/u1",
                        "standbys/restart/c/u1",
                        "primary/switchover/a/u1",
                        "former-primary/release/a/u1",
                        "former-primary/restart/a/u1");
    }

    @Test
    void aListedStandbyIsReleasedEvenWhereNoConfirmationIsRequired() {
        assertThat(ids(RESTART, Sketch.of("a", "b").sync(0, "b"))).startsWith("standbys/release/b/u1");
    }

    @Test
    void theLeastLaggingStandbyIsExpectedToTakeOver() {
        Sketch sketch = Sketch.of("a", "b", "c");
        sketch.dot("b").lag = 9;
        assertThat(step(RESTART, sketch, "primary/switchover/a/u1").what()).endsWith("probably c");
        sketch.dot("c").tags.add(Tag.NO_FAILOVER);
        assertThat(step(RESTART, sketch, "primary/switchover/a/u1").what()).endsWith("probably b");
    }

    @Test
    void withoutACandidateThePrimaryIsKept() {
        Sketch sketch = Sketch.of("a", "b");
        sketch.dot("b").tags.add(Tag.NO_FAILOVER);
        Plan plan = RolloutPlanner.plan(RESTART, sketch.view());
        assertThat(plan.steps()).extracting(Step::id).containsExactly("standbys/restart/b/u1", "primary/keep/a/u1");
        assertThat(plan.risk()).isEqualTo(Step.Risk.IMPOSSIBLE);
        assertThat(plan.explain()).contains("b is tagged nofailover");
    }

    @Test
    void anOnlyMemberIsStoppedOnlyWhenDowntimeIsAllowedAndAfterACheckpoint() {
        Sketch sketch = Sketch.of("a");
        assertThat(refusal(RESTART, sketch)).contains("allow the downtime");
        sketch.limits = sketch.limits.withDowntime();
        Plan plan = RolloutPlanner.plan(RESTART, sketch.view());
        assertThat(plan.steps())
                .extracting(Step::id)
                .containsExactly("primary/checkpoint/a/u1", "primary/restart/a/u1");
        assertThat(plan.risk()).isEqualTo(Step.Risk.DOWNTIME);
    }

    @Test
    void anArbiterDoesNotMakeAnOnlyMemberSafe() {
        Sketch sketch = Sketch.of("a", "b");
        sketch.dot("b").role = Role.ARBITER;
        assertThat(refusal(RESTART, sketch)).contains("only a may lead");
    }

    @Test
    void aPrimaryThatIsDownIsHandledDirectly() {
        Sketch sketch = Sketch.of("a", "b");
        sketch.dot("a").state = State.DOWN;
        assertThat(ids(new Rollout.Recreate("r2"), sketch))
                .containsExactly("primary/recreate/a/u1", "standbys/recreate/b/u1");
    }

    @Test
    void aDrainWaitsForTheHolderThatIsDown() {
        Sketch sketch = Sketch.of("a", "b");
        sketch.dot("a").state = State.DOWN;
        assertThat(refusal(new Rollout.Drain("n-a"), sketch)).contains("commits nobody else has");
    }

    @Test
    void aDrainTouchesOnlyWhoIsOnTheNode() {
        Sketch sketch = Sketch.of("a", "b", "c");
        sketch.dot("c").node = "n-a";
        assertThat(ids(new Rollout.Drain("n-a"), sketch))
                .containsExactly("standbys/recreate/c/u1", "primary/switchover/a/u1", "former-primary/recreate/a/u1");
    }

    @Test
    void aMinorUpgradeRecreatesAndAMajorOneIsRefused() {
        Sketch sketch = Sketch.of("a", "b");
        Rollout minor = new Rollout.MinorUpgrade(PostgresVersion.of("17.2"), PostgresVersion.of("17.4"));
        assertThat(ids(minor, sketch)).startsWith("standbys/recreate/b/u1");
        Rollout major = new Rollout.MinorUpgrade(PostgresVersion.of("16.8"), PostgresVersion.of("17.4"));
        assertThat(refusal(major, sketch)).contains("format of the data changes");
    }

    @Test
    void unknownMembersAndLeadersAreRefusedWithTheReason() {
        Sketch sketch = Sketch.of("a", "b");
        sketch.dot("b").state = State.UNKNOWN;
        assertThat(refusal(RESTART, sketch)).contains("nothing is known of [b]");
        sketch.dot("b").state = State.RUNNING;
        sketch.dot("b").role = Role.PRIMARY;
        assertThat(refusal(RESTART, sketch)).contains("[b] run as primaries beside the holder a");
        sketch.dot("b").role = Role.STANDBY;
        sketch.holder = "";
        assertThat(refusal(RESTART, sketch)).contains("names no holder");
        sketch.holder = "z";
        assertThat(refusal(RESTART, sketch)).contains("z is no member");
        sketch.holder = "b";
        sketch.dot("a").role = Role.STANDBY;
        assertThat(refusal(RESTART, sketch)).contains("b still runs as a standby");
    }

    @Test
    void anotherTemplateThanTheOneWantedIsRefused() {
        assertThat(refusal(new Rollout.Recreate("r1"), Sketch.of("a", "b"))).contains("revision r2, not r1");
    }

    @Test
    void whatCanNeverKeepTheRequiredConfirmationsIsRefused() {
        assertThat(refusal(RESTART, Sketch.of("a", "b").sync(1, "b"))).contains("only 0 standbys could confirm");
        Sketch sketch = Sketch.of("a", "b").sync(1, "b");
        sketch.dot("b").upToDate = true;
        assertThat(refusal(RESTART, sketch)).contains("when b leads and a is handled");
    }

    @Test
    void whatCanNeverKeepEnoughElectableMembersIsRefused() {
        Sketch sketch = Sketch.of("a", "b");
        sketch.limits = new RolloutLimits(
                0, 2, false, sketch.limits.factAge(), sketch.limits.stepTime(), sketch.limits.stopGrace());
        assertThat(refusal(RESTART, sketch)).contains("only 1 members could lead");
    }

    @Test
    void raisedHotStandbyParametersGoToTheStandbysFirstAndIntoThePrimarysFileBeforeItBecomesAStandby() {
        Sketch sketch = Sketch.of("a", "b").setting("max_connections", "100");
        assertThat(ids(change("max_connections", "100", "200"), sketch))
                .containsExactly(
                        "standbys/restart/b/u1",
                        "primary/configure/a/u1",
                        "primary/switchover/a/u1",
                        "former-primary/restart/a/u1");
    }

    @Test
    void loweredHotStandbyParametersGoToThePrimaryFirst() {
        Sketch sketch = Sketch.of("a", "b").setting("max_wal_senders", "20");
        assertThat(ids(change("max_wal_senders", "20", "10"), sketch))
                .containsExactly("primary/checkpoint/a/u1", "primary/restart/a/u1", "lower/restart/b/u1");
    }

    @Test
    void aChangeWithBothTakesTwoPassesOverTheStandbys() {
        Sketch sketch = Sketch.of("a", "b").setting("max_wal_senders", "20").setting("max_connections", "100");
        Rollout.Parameters both = new Rollout.Parameters(List.of(
                new ParameterChange("max_wal_senders", "20", "10", ParameterChange.Takes.RESTART),
                new ParameterChange("max_connections", "100", "200", ParameterChange.Takes.RESTART)));
        assertThat(ids(both, sketch))
                .containsExactly(
                        "raise/restart/b/u1", "primary/checkpoint/a/u1", "primary/restart/a/u1", "lower/restart/b/u1");
        assertThat(both.values(StepId.Part.RAISE)).isEqualTo(Map.of("max_wal_senders", "20", "max_connections", "200"));
        assertThat(both.values(StepId.Part.LOWER)).isEqualTo(Map.of("max_wal_senders", "10", "max_connections", "200"));
    }

    @Test
    void parametersThatNeedNoRestartAreReloaded() {
        Sketch sketch = Sketch.of("a", "b").setting("work_mem", "4MB");
        Rollout reload = new Rollout.Parameters(
                List.of(new ParameterChange("work_mem", "4MB", "8MB", ParameterChange.Takes.RELOAD)));
        Plan plan = RolloutPlanner.plan(reload, sketch.view());
        assertThat(plan.steps()).extracting(Step::id).containsExactly("standbys/reload/b/u1", "primary/reload/a/u1");
        assertThat(plan.risk()).isEqualTo(Step.Risk.RELOAD);
    }

    @Test
    void loweringWithoutAnyPromotableStandbyNeedsTheDowntimeAllowed() {
        Sketch sketch = Sketch.of("a", "b").setting("max_connections", "200");
        sketch.dot("b").tags.add(Tag.NO_FAILOVER);
        assertThat(refusal(change("max_connections", "200", "100"), sketch)).contains("allow the downtime");
    }

    @Test
    void hotStandbyParametersAreNumbersThatTakeARestart() {
        assertThatThrownBy(() -> change("max_connections", "100", "many"))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("'many'");
        assertThatThrownBy(() -> new ParameterChange("max_connections", "1", "2", ParameterChange.Takes.RELOAD))
                .hasMessageContaining("only when PostgreSQL starts");
        ParameterChange twice = new ParameterChange("work_mem", "1MB", "2MB", ParameterChange.Takes.RELOAD);
        assertThatThrownBy(() -> new Rollout.Parameters(List.of(twice, twice))).hasMessageContaining("twice");
    }

    @Test
    void idsCanBeReadBackAndOthersCanNot() {
        Plan plan = RolloutPlanner.plan(RESTART, Sketch.of("a", "b").view());
        assertThat(plan.steps())
                .allSatisfy(s -> assertThat(StepId.parse(s.id()).toString()).isEqualTo(s.id()));
        assertThatThrownBy(() -> StepId.parse("a/b/c/d")).isInstanceOf(PgspanException.class);
        assertThatThrownBy(() -> StepId.parse("restart")).isInstanceOf(PgspanException.class);
    }

    @Test
    void everyStepTellsItsGuards() {
        Plan plan = RolloutPlanner.plan(
                RESTART, Sketch.of("a", "b", "c").sync(1, "b").view());
        assertThat(plan.steps()).allSatisfy(s -> {
            assertThat(s.precondition()).contains("no pause");
            assertThat(s.abortWhen()).contains("takes longer than 600 s");
            assertThat(s.doneWhen()).isNotBlank();
            assertThat(s.undo()).isNotBlank();
        });
    }

    private static Rollout change(String name, String from, String to) {
        return new Rollout.Parameters(List.of(new ParameterChange(name, from, to, ParameterChange.Takes.RESTART)));
    }

    private static List<String> ids(Rollout what, Sketch sketch) {
        return RolloutPlanner.plan(what, sketch.view()).steps().stream()
                .map(Step::id)
                .toList();
    }

    private static Step step(Rollout what, Sketch sketch, String id) {
        return RolloutPlanner.plan(what, sketch.view()).steps().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String refusal(Rollout what, Sketch sketch) {
        List<Step> steps = RolloutPlanner.plan(what, sketch.view()).steps();
        assertThat(steps).extracting(Step::id).containsExactly("refused/refuse/cluster/none");
        return steps.get(0).why();
    }
}
