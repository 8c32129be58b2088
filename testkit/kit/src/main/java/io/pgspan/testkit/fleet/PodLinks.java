package io.pgspan.testkit.fleet;

import io.pgspan.postgres.Endpoint;

/**
 * The network as a pod sees it: where it reaches other pods and the API server of its cluster's record. A test that breaks the network
 * puts its proxies in between. Asked before each start of a container, on the kubelet's thread; must answer at once.
 */
public interface PodLinks {
    /** What a pod serves to other pods. */
    enum Service {
        /** PostgreSQL, for queries, replication and copies. */
        POSTGRES,
        /** The agent's endpoints. */
        AGENT
    }

    /**
     * Where one pod reaches a service of another.
     *
     * @param from the pod that will connect
     * @param to the pod that serves; may be {@code from} itself
     * @param direct where the service listens, for as long as the fleet lives
     */
    Endpoint between(String from, String to, Service service, Endpoint direct);

    /**
     * Where a pod reaches the API server that has the cluster's record.
     *
     * @param from the pod that will connect
     * @param direct where the API server listens, for as long as the fleet lives
     */
    Endpoint recordApi(String from, Endpoint direct);

    /** No proxies: everybody reaches everything where it listens. */
    static PodLinks direct() {
        return new PodLinks() {
            @Override
            public Endpoint between(String from, String to, Service service, Endpoint direct) {
                return direct;
            }

            @Override
            public Endpoint recordApi(String from, Endpoint direct) {
                return direct;
            }
        };
    }
}
