package io.pgspan.operators.crunchy.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * A line of {@code pg_hba.conf} taken apart at its blanks, once for all who ask; quotes are not looked at, since a trap says what is likely.
 *
 * @param at where it stands
 * @param columns its words
 */
record HbaText(Spot at, List<String> columns) {
    private static final Set<String> NETWORK = Set.of("host", "hostssl", "hostnossl", "hostgssenc", "hostnogssenc");
    private static final int COLUMNS_MIN = 5;
    private static final int USER = 2;
    private static final int BEHIND_NAMES = 3;

    static HbaText of(Spot line) {
        List<String> columns = new ArrayList<>();
        StringTokenizer words = new StringTokenizer(line.text());
        while (words.hasMoreTokens()) {
            columns.add(words.nextToken());
        }
        return new HbaText(line, columns);
    }

    /** Whether a word is one of connections by network. */
    static boolean isNetwork(String connection) {
        return NETWORK.contains(connection);
    }

    /** Whether the line lets every user in from the network, be it to a few databases only. */
    boolean isForAll() {
        return columns.size() >= COLUMNS_MIN
                && isNetwork(columns.get(0))
                && columns.get(USER).equals("all")
                && !hasMethod("reject");
    }

    /** Whether this word stands behind the names of databases and users. */
    boolean hasMethod(String word) {
        return columns.lastIndexOf(word) >= BEHIND_NAMES;
    }

    /** Whether the line names a file with further ones. */
    boolean isInclude() {
        return !columns.isEmpty() && columns.get(0).startsWith("include");
    }
}
