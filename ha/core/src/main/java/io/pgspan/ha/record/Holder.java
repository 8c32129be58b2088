package io.pgspan.ha.record;

/**
 * Who holds the lease. A restarted agent is another holder: its incarnation differs, its pod's uid does not.
 *
 * @param member the member's name, which is its pod's name
 * @param podUid the pod's uid: a recreated pod is another one
 * @param incarnation unique for each start of the agent
 */
public record Holder(String member, String podUid, String incarnation) {

    /** Whether both are agents of the same pod. */
    public boolean samePod(Holder other) {
        return member.equals(other.member) && podUid.equals(other.podUid);
    }
}
