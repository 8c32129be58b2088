package io.pgspan.placement.scheduler;

import io.pgspan.model.fleet.PodContainer;
import io.pgspan.model.fleet.PodContainer.HostPort;
import io.pgspan.model.fleet.PodTemplate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which ports of each node are taken. */
final class PortTable {
    private final Map<Integer, List<HostPort>> taken = new HashMap<>();

    /** The ports a pod takes: those of its containers and sidecars. */
    static List<HostPort> of(PodTemplate pod) {
        List<HostPort> ports = new ArrayList<>();
        for (PodContainer container : pod.initContainers()) {
            if (container.sidecar()) {
                ports.addAll(container.hostPorts());
            }
        }
        pod.containers().forEach(container -> ports.addAll(container.hostPorts()));
        ports.removeIf(port -> port.port() <= 0);
        return List.copyOf(ports);
    }

    void add(int node, List<HostPort> ports, int sign) {
        if (ports.isEmpty()) {
            return;
        }
        List<HostPort> there = taken.computeIfAbsent(node, n -> new ArrayList<>());
        for (HostPort port : ports) {
            if (sign > 0) {
                there.add(port);
            } else {
                there.remove(port);
            }
        }
    }

    boolean conflicts(int node, List<HostPort> wanted) {
        if (wanted.isEmpty()) {
            return false;
        }
        for (HostPort there : taken.getOrDefault(node, List.of())) {
            for (HostPort port : wanted) {
                if (conflict(there, port)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean conflict(HostPort a, HostPort b) {
        return a.port() == b.port()
                && a.protocol().equals(b.protocol())
                && (a.ip().equals(b.ip())
                        || a.ip().equals(HostPort.EVERY_ADDRESS)
                        || b.ip().equals(HostPort.EVERY_ADDRESS));
    }
}
