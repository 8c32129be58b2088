package io.pgspan.ha.record;

/**
 * A record as the store holds it.
 *
 * @param version the store's opaque version: compared for equality only
 * @param record the record
 */
public record Versioned(String version, ClusterRecord record) {}
