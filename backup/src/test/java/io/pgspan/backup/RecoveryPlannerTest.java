package io.pgspan.backup;

import static io.pgspan.backup.WalFacts.at;
import static io.pgspan.backup.WalFacts.backup;
import static io.pgspan.backup.WalFacts.minute;
import static io.pgspan.backup.WalFacts.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.backup.wal.ArchivedWal;
import io.pgspan.model.backup.RecoveryTarget;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecoveryPlannerTest {
    private static final BackupCatalog THREE =
            BackupCatalog.of(backup("b2", 1, 2), backup("b5", 1, 5), backup("b8", 1, 8));
    private static final ArchivedWal TEN = new WalFacts().segments(1, 2, 9).wal();

    @Test
    void theNewestBackupThatEndedBeforeAMomentIsTaken() {
        RecoveryPlan plan = RecoveryPlanner.plan(THREE, RecoveryTarget.time(minute(7)), TEN);
        assertThat(plan.backup().label()).isEqualTo("b5");
        assertThat(plan.explain()).contains("b8").contains("not before the target");
        assertThat(plan.settings())
                .containsExactly(
                        Map.entry("recovery_target_timeline", "1"),
                        Map.entry("recovery_target_time", "2026-01-01 00:07:00.000000+00"),
                        Map.entry("recovery_target_inclusive", "on"),
                        Map.entry("recovery_target_action", "promote"));
        assertThat(plan.warnings()).hasSize(1).first().asString().contains("last commit");
    }

    @Test
    void aMomentAtABackupsEndNeedsAnOlderBackup() {
        RecoveryTarget atEnd = RecoveryTarget.time(minute(5).plusSeconds(20));
        assertThat(RecoveryPlanner.plan(THREE, atEnd, TEN).backup().label()).isEqualTo("b2");
        RecoveryTarget justAfter = RecoveryTarget.time(minute(5).plusSeconds(20).plusNanos(1000));
        assertThat(RecoveryPlanner.plan(THREE, justAfter, TEN).backup().label()).isEqualTo("b5");
    }

    @Test
    void aPositionAtABackupsEndCanUseIt() {
        assertThat(RecoveryPlanner.plan(THREE, RecoveryTarget.before(at(5, 0x120)), TEN)
                        .backup()
                        .label())
                .isEqualTo("b5");
        assertThat(RecoveryPlanner.plan(THREE, RecoveryTarget.before(at(5, 0x11F)), TEN)
                        .backup()
                        .label())
                .isEqualTo("b2");
    }

    @Test
    void aPositionIsWrittenWithItsInclusiveness() {
        assertThat(RecoveryPlanner.plan(THREE, RecoveryTarget.before(at(6, 0)), TEN)
                        .settings())
                .containsEntry("recovery_target_lsn", "0/6000000")
                .containsEntry("recovery_target_inclusive", "off");
        assertThat(RecoveryPlanner.plan(THREE, RecoveryTarget.upTo(at(6, 0)), TEN)
                        .settings())
                .containsEntry("recovery_target_inclusive", "on");
    }

    @Test
    void aRestorePointWhosePositionIsKnownIsTreatedAsAPosition() {
        RecoveryPlan plan = RecoveryPlanner.plan(THREE, RecoveryTarget.restorePoint("before_drop", at(7, 9)), TEN);
        assertThat(plan.backup().label()).isEqualTo("b5");
        assertThat(plan.settings())
                .containsEntry("recovery_target_name", "before_drop")
                .doesNotContainKeys("recovery_target_inclusive", "recovery_target_lsn");
    }

    @Test
    void aRestorePointSomewhereIsSoughtFromTheOldestBackup() {
        RecoveryPlan plan = RecoveryPlanner.plan(THREE, RecoveryTarget.restorePoint("somewhere", Lsn.ZERO), TEN);
        assertThat(plan.backup().label()).isEqualTo("b2");
        assertThat(plan.warnings()).hasSize(1);
        assertThat(plan.explain()).contains("oldest");
    }

    @Test
    void aTransactionIsSoughtFromTheOldestBackup() {
        RecoveryPlan plan = RecoveryPlanner.plan(THREE, new RecoveryTarget.AtTransaction(4711, false), TEN);
        assertThat(plan.backup().label()).isEqualTo("b2");
        assertThat(plan.settings())
                .containsEntry("recovery_target_xid", "4711")
                .containsEntry("recovery_target_inclusive", "off")
                .containsEntry("recovery_target_action", "promote");
        assertThat(plan.warnings()).hasSize(1);
        assertThat(plan.explain()).contains("oldest");
    }

    @Test
    void immediateStopsAtTheNewestBackupOnItsOwnTimeline() {
        RecoveryPlan plan = RecoveryPlanner.plan(THREE, RecoveryTarget.immediate(), TEN);
        assertThat(plan.backup().label()).isEqualTo("b8");
        assertThat(plan.settings()).containsEntry("recovery_target", "immediate");
    }

    @Test
    void latestHasNoTargetAndNoActionSoThatTheServerPromotesAtTheEnd() {
        RecoveryPlan plan = RecoveryPlanner.plan(THREE, RecoveryTarget.latest(), TEN);
        assertThat(plan.backup().label()).isEqualTo("b8");
        assertThat(plan.settings()).containsExactly(Map.entry("recovery_target_timeline", "1"));
    }

    @Test
    void latestDoesNotEndSilentlyAtAGap() {
        ArchivedWal gap = new WalFacts().segments(1, 2, 12).without(1, 10).wal();
        assertThatThrownBy(() -> RecoveryPlanner.plan(THREE, RecoveryTarget.latest(), gap))
                .isInstanceOf(UnreachableTargetException.class)
                .hasMessageContaining(name(1, 10))
                .hasMessageContaining(name(1, 12));
    }

    @Test
    void aGapBeforeTheTargetIsARefusalThatNamesTheSegment() {
        ArchivedWal gap = new WalFacts().segments(1, 2, 9).without(1, 6).wal();
        BackupCatalog one = BackupCatalog.of(backup("b5", 1, 5));
        assertThatThrownBy(() -> RecoveryPlanner.plan(one, RecoveryTarget.before(at(7, 1)), gap))
                .isInstanceOf(UnreachableTargetException.class)
                .hasMessageContaining("b5")
                .hasMessageContaining(name(1, 6));
        assertThatThrownBy(() -> RecoveryPlanner.plan(one, RecoveryTarget.time(minute(8)), gap))
                .hasMessageContaining(name(1, 6));
        assertThat(RecoveryPlanner.plan(one, RecoveryTarget.before(at(5, 0x500)), gap)
                        .warnings())
                .hasSize(1);
    }

    @Test
    void aBackupWhoseOwnLogIsMissingIsPassedOver() {
        ArchivedWal wal = new WalFacts().segments(1, 2, 9).without(1, 8).wal();
        RecoveryPlan plan = RecoveryPlanner.plan(THREE, RecoveryTarget.immediate(), wal);
        assertThat(plan.backup().label()).isEqualTo("b5");
        assertThat(plan.explain()).contains("b8").contains("can't become consistent");
    }

    @Test
    void targetsBeforeTheFirstBackupOrAfterTheArchiveAreRefusedWithTheReason() {
        assertThatThrownBy(() -> RecoveryPlanner.plan(THREE, RecoveryTarget.time(minute(1)), TEN))
                .isInstanceOf(UnreachableTargetException.class)
                .hasMessageContaining("not before the target");
        assertThatThrownBy(() -> RecoveryPlanner.plan(THREE, RecoveryTarget.time(minute(11)), TEN))
                .hasMessageContaining(name(1, 10));
        assertThatThrownBy(() -> RecoveryPlanner.plan(THREE, RecoveryTarget.before(at(10, 0)), TEN))
                .hasMessageContaining(name(1, 10));
        assertThatThrownBy(() -> RecoveryPlanner.plan(BackupCatalog.of(), RecoveryTarget.latest(), ArchivedWal.none()))
                .hasMessageContaining("no backup");
        assertThatThrownBy(() -> RecoveryPlanner.plan(THREE, RecoveryTarget.latest(), ArchivedWal.none()))
                .hasMessageContaining("can't become consistent");
    }

    /** Timeline 2 left timeline 1 in the middle of segment 6; the primary of timeline 1 went on to segment 9. */
    private static WalFacts fork() {
        return new WalFacts()
                .segments(1, 2, 9)
                .segments(2, 6, 11)
                .history(TimelineHistory.first().promotedTo(2, at(6, 0x4000)));
    }

    @Test
    void theNewestTimelineIsFollowedAcrossTheSwitch() {
        RecoveryPlan plan = RecoveryPlanner.plan(THREE, RecoveryTarget.before(at(9, 1)), fork().wal());
        assertThat(plan.timeline()).isEqualTo(2);
        assertThat(plan.backup().label()).isEqualTo("b5");
        assertThat(plan.explain()).contains("b8").contains("left timeline 1 at 0/6004000");
        assertThat(plan.settings()).containsEntry("recovery_target_timeline", "2");
    }

    @Test
    void anAbandonedTimelineIsReachedByItsNumber() {
        RecoveryPlan plan = RecoveryPlanner.plan(THREE, RecoveryTarget.before(at(9, 1)), fork().wal(), 1);
        assertThat(plan.backup().label()).isEqualTo("b8");
        assertThat(plan.settings()).containsEntry("recovery_target_timeline", "1");
    }

    @Test
    void theParentsLastSegmentIsNotNeededButTheChildsFirstIs() {
        ArchivedWal withoutParents = fork().without(1, 6).wal();
        assertThat(RecoveryPlanner.plan(THREE, RecoveryTarget.before(at(9, 1)), withoutParents)
                        .backup()
                        .label())
                .isEqualTo("b5");
        ArchivedWal withoutChilds = fork().without(2, 6).wal();
        assertThatThrownBy(() -> RecoveryPlanner.plan(THREE, RecoveryTarget.before(at(9, 1)), withoutChilds))
                .hasMessageContaining(name(2, 6))
                .hasMessageContaining("0/6004000");
        assertThat(RecoveryPlanner.plan(THREE, RecoveryTarget.before(at(6, 0x3FFF)), withoutChilds)
                        .backup()
                        .label())
                .isEqualTo("b5");
    }

    @Test
    void aLostHistoryFileIsARefusalNotAWrongBranch() {
        ArchivedWal lost = new WalFacts().segments(1, 2, 9).segments(2, 6, 11).wal();
        assertThatThrownBy(() -> RecoveryPlanner.plan(THREE, RecoveryTarget.latest(), lost))
                .isInstanceOf(UnreachableTargetException.class)
                .hasMessageContaining("timeline 2")
                .hasMessageContaining("history");
    }

    @Test
    void damagedMetadataIsToldAndHidesNoOtherBackup() {
        BackupCatalog catalog = new BackupCatalog(List.of(backup("b5", 1, 5)), List.of("'x/backup.json': is not JSON"));
        assertThat(RecoveryPlanner.plan(catalog, RecoveryTarget.latest(), TEN).reasons())
                .contains("'x/backup.json': is not JSON");
    }
}
