package io.pgspan.ha.sync;

import io.pgspan.model.text.Sql;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The quorum of commits. Every member is configured, before it can ever be a primary, to wait for any {@code k} of all the others;
 * so whoever held the lease last, each commit it acknowledged is on at least {@code k} of the others. A set that never shrinks
 * costs availability when standbys are missing; it never costs a commit.
 */
public final class SynchronousStandbys {
    private SynchronousStandbys() {}

    /**
     * The text of {@code synchronous_standby_names} for one member.
     *
     * @param self the member it is written for
     * @param members all members that hold data
     * @param confirmations how many of the others must confirm; 0 gives the empty text
     */
    public static String text(String self, List<String> members, int confirmations) {
        List<String> others =
                members.stream().filter(m -> !m.equals(self)).sorted().toList();
        if (confirmations == 0 || others.isEmpty()) {
            return "";
        }
        return "ANY " + Math.min(confirmations, others.size()) + " ("
                + others.stream().map(Sql::identifier).collect(Collectors.joining(", ")) + ")";
    }

    /**
     * Whether some acknowledged commit could be known only to members that have not answered. Each acknowledged commit is with the last
     * holder and {@code confirmations} of the others; so it can't hide when the last holder has answered itself, nor while fewer
     * than {@code confirmations} of its standbys are silent.
     *
     * @param lastHolder who acknowledged commits last
     * @param members all members that hold data
     * @param confirmations how many of the others must confirm
     * @param heard members whose position is known and bound by a promise, the candidate included
     */
    public static boolean mayHideCommit(String lastHolder, List<String> members, int confirmations, Set<String> heard) {
        if (confirmations == 0 || heard.contains(lastHolder)) {
            return false;
        }
        List<String> standbys =
                members.stream().filter(m -> !m.equals(lastHolder)).toList();
        long silent = standbys.stream().filter(m -> !heard.contains(m)).count();
        return silent >= Math.min(confirmations, standbys.size());
    }
}
