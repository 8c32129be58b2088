package io.pgspan.ha.sync;

import io.pgspan.model.wal.Lsn;
import java.util.ArrayList;
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
        List<SyncCandidate> joining = new ArrayList<>(standbys.size());
        boolean isAlone = true;
        for (SyncCandidate standby : standbys) {
            if (standby.eligible()) {
                isAlone = false;
                if (mayJoin(standby)) {
                    joining.add(standby);
                }
            }
        }
        List<String> chosen = chosen(joining);
        if (!chosen.isEmpty()) {
            return setting(chosen);
        }
        if (wish.strict()) {
            return kept();
        }
        // who may join can't be told before the present setting has settled: not the time to give up protection
        return isAlone || since.isPresent() ? SyncSetting.none() : shown;
    }

    private boolean mayJoin(SyncCandidate standby) {
        return isChosen(standby) || (since.isPresent() && confirmed(standby.name(), standbys, since.get()));
    }

    private boolean isChosen(SyncCandidate standby) {
        return shown.names().contains(standby.name());
    }

    private List<String> chosen(List<SyncCandidate> joining) {
        joining.sort(this::compare);
        List<String> names = new ArrayList<>(joining.size());
        int electable = 0; // they stand in front
        for (SyncCandidate standby : joining) {
            if (!names.contains(standby.name())) {
                names.add(standby.name());
                electable += standby.noFailover() ? 0 : 1;
            }
        }
        boolean all = wish.mode() != SyncWish.Mode.PRIORITY && electable >= wish.count();
        return names.subList(0, Math.min(names.size(), all ? electable : wish.count()));
    }

    /** The better one first. */
    private int compare(SyncCandidate a, SyncCandidate b) {
        int order = Boolean.compare(a.noFailover(), b.noFailover());
        if (order == 0) {
            order = Integer.compare(b.priority(), a.priority());
        }
        if (order == 0) {
            order = Boolean.compare(isElsewhere(b), isElsewhere(a));
        }
        if (order == 0) {
            order = Boolean.compare(isChosen(b), isChosen(a));
        }
        return order == 0 ? a.name().compareTo(b.name()) : order;
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
