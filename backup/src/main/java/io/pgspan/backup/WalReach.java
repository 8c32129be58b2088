package io.pgspan.backup;

import io.pgspan.backup.wal.ArchivedWal;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import io.pgspan.model.wal.WalSegment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the archived log leads from a backup along a timeline.
 *
 * <p>The walk goes up by segment number from the backup's start, and at each number takes the file of the newest timeline of the
 * path that has begun by then, as PostgreSQL's recovery does: the segment that holds a switch comes from the child, which starts it
 * with a copy of the parent's bytes. When only the parent's is stored, the log leads to the switch and ends there. The first number
 * without a file ends the walk, whatever is stored beyond: PostgreSQL can't jump a gap. Cost: one look-up for each segment and
 * timeline of the path; the number of segments stored bounds the walk.
 *
 * @param end the first position that the archive does not lead to
 * @param missing the name of the first segment that is not stored
 * @param lastStored when the last segment of the walk was stored; {@link Instant#MIN} when there is none
 */
record WalReach(Lsn end, String missing, Instant lastStored) {

    /** A timeline of the path and its part of the log: from begin up to end. The timeline itself has no end. */
    private record Leg(int timeline, Lsn begin, Lsn end) {
        boolean touches(WalSegment segment) {
            Lsn next = segment.next().start();
            return next.isAfter(begin) && end.isAfter(segment.start());
        }
    }

    private static final Lsn NO_END = new Lsn(-1); // the greatest unsigned value

    static WalReach from(BackupInfo backup, TimelineHistory path, ArchivedWal wal) {
        List<Leg> newestFirst = legs(path);
        WalSegment at = backup.firstSegment();
        Instant lastStored = Instant.MIN;
        for (int walked = 0; walked <= wal.segments().size(); walked++, at = at.next()) {
            WalSegment here = at;
            List<Leg> legs = newestFirst.stream().filter(l -> l.touches(here)).toList();
            String wanted = name(legs.get(0), at);
            Instant stored = wal.segments().get(wanted);
            if (stored == null) {
                Lsn end = legs.stream()
                        .skip(1)
                        .filter(l -> wal.has(name(l, here)))
                        .map(Leg::end)
                        .findFirst()
                        .orElse(at.start());
                return new WalReach(end, wanted, lastStored);
            }
            lastStored = stored;
        }
        return new WalReach(at.start(), at.name(), lastStored);
    }

    private static String name(Leg leg, WalSegment at) {
        return new WalSegment(leg.timeline(), at.number(), at.size()).name();
    }

    private static List<Leg> legs(TimelineHistory path) {
        List<Leg> newestFirst = new ArrayList<>();
        Lsn begin = Lsn.ZERO;
        for (TimelineHistory.Switch s : path.switches()) {
            newestFirst.add(0, new Leg(s.timeline(), begin, s.at()));
            begin = s.at();
        }
        newestFirst.add(0, new Leg(path.timeline(), begin, NO_END));
        return newestFirst;
    }
}
