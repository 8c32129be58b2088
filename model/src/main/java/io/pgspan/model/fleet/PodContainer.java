package io.pgspan.model.fleet;

import io.pgspan.model.text.Quantity;
import java.util.List;
import java.util.Map;

/**
 * One container of a pod, as a scheduler sees it.
 *
 * @param name its name
 * @param image its image, empty when not known
 * @param requests what it requests by resource name; an absent one is not the same as zero: scores assume something for it
 * @param hostPorts ports it takes on its node
 * @param sidecar among init containers: it goes on running ({@code restartPolicy: Always}); no meaning among containers
 */
public record PodContainer(
        String name, String image, Map<String, Quantity> requests, List<HostPort> hostPorts, boolean sidecar) {

    /**
     * A port of the node.
     *
     * @param ip the address, {@code 0.0.0.0} for all
     * @param protocol {@code TCP}, {@code UDP} or {@code SCTP}
     * @param port its number; 0 takes none
     */
    public record HostPort(String ip, String protocol, int port) {
        /** The address of all interfaces. */
        public static final String EVERY_ADDRESS = "0.0.0.0";

        /** Fills in what Kubernetes fills in: an empty address is every one, an empty protocol is {@code TCP}. */
        public HostPort {
            ip = ip.isEmpty() ? EVERY_ADDRESS : ip;
            protocol = protocol.isEmpty() ? "TCP" : protocol;
        }

        /** A TCP port on every address. */
        public static HostPort tcp(int port) {
            return new HostPort("", "", port);
        }
    }

    /** Copies the collections. */
    public PodContainer {
        requests = Map.copyOf(requests);
        hostPorts = List.copyOf(hostPorts);
    }

    /** A container that only requests something. */
    public static PodContainer of(String name, Map<String, Quantity> requests) {
        return new PodContainer(name, "", requests, List.of(), false);
    }

    /** The same with an image. */
    public PodContainer image(String reference) {
        return new PodContainer(name, reference, requests, hostPorts, sidecar);
    }

    /** The same with ports of the node. */
    public PodContainer hostPorts(HostPort... ports) {
        return new PodContainer(name, image, requests, List.of(ports), sidecar);
    }

    /** The same as a sidecar, to be put among the init containers. */
    public PodContainer asSidecar() {
        return new PodContainer(name, image, requests, hostPorts, true);
    }
}
