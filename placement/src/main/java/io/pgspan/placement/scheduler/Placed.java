package io.pgspan.placement.scheduler;

import io.pgspan.model.fleet.PodContainer.HostPort;
import java.util.List;

/**
 * A pod on a node.
 *
 * @param key its namespace and name
 * @param podClass what others see it as
 * @param node the node's number
 * @param request what it takes
 * @param ports the ports it takes
 * @param volumes the volumes it uses
 * @param priority its priority
 * @param startedMillis when it started, in milliseconds since the epoch
 */
record Placed(
        String key,
        PodClass podClass,
        int node,
        Request request,
        List<HostPort> ports,
        List<VolumeUse> volumes,
        int priority,
        long startedMillis) {}
