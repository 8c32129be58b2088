package io.pgspan.backup;

import static io.pgspan.backup.WalFacts.at;
import static io.pgspan.backup.WalFacts.backup;
import static io.pgspan.backup.WalFacts.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.backup.wal.ArchivedWal;
import io.pgspan.model.backup.RecoveryTarget;
import io.pgspan.model.wal.TimelineHistory;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The planner against a slow, obvious oracle: a backup serves iff every file recovery will ask for is there. */
class RecoveryPlannerPropertiesTest {
    private static final int FORK_SEGMENT = 10;
    private static final int FORK_OFFSET = 0x8000;

    @Property(tries = 500)
    void aPlanExistsIffSomeBackupHasEverySegmentUpToThePosition(
            @ForAll @Size(max = 4) Set<@IntRange(min = 2, max = 18) Integer> backups,
            @ForAll @Size(max = 3) Set<@IntRange(min = 2, max = 18) Integer> gaps,
            @ForAll @IntRange(min = 2, max = 19) int targetSegment,
            @ForAll @IntRange(max = 0xFFFF) int targetOffset) {
        WalFacts facts = new WalFacts()
                .segments(1, 2, FORK_SEGMENT)
                .segments(2, FORK_SEGMENT, 18)
                .history(TimelineHistory.first().promotedTo(2, at(FORK_SEGMENT, FORK_OFFSET)));
        gaps.forEach(g -> facts.without(g < FORK_SEGMENT ? 1 : 2, g));
        ArchivedWal wal = facts.wal();
        List<BackupInfo> taken = backups.stream()
                .map(n -> backup("b" + n, n <= FORK_SEGMENT ? 1 : 2, n))
                .toList();

        Optional<String> expected = taken.stream()
                .filter(b -> serves(b, wal, targetSegment, targetOffset))
                .max(Comparator.comparing(BackupInfo::finishedAt))
                .map(BackupInfo::label);

        Optional<String> planned;
        try {
            planned = Optional.of(RecoveryPlanner.plan(
                            new BackupCatalog(taken, List.of()),
                            RecoveryTarget.before(at(targetSegment, targetOffset)),
                            wal,
                            2)
                    .backup()
                    .label());
        } catch (UnreachableTargetException e) {
            planned = Optional.empty();
        }
        assertThat(planned).isEqualTo(expected);
    }

    private static boolean serves(BackupInfo b, ArchivedWal wal, int segment, int offset) {
        boolean ended = !b.stopLsn().isAfter(at(segment, offset));
        return ended
                && IntStream.rangeClosed((int) b.firstSegment().number(), segment)
                        .allMatch(n -> {
                            boolean child = n >= FORK_SEGMENT && wal.has(name(2, n));
                            boolean parent = n <= FORK_SEGMENT && wal.has(name(1, n));
                            // beyond the fork only the child's file leads on; before it the parent's does as well
                            return child || (parent && (n < FORK_SEGMENT || (n == segment && offset < FORK_OFFSET)));
                        });
    }
}
