package io.pgspan.ha.sync;

import io.pgspan.model.PgspanException;
import io.pgspan.model.text.Sql;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What PostgreSQL waits for before it acknowledges a commit: the value of {@code synchronous_standby_names}. PostgreSQL compares the
 * names with each standby's {@code application_name} without regard to case, so names are kept in lower case, each once. Two
 * connections of one name would both count: a name must be one member's, which is for {@code pg_hba.conf} and the operator to see to.
 *
 * @param method whether the first names or any of them confirm
 * @param count how many must confirm; 0 only without names. More than there are names: PostgreSQL waits for ever
 * @param names in order of priority for {@code FIRST}, sorted for {@code ANY}
 */
public record SyncSetting(Method method, int count, List<String> names) {
    /** A name that no member may carry, for "wait, although there is nobody to wait for". No pod's name holds an underscore. */
    public static final String NOBODY = "pgspan_nobody";

    private static final int MAJOR_MIN = 10;
    private static final SyncSetting NONE = new SyncSetting(Method.FIRST, 0, List.of());

    /** How the standbys that confirm are chosen. */
    public enum Method {
        /** The first {@code count} connected ones, in the order listed. */
        FIRST,
        /** Any {@code count} of them. */
        ANY
    }

    /** @throws PgspanException when a name can't name one standby, or the count doesn't fit */
    public SyncSetting {
        names = method == Method.ANY ? SyncNames.sorted(names) : SyncNames.checked(names);
        if (names.isEmpty() != (count == 0) || count < 0) {
            throw new PgspanException("synchronous_standby_names: can't wait for " + count + " of " + names
                    + "; name standbys and at least 1 of them, or neither");
        }
        method = names.isEmpty() ? Method.FIRST : method;
    }

    /** Waits for nobody: the empty text. */
    public static SyncSetting none() {
        return NONE;
    }

    /** Waits for the first {@code count} of {@code names} that are connected. */
    public static SyncSetting first(int count, List<String> names) {
        return new SyncSetting(Method.FIRST, count, names);
    }

    /** Waits for any {@code count} of {@code names}. */
    public static SyncSetting any(int count, List<String> names) {
        return new SyncSetting(Method.ANY, count, names);
    }

    /** Waits for {@link #NOBODY}: no commit is acknowledged. */
    public static SyncSetting nobody() {
        return first(1, List.of(NOBODY));
    }

    /**
     * The setting's text, every name quoted. It is not yet quoted as a whole: that is for {@code ALTER SYSTEM} or the configuration file.
     *
     * @param majorVersion PostgreSQL's; the grammar is the same since 10
     * @throws PgspanException below 10
     */
    public String text(int majorVersion) {
        if (majorVersion < MAJOR_MIN) {
            throw new PgspanException("synchronous_standby_names: PostgreSQL " + majorVersion
                    + " can't wait for any of several standbys; use " + MAJOR_MIN + " or later");
        }
        if (names.isEmpty()) {
            return "";
        }
        return method + " " + count + " (" + names.stream().map(Sql::identifier).collect(Collectors.joining(", "))
                + ")";
    }

    /**
     * Reads what PostgreSQL shows, whoever wrote it: {@code ANY 1 (a, b)}, {@code FIRST 1 (a, b)}, {@code 1 (a, b)}, {@code a, b}
     * (which means {@code FIRST 1}), names quoted or not, the empty text.
     *
     * @return empty when no guarantee can be read from the text: a {@code *} (every receiver of WAL counts), a name that can't be a
     *     single standby's, or not the grammar
     */
    public static Optional<SyncSetting> parse(String text) {
        return SyncSettingParser.parse(text);
    }

    /**
     * Whether every commit acknowledged under this setting satisfies the guarantee: at least {@code count} minus the names that the
     * guarantee doesn't list are among those it lists. A setting that names only {@link #NOBODY} acknowledges nothing, and so implies all.
     */
    public boolean implies(SyncGuarantee guarantee) {
        return !guarantee.synchronous()
                || guarantee.count() == 0
                || acknowledgesNothing()
                || effectiveCount() - SyncNames.outside(names, guarantee.names()) >= guarantee.count();
    }

    /** The strongest guarantee that this gives to commits on its own; {@link SyncGuarantee#alone} for none. */
    public SyncGuarantee guarantee() {
        return SyncGuarantee.of(effectiveCount(), names);
    }

    /** How many distinct names confirm at least, were they all members. */
    int effectiveCount() {
        return Math.min(count, names.size());
    }

    boolean acknowledgesNothing() {
        return names.size() == 1 && names.get(0).equals(NOBODY);
    }
}
