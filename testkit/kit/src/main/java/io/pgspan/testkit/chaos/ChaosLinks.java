package io.pgspan.testkit.chaos;

import io.pgspan.postgres.Endpoint;
import io.pgspan.testkit.base.network.ProxiedLinks;
import io.pgspan.testkit.base.network.ProxiedLinksBuilder;
import io.pgspan.testkit.fleet.PodLinks;
import java.util.List;
import java.util.Locale;

/**
 * A proxy on every way from a member to another and from a member to the record's API server, so that each can be cut. Applications that
 * connect to {@link io.pgspan.testkit.fleet.PodHandle#endpoint} don't go through them: the worst client is one that still reaches a
 * primary nobody else does.
 *
 * <pre>{@code
 * try (ChaosLinks links = ChaosLinks.open(List.of("hippo-0", "hippo-1", "hippo-2"));
 *         SimulatedFleet fleet = SimulatedFleet.start(clusters, FleetOptions.builder().links(links).build())) {
 *     …
 * }
 * }</pre>
 */
public final class ChaosLinks implements PodLinks, AutoCloseable {
    /** The API server's name among the links. */
    public static final String STORE = "the-store";

    /** The API server's only service. */
    static final String API = "api";

    private static final String HOST = "127.0.0.1";
    /** Until the pod's own is known; nothing listens there. */
    private static final int PORT_LATER = 1;

    private final List<String> members;
    private final ProxiedLinks links;

    private ChaosLinks(List<String> members, ProxiedLinks links) {
        this.members = members;
        this.links = links;
    }

    /** Opens the links of these pods, which need not exist yet. Pods of other names go without. */
    public static ChaosLinks open(List<String> members) {
        ProxiedLinksBuilder builder = ProxiedLinks.builder().service(STORE, API, PORT_LATER);
        for (String member : members) {
            for (Service service : Service.values()) {
                builder.service(member, name(service), PORT_LATER);
            }
        }
        return new ChaosLinks(List.copyOf(members), builder.open());
    }

    static String name(Service service) {
        return service.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Endpoint between(String from, String to, Service service, Endpoint direct) {
        if (!members.contains(from) || !members.contains(to)) {
            return direct;
        }
        links.retarget(to, name(service), direct.port());
        return new Endpoint(HOST, links.port(from, to, name(service)));
    }

    @Override
    public Endpoint recordApi(String from, Endpoint direct) {
        if (!members.contains(from)) {
            return direct;
        }
        links.retarget(STORE, API, direct.port());
        return new Endpoint(HOST, links.port(from, STORE, API));
    }

    /** The pods, in the order given. */
    public List<String> members() {
        return members;
    }

    /** The links, for faults. */
    public ProxiedLinks links() {
        return links;
    }

    @Override
    public void close() {
        links.close();
    }
}
