package io.pgspan.agent;

import io.pgspan.ha.HaPolicy;
import io.pgspan.ha.HaRules;
import io.pgspan.ha.Member;
import io.pgspan.ha.record.Holder;
import io.pgspan.model.PostgresVersion;
import io.pgspan.postgres.Credentials;
import io.pgspan.postgres.Endpoint;
import java.util.List;
import java.util.Map;

/**
 * What an agent is told at its start.
 *
 * @param me who it is
 * @param version the PostgreSQL that is installed
 * @param members all members in order of ordinal, this one included
 * @param policy the timing
 * @param rules what leadership shall be like, synchronous commit among it
 * @param superuser the user PostgreSQL is created with, and standbys connect as
 * @param listen where this member's PostgreSQL listens
 * @param endpoints where this agent listens, and for whom
 * @param parameters the wish's own PostgreSQL parameters, and the archive's
 */
public record AgentConfig(
        Holder me,
        PostgresVersion version,
        List<MemberAddress> members,
        HaPolicy policy,
        HaRules rules,
        Credentials superuser,
        Endpoint listen,
        AgentEndpoints endpoints,
        Map<String, String> parameters) {

    /** Copies the collections. */
    public AgentConfig {
        members = List.copyOf(members);
        parameters = Map.copyOf(parameters);
        String self = me.member();
        if (members.stream().noneMatch(m -> m.name().equals(self))) {
            throw new AgentException("agent: " + self + " is not among the members " + members);
        }
    }

    /** Whether this member holds no data. */
    public boolean arbiter() {
        return address(me.member()).arbiter();
    }

    /** The members as the engine knows them. */
    public List<Member> engineMembers() {
        return members.stream()
                .map(m -> new Member(m.name(), m.arbiter(), m.tags()))
                .toList();
    }

    /** The names of members that hold data. */
    public List<String> dataMembers() {
        return members.stream()
                .filter(m -> !m.arbiter())
                .map(MemberAddress::name)
                .toList();
    }

    /** All members but this one. */
    public List<MemberAddress> peers() {
        return members.stream().filter(m -> !m.name().equals(me.member())).toList();
    }

    /** Where a member is reached. */
    public MemberAddress address(String member) {
        return members.stream()
                .filter(m -> m.name().equals(member))
                .findFirst()
                .orElseThrow(() -> new AgentException("agent: there is no member " + member));
    }
}
