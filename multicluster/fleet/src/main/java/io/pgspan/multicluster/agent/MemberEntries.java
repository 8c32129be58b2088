package io.pgspan.multicluster.agent;

import io.pgspan.agent.MemberAddress;
import io.pgspan.ha.Tags;
import io.pgspan.postgres.Endpoint;
import java.util.ArrayList;
import java.util.List;

/**
 * The members as {@code PGSPAN_MEMBERS} lists them: {@code name=host[:postgresPort:agentPort]}, separated by commas, in order of
 * ordinal. What is special about a member follows after semicolons: {@code arbiter}, {@code nofailover}, {@code nosync},
 * {@code priority=N}, {@code syncPriority=N}, {@code domain=ZONE}; see {@link Tags}. Every agent of a cluster is told the same.
 */
final class MemberEntries {
    static final int POSTGRES_PORT = 5432;
    static final int AGENT_PORT = 8008;
    private static final String NAME = "PGSPAN_MEMBERS";
    private static final String WANTED =
            "name=host[:postgresPort:agentPort][;arbiter|nofailover|nosync|priority=N|syncPriority=N|domain=ZONE]…,…";

    private MemberEntries() {}

    static List<MemberAddress> read(String text) {
        List<MemberAddress> members = new ArrayList<>();
        for (String entry : text.split(",", -1)) {
            members.add(member(entry.strip(), text));
        }
        return members;
    }

    private static MemberAddress member(String entry, String text) {
        String[] parts = entry.split(";", -1);
        int equals = parts[0].indexOf('=');
        if (equals < 1) {
            throw AgentEnvironment.malformed(NAME, text, WANTED);
        }
        String[] where = parts[0].substring(equals + 1).strip().split(":", -1);
        if (where[0].isEmpty() || (where.length != 1 && where.length != 3)) {
            throw AgentEnvironment.malformed(NAME, text, WANTED);
        }
        boolean arbiter = false;
        Tags tags = Tags.none();
        for (int i = 1; i < parts.length; i++) {
            String tag = parts[i].strip();
            arbiter |= tag.equals("arbiter");
            tags = tag.equals("arbiter") ? tags : tagged(tags, tag, text);
        }
        return new MemberAddress(
                parts[0].substring(0, equals).strip(),
                arbiter,
                new Endpoint(where[0], where.length == 3 ? AgentEnvironment.number(NAME, where[1]) : POSTGRES_PORT),
                new Endpoint(where[0], where.length == 3 ? AgentEnvironment.number(NAME, where[2]) : AGENT_PORT),
                tags);
    }

    private static Tags tagged(Tags tags, String tag, String text) {
        int equals = tag.indexOf('=');
        String value = tag.substring(equals + 1);
        return switch (equals < 0 ? tag : tag.substring(0, equals)) {
            case "nofailover" -> tags.withoutFailover();
            case "nosync" -> tags.withoutSync();
            case "priority" -> tags.preferred(AgentEnvironment.number(NAME, value));
            case "syncPriority" ->
                new Tags(
                        tags.noFailover(),
                        tags.priority(),
                        tags.noSync(),
                        AgentEnvironment.number(NAME, value),
                        tags.domain());
            case "domain" -> tags.in(value);
            default -> throw AgentEnvironment.malformed(NAME, text, WANTED);
        };
    }
}
