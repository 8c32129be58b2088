package io.pgspan.agent;

import io.pgspan.postgres.Endpoint;

/**
 * A member and where it is reached.
 *
 * @param name its name
 * @param arbiter whether it holds no data
 * @param postgres where its PostgreSQL listens; meaningless for an arbiter
 * @param agent where its agent listens
 */
public record MemberAddress(String name, boolean arbiter, Endpoint postgres, Endpoint agent) {}
