package io.pgspan.testkit.base.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;

/**
 * The network between named nodes, each with its services on loopback. For every ordered pair of nodes every service of the second
 * has a port of its own that only the first is told, so that a link knows who talks to whom and can fail on its own:
 *
 * <pre>{@code
 * try (ProxiedLinks links = ProxiedLinks.builder()
 *         .service("a", "postgres", 15001).service("a", "agent", 18001)
 *         .service("b", "postgres", 15002).service("b", "agent", 18002)
 *         .service("store", "api", 16443)
 *         .node("client")
 *         .open()) {
 *     tell("a", links.port("a", "store", "api"));
 *     links.isolate("a");
 *     links.heal();
 * }
 * }</pre>
 *
 * <p>One thread serves all links; five nodes with three services cost 60 listening sockets. A fault on several links hits all of
 * them at once. Faults add up until they are healed.
 */
public final class ProxiedLinks implements AutoCloseable {
    private final ProxyLoop loop;
    private final Set<String> nodes;
    private final Map<Service, Integer> targets;
    private final Map<Link, TcpProxy> links = new LinkedHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    record Service(String node, String name) {}

    record Link(String from, Service to) {}

    ProxiedLinks(Set<String> nodes, Map<Service, Integer> targets, long seed) {
        this.nodes = nodes;
        this.targets = Collections.synchronizedMap(targets);
        this.loop = new ProxyLoop();
        SplittableRandom seeds = new SplittableRandom(seed);
        try {
            for (String from : nodes) {
                targets.forEach((to, target) -> {
                    if (!from.equals(to.node())) {
                        links.put(new Link(from, to), TcpProxy.on(loop, target, seeds.nextLong()));
                    }
                });
            }
        } catch (RuntimeException e) {
            loop.close();
            throw e;
        }
    }

    /** Names nodes and services, then {@link ProxiedLinksBuilder#open} opens the links. */
    public static ProxiedLinksBuilder builder() {
        return new ProxiedLinksBuilder();
    }

    /** All names, in the order they were given. */
    public List<String> nodes() {
        return List.copyOf(nodes);
    }

    /**
     * Where {@code from} reaches a service of {@code to}. A node reaches its own services directly: no network, no faults.
     *
     * @throws IllegalArgumentException when a name is unknown
     */
    public int port(String from, String to, String service) {
        Service target = service(to, service);
        return known(from).equals(to)
                ? Objects.requireNonNull(targets.get(target))
                : link(from, to, service).port();
    }

    /**
     * The link on which {@code from} reaches one service of {@code to}.
     *
     * @throws IllegalArgumentException when a name is unknown or both are the same node
     */
    public TcpProxy link(String from, String to, String service) {
        TcpProxy link = links.get(new Link(known(from), service(to, service)));
        if (link == null) {
            throw new IllegalArgumentException(
                    from + " reaches its own " + service + " without a link: name two nodes");
        }
        return link;
    }

    /** Every link on which {@code from} is the one who connects and {@code to} the one who serves. */
    public NetworkFaults between(String from, String to) {
        known(from);
        known(to);
        return where((one, other) -> one.equals(from) && other.equals(to));
    }

    /** Every link of this node, as the one who connects and as the one who serves. */
    public NetworkFaults of(String node) {
        known(node);
        return where((from, to) -> from.equals(node) || to.equals(node));
    }

    /** Every link. */
    public NetworkFaults all() {
        return where((from, to) -> true);
    }

    /** Cuts what {@code from} connects to at {@code to}; what {@code to} connects to at {@code from} still works. */
    public void cut(String from, String to) {
        between(from, to).cut();
    }

    /** Cuts this node off from everybody, in both directions. */
    public void isolate(String node) {
        of(node).cut();
    }

    /** Cuts every link between a node of one set and a node of the other; nodes in neither set still see everybody. */
    public void partition(Set<String> one, Set<String> other) {
        partition(one, other, Cut.silent());
    }

    /**
     * Cuts every link between a node of one set and a node of the other.
     *
     * @throws IllegalArgumentException when a name is unknown or in both sets
     */
    public void partition(Set<String> one, Set<String> other, Cut how) {
        one.forEach(this::known);
        other.forEach(this::known);
        if (one.stream().anyMatch(other::contains)) {
            throw new IllegalArgumentException(
                    one + " and " + other + " overlap: a node is on one side of a partition");
        }
        where((from, to) -> (one.contains(from) && other.contains(to)) || (other.contains(from) && one.contains(to)))
                .cut(how);
    }

    /**
     * Leaves each of these nodes only its two neighbours in the list, the last being the neighbour of the first. With five, each
     * sees a majority and no two see the same one. Nodes not in the list still see everybody.
     *
     * @throws IllegalArgumentException when a name is unknown or given twice
     */
    public void ring(List<String> members) {
        members.forEach(this::known);
        if (Set.copyOf(members).size() != members.size()) {
            throw new IllegalArgumentException(members + " names a node twice: each has one place in a ring");
        }
        where((from, to) -> apart(members, from, to)).cut();
    }

    private static boolean apart(List<String> ring, String from, String to) {
        int one = ring.indexOf(from);
        int other = ring.indexOf(to);
        if (one < 0 || other < 0) {
            return false;
        }
        int distance = Math.abs(one - other);
        return distance > 1 && distance < ring.size() - 1;
    }

    /** {@link #ring(List)} of all nodes. */
    public void ring() {
        ring(nodes());
    }

    /** Takes every fault of every link away. */
    public void heal() {
        all().heal();
    }

    /**
     * Leads new connections to a service of a node to another port, for a service that came back elsewhere.
     *
     * @throws IllegalArgumentException when a name is unknown
     */
    public void retarget(String node, String service, int otherPort) {
        Service target = service(node, service);
        targets.put(target, otherPort);
        links.forEach((link, proxy) -> {
            if (link.to().equals(target)) {
                proxy.retarget(otherPort);
            }
        });
    }

    private NetworkFaults where(BiPredicate<String, String> chosen) {
        List<TcpProxy> group = new ArrayList<>();
        links.forEach((link, proxy) -> {
            if (chosen.test(link.from(), link.to().node())) {
                group.add(proxy);
            }
        });
        return new LinkGroup(loop, group);
    }

    private String known(String node) {
        if (!nodes.contains(node)) {
            throw new IllegalArgumentException("no node " + node + " among the links: there are " + nodes);
        }
        return node;
    }

    private Service service(String node, String name) {
        Service service = new Service(known(node), name);
        if (!targets.containsKey(service)) {
            throw new IllegalArgumentException(
                    "node " + node + " has no service " + name + ": there are " + services(node));
        }
        return service;
    }

    private List<String> services(String node) {
        List<String> names = new ArrayList<>();
        targets.forEach((service, port) -> {
            if (service.node().equals(node)) {
                names.add(service.name());
            }
        });
        return names;
    }

    /** Resets all connections, frees the ports and ends the thread. Closing twice does nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            loop.call(() -> {
                links.values().forEach(TcpProxy::close);
                return links;
            });
        } finally {
            loop.close();
        }
    }
}
