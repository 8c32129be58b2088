package io.pgspan.testkit.base.network;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Names what {@link ProxiedLinks} connect. */
public final class ProxiedLinksBuilder {
    private static final int PORT_MAX = 65_535;

    private final Set<String> nodes = new LinkedHashSet<>();
    private final Map<ProxiedLinks.Service, Integer> targets = new LinkedHashMap<>();
    private long seed;

    ProxiedLinksBuilder() {}

    /** A node, also one that serves nothing and only connects. */
    public ProxiedLinksBuilder node(String name) {
        nodes.add(name);
        return this;
    }

    /**
     * A service of a node and the port of loopback it listens on, now or later.
     *
     * @throws IllegalArgumentException when it was named before or the port is not in 1..65535
     */
    public ProxiedLinksBuilder service(String node, String service, int port) {
        if (port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException(
                    "port " + port + " of " + node + "'s " + service + " is not in 1.." + PORT_MAX);
        }
        if (targets.put(new ProxiedLinks.Service(node, service), port) != null) {
            throw new IllegalArgumentException("service " + service + " of " + node + " is named twice");
        }
        return node(node);
    }

    /** The source of all jitter; default 0. */
    public ProxiedLinksBuilder seed(long value) {
        seed = value;
        return this;
    }

    /** Opens one port per ordered pair of nodes and service. */
    public ProxiedLinks open() {
        return new ProxiedLinks(new LinkedHashSet<>(nodes), new LinkedHashMap<>(targets), seed);
    }
}
