package io.pgspan.testkit.simulation;

import io.pgspan.ha.sync.SyncSetting;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which commits of a primary are acknowledged: those that the standbys it waits for have confirmed, as walsenders release them. {@code
 * ANY} by the k-th greatest confirmed position, {@code FIRST} by the least of the first k that are connected.
 */
final class CommitQueue {
    private static final int MEMBERS_MAX = 16;
    private static final int[] ANYBODY = new int[0];

    private final World world;
    private final Cluster cluster;
    private final SimPostgres primary;
    private final long[] confirmed = new long[MEMBERS_MAX];
    private final long[] sorted = new long[MEMBERS_MAX];
    private @Nullable SyncSetting shown = SyncSetting.none();
    private int count;
    private boolean first;
    private int[] names = ANYBODY;
    private boolean wildcard;
    private boolean edited;
    private long acknowledged;

    CommitQueue(World world, Cluster cluster, SimPostgres primary) {
        this.world = world;
        this.cluster = cluster;
        this.primary = primary;
    }

    /** What {@code synchronous_standby_names} says, null when it says what no engine writes. */
    @Nullable
    SyncSetting shown() {
        return shown;
    }

    /** Whether what is waited for was last set by a human's hand. */
    boolean edited() {
        return edited;
    }

    /** How many confirmations a commit waits for now. */
    int count() {
        return count;
    }

    boolean waiting() {
        return count > 0 && acknowledged < primary.wal().lsn();
    }

    /** Whether what is waited for now gives this guarantee, told without the engine's own arithmetic. */
    boolean gives(int wanted, List<String> holders) {
        if (wildcard || wanted == 0) {
            return wanted == 0;
        }
        int outside = 0;
        int distinct = 0;
        for (int i = 0; i < names.length; i++) {
            boolean counted = names[i] < 0;
            for (int j = 0; j < i && !counted; j++) {
                counted = names[j] == names[i];
            }
            if (!counted) {
                distinct++;
                outside += holders.contains(cluster.members().get(names[i]).name()) ? 0 : 1;
            }
        }
        return count > names.length || Math.min(count, distinct) - outside >= wanted || nobody();
    }

    private boolean nobody() {
        return names.length == 1 && names[0] < 0;
    }

    /** What the next start or promotion begins with. */
    void configured(SyncSetting setting) {
        edited = false;
        shown = setting;
        effective(setting);
    }

    void begins() {
        Arrays.fill(confirmed, 0);
        acknowledged = 0;
    }

    /** A reload: what is shown changes at once, what walsenders release commits by a little later. */
    void waitFor(SyncSetting setting) {
        int run = primary.run();
        shown = setting;
        primary.soon(world.between(0, 150 * World.MILLI), () -> {
            if (primary.run() == run && setting.equals(shown)) {
                edited = false;
                effective(setting);
                acknowledge();
            }
        });
    }

    /** Somebody writes another setting into the configuration, past every rule. */
    void edit(@Nullable SyncSetting setting) {
        edited = true;
        shown = setting;
        effective(setting == null ? SyncSetting.none() : setting);
        if (setting == null) {
            wildcard = true;
            count = 1;
        }
        acknowledge();
    }

    private void effective(SyncSetting setting) {
        wildcard = false;
        count = setting.count();
        first = setting.method() == SyncSetting.Method.FIRST;
        names = setting.names().isEmpty()
                ? ANYBODY
                : setting.names().stream().mapToInt(cluster::indexOf).toArray();
    }

    long confirmedBy(int member) {
        return confirmed[member];
    }

    void confirm(int member, long lsn) {
        if (lsn > confirmed[member]) {
            confirmed[member] = lsn;
            acknowledge();
        }
    }

    void acknowledge() {
        if (!primary.writable()) {
            return;
        }
        long upTo = releasedUpTo();
        if (upTo > acknowledged) {
            acknowledged = upTo;
            cluster.invariants()
                    .acknowledged(primary.owner(), new Position(primary.wal().branch(), upTo));
        }
    }

    private long releasedUpTo() {
        if (count == 0) {
            return primary.wal().lsn();
        }
        int there = 0;
        int candidates = wildcard ? cluster.size() : names.length;
        for (int i = 0; i < candidates; i++) {
            int member = wildcard ? i : names[i];
            if (member >= 0 && confirmed[member] > 0 && primary.streamsTo(member)) {
                sorted[there++] = confirmed[member];
                if (first && there == count) {
                    break;
                }
            }
        }
        if (there < count) {
            return 0;
        }
        Arrays.sort(sorted, 0, there);
        return sorted[first ? 0 : there - count];
    }
}
