package io.pgspan.model.access;

import java.util.Set;

/**
 * One entry of a rule's list of databases or users.
 *
 * @param text without quotes
 * @param literal whether it is a name and nothing else: in quotes, keywords, {@code +group} and {@code /regex} lose their meaning.
 *     A text without a meaning of its own is always literal
 */
public record HbaName(String text, boolean literal) {
    private static final Set<String> KEYWORDS = Set.of("all", "sameuser", "samerole", "samegroup", "replication");

    /** Every database (but no replication connection), or every user. */
    public static final HbaName ALL = new HbaName("all", false);
    /** Physical replication connections. */
    public static final HbaName REPLICATION = new HbaName("replication", false);

    /** Tells texts apart by whether they could mean something else. */
    public HbaName {
        literal = literal || !hasMeaning(text);
    }

    /** The database or user of exactly this name. */
    public static HbaName named(String text) {
        return new HbaName(text, true);
    }

    private static boolean hasMeaning(String text) {
        return KEYWORDS.contains(text)
                || (text.length() > 1 && (text.charAt(0) == '+' || text.charAt(0) == '/' || text.charAt(0) == '@'));
    }

    /** As {@code pg_hba.conf} writes it: in quotes where that is needed. */
    @Override
    public String toString() {
        if (literal) {
            return hasMeaning(text) ? HbaTokens.quoted(text) : HbaTokens.written(text);
        }
        boolean keyword = KEYWORDS.contains(text);
        return keyword
                ? text
                : text.charAt(0) + HbaTokens.written(text.substring(1)); // a quote at the start would be literal
    }
}
