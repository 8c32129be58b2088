package io.pgspan.ha;

/**
 * A member of a PostgreSQL cluster.
 *
 * @param name its name, which is its pod's
 * @param arbiter whether it holds no data and never leads
 */
public record Member(String name, boolean arbiter) {}
