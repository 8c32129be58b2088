/**
 * What clients see of a cluster that loses something: this project's agents and Patroni with etcd, on the same machine, PostgreSQL programs
 * and lease timings, measured by the same writers in interleaved rounds.
 */
@NullMarked
package io.pgspan.benchmarks.failover;

import org.jspecify.annotations.NullMarked;
