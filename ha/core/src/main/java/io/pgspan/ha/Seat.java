package io.pgspan.ha;

import io.pgspan.ha.record.Holder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who an engine decides for; the same from its agent's start to its end.
 *
 * @param policy the timing
 * @param rules what leadership shall be like
 * @param me who this agent is
 * @param members all members, this one included
 * @param newestFormat the newest format of the record this agent may write
 */
public record Seat(HaPolicy policy, HaRules rules, Holder me, List<Member> members, int newestFormat) {
    /** Copies the list and checks the rules against it. */
    public Seat {
        members = List.copyOf(members);
        rules.check(members.size());
    }

    @Nullable
    Member member(String name) {
        for (Member member : members) {
            if (member.name().equals(name)) {
                return member;
            }
        }
        return null;
    }

    /** What is said of a member; nothing special of one that is not known. */
    public Tags tags(String name) {
        Member member = member(name);
        return member == null ? Tags.none() : member.tags();
    }

    /** Whether this member holds no data. */
    public boolean arbiter() {
        Member mine = member(me.member());
        return mine != null && mine.arbiter();
    }
}
