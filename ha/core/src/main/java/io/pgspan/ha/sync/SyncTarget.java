package io.pgspan.ha.sync;

import io.pgspan.model.wal.Lsn;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The setting to move to: who of the standbys shall confirm.
 *
 * <p>A newcomer is chosen only when it has confirmed the position at which the present setting settled: to wait for a standby that is still
 * far behind would stall every commit. Among those eligible the order is: may fail over, higher priority, another failure domain than the
 * holder's, chosen already, name. Nothing in it moves with the log, so two standbys that take turns in being ahead don't take turns in
 * being chosen.
 */
record SyncTarget(
        SyncWish wish,
        String ownDomain,
        List<SyncCandidate> standbys,
        SyncGuarantee claimed,
        SyncSetting shown,
        Optional<Lsn> since,
        List<String> lastNames) {

    SyncSetting setting() {
        List<SyncCandidate> known =
                standbys.stream().filter(SyncCandidate::eligible).toList();
        List<String> chosen = chosen(known.stream().filter(this::mayJoin).toList());
        if (!chosen.isEmpty()) {
            return setting(chosen);
        }
        if (wish.strict()) {
            return kept();
        }
        // who may join can't be told before the present setting has settled: not the time to give up protection
        return known.isEmpty() || since.isPresent() ? SyncSetting.none() : shown;
    }

    private boolean mayJoin(SyncCandidate standby) {
        return isChosen(standby) || (since.isPresent() && confirmed(standby.name(), standbys, since.get()));
    }

    private boolean isChosen(SyncCandidate standby) {
        return shown.names().contains(standby.name());
    }

    private List<String> chosen(List<SyncCandidate> eligible) {
        List<SyncCandidate> best = eligible.stream()
                .sorted(Comparator.comparing(SyncCandidate::noFailover)
                        .thenComparing(SyncCandidate::priority, Comparator.reverseOrder())
                        .thenComparing(s -> !isElsewhere(s))
                        .thenComparing(s -> !isChosen(s))
                        .thenComparing(SyncCandidate::name))
                .toList();
        List<String> names = best.stream().map(SyncCandidate::name).distinct().toList();
        if (wish.mode() == SyncWish.Mode.PRIORITY) {
            return names.stream().limit(wish.count()).toList();
        }
        List<String> electable = best.stream()
                .filter(s -> !s.noFailover())
                .map(SyncCandidate::name)
                .distinct()
                .toList();
        return electable.size() >= wish.count()
                ? electable
                : names.stream().limit(wish.count()).toList();
    }

    private boolean isElsewhere(SyncCandidate standby) {
        return !ownDomain.isEmpty()
                && !standby.domain().isEmpty()
                && !standby.domain().equals(ownDomain);
    }

    private SyncSetting setting(List<String> names) {
        int count = Math.min(wish.count(), names.size());
        return wish.mode() == SyncWish.Mode.PRIORITY
                ? SyncSetting.first(count, names.stream().sorted().toList())
                : SyncSetting.any(count, names);
    }

    /** Nobody is there and commits shall wait: for whom they wait already, else whom the record names, else whom the caller remembers. */
    private SyncSetting kept() {
        if (shown.count() > 0 && !shown.acknowledgesNothing()) {
            return shown;
        }
        return Stream.of(claimed.names(), lastNames)
                .map(names -> names.stream().filter(SyncNames::usable).toList())
                .filter(names -> !names.isEmpty())
                .findFirst()
                .map(this::setting)
                .orElse(SyncSetting.nobody());
    }

    /** Two connections of one name have both to confirm: one may be left over, or not the member's. */
    static boolean confirmed(String name, List<SyncCandidate> standbys, Lsn position) {
        boolean found = false;
        for (SyncCandidate standby : standbys) {
            if (standby.name().equals(name)) {
                if (position.isAfter(standby.confirmed())) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }
}
