/**
 * A simulated fleet: an API server per Kubernetes cluster, work agents, schedulers and kubelets that start real processes. Start
 * with {@link io.pgspan.testkit.fleet.SimulatedFleet}.
 */
@NullMarked
package io.pgspan.testkit.fleet;

import org.jspecify.annotations.NullMarked;
