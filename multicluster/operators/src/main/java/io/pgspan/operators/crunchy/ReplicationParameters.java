package io.pgspan.operators.crunchy;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.replication.Replication.CommitLevel;
import io.pgspan.model.replication.WalRetention;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parameters that a wish says as replication: PGO has no other words for them. */
final class ReplicationParameters {
    static final String COMMIT = "synchronous_commit";
    static final String KEEP_SIZE = "wal_keep_size";
    static final String KEEP_SEGMENTS = "wal_keep_segments";
    static final String SLOT_LIMIT = "max_slot_wal_keep_size";

    /** The last major version of PostgreSQL that knows {@code wal_keep_segments}. */
    static final int SEGMENTS_UNTIL = 12;

    /** All of them; a wish that says one of these as a parameter may be read back with another word for it. */
    static final Set<String> ALL = Set.of(COMMIT, KEEP_SIZE, KEEP_SEGMENTS, SLOT_LIMIT);

    private static final Pattern MEGABYTES = Pattern.compile("(\\d{1,9})MB");
    private static final Pattern COUNT = Pattern.compile("\\d{1,9}");
    private static final String UNLIMITED = "-1";
    private static final Map<String, CommitLevel> LEVELS = Map.of(
            "on", CommitLevel.ON,
            "true", CommitLevel.ON,
            "remote_apply", CommitLevel.REMOTE_APPLY,
            "remote_write", CommitLevel.REMOTE_WRITE,
            "local", CommitLevel.LOCAL,
            "off", CommitLevel.OFF,
            "false", CommitLevel.OFF);

    private ReplicationParameters() {}

    /**
     * Parameters as they are written, and what they mean.
     *
     * @param parameters what is left of them
     * @param commitLevel what a confirmation means, when it is said
     * @param retention what is kept for standbys, when it is said
     */
    record Said(Map<String, String> parameters, Optional<CommitLevel> commitLevel, Optional<WalRetention> retention) {}

    /**
     * @param synchronous whether commits wait for standbys
     * @param slots whether standbys have slots
     * @param major of PostgreSQL, which has segments to keep until {@value #SEGMENTS_UNTIL} only
     */
    static Said read(Map<String, String> all, boolean synchronous, boolean slots, int major) {
        Map<String, String> rest = new LinkedHashMap<>(all);
        Optional<CommitLevel> level =
                synchronous ? Optional.ofNullable(LEVELS.get(rest.getOrDefault(COMMIT, ""))) : Optional.empty();
        level.ifPresent(said -> rest.remove(COMMIT));
        return new Said(rest, level, slots ? slots(rest) : kept(rest, major));
    }

    private static Optional<WalRetention> slots(Map<String, String> rest) {
        String limit = rest.getOrDefault(SLOT_LIMIT, UNLIMITED);
        Matcher size = MEGABYTES.matcher(limit);
        boolean sized = size.matches();
        if (!sized && !limit.equals(UNLIMITED)) {
            return Optional.empty();
        }
        rest.remove(SLOT_LIMIT);
        return Optional.of(new WalRetention.Slots(sized ? Integer.parseInt(size.group(1)) : -1));
    }

    private static Optional<WalRetention> kept(Map<String, String> rest, int major) {
        Matcher size = MEGABYTES.matcher(rest.getOrDefault(KEEP_SIZE, ""));
        String segments = rest.getOrDefault(KEEP_SEGMENTS, "");
        if (size.matches()) {
            rest.remove(KEEP_SIZE);
            return Optional.of(new WalRetention.KeepSize(Integer.parseInt(size.group(1))));
        }
        if (major <= SEGMENTS_UNTIL && COUNT.matcher(segments).matches()) {
            rest.remove(KEEP_SEGMENTS);
            return Optional.of(new WalRetention.KeepSegments(Integer.parseInt(segments)));
        }
        return Optional.empty();
    }

    /** All parameters of a wish, in the order of names. */
    static Map<String, String> of(PostgresCluster wish) {
        Map<String, String> all = new TreeMap<>(wish.parameters());
        Replication replication = wish.replication();
        if (replication.isSynchronous() && replication.commitLevel() != CommitLevel.ON) {
            all.put(COMMIT, word(replication.commitLevel()));
        }
        replication.walRetention().ifPresent(kept -> {
            if (kept instanceof WalRetention.KeepSize size) {
                all.put(KEEP_SIZE, size.megabytes() + "MB");
            } else if (kept instanceof WalRetention.KeepSegments segments) {
                all.put(KEEP_SEGMENTS, String.valueOf(segments.segments()));
            } else if (kept instanceof WalRetention.Slots slots && slots.limitMegabytes() >= 0) {
                all.put(SLOT_LIMIT, slots.limitMegabytes() + "MB");
            }
        });
        return all;
    }

    static boolean hasSlots(PostgresCluster wish) {
        return wish.replication().walRetention().orElse(null) instanceof WalRetention.Slots;
    }

    /** Whether the wish's parameters and replication are read back as they are. */
    static boolean areReadBack(PostgresCluster wish) {
        Replication replication = wish.replication();
        boolean unsaid = replication.commitLevel() == CommitLevel.ON
                && replication.walRetention().isEmpty()
                && Collections.disjoint(ALL, wish.parameters().keySet());
        if (unsaid) {
            return true;
        }
        Said said = read(
                of(wish),
                replication.isSynchronous(),
                hasSlots(wish),
                wish.version().major());
        return said.parameters().equals(wish.parameters())
                && said.commitLevel().orElse(CommitLevel.ON) == replication.commitLevel()
                && said.retention().equals(replication.walRetention());
    }

    private static String word(CommitLevel level) {
        return switch (level) {
            case ON -> "on";
            case REMOTE_APPLY -> "remote_apply";
            case REMOTE_WRITE -> "remote_write";
            case LOCAL -> "local";
            case OFF -> "off";
        };
    }
}
