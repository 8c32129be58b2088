package io.pgspan.operators.kubedb.ops;

import org.jspecify.annotations.Nullable;

/**
 * Resources of one group of read replicas.
 *
 * @param name the group's
 * @param postgres of the database's container, or null
 */
public record ReadReplicaResources(String name, @Nullable PodResources postgres) {}
