package io.pgspan.agent;

import io.pgspan.ha.Tags;
import io.pgspan.postgres.Endpoint;

/**
 * A member and where it is reached.
 *
 * @param name its name
 * @param arbiter whether it holds no data
 * @param postgres where its PostgreSQL listens; meaningless for an arbiter
 * @param agent where its agent listens
 * @param tags what an operator says of it
 */
public record MemberAddress(String name, boolean arbiter, Endpoint postgres, Endpoint agent, Tags tags) {
    /** A member of which nothing special is said. */
    public MemberAddress(String name, boolean arbiter, Endpoint postgres, Endpoint agent) {
        this(name, arbiter, postgres, agent, Tags.none());
    }
}
