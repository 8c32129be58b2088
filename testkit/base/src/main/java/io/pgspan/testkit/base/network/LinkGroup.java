package io.pgspan.testkit.base.network;

import java.util.List;
import java.util.function.Consumer;

/** Several links as one: a fault hits all of them between the same two bytes. */
final class LinkGroup implements NetworkFaults {
    private final ProxyLoop loop;
    private final List<TcpProxy> links;

    LinkGroup(ProxyLoop loop, List<TcpProxy> links) {
        this.loop = loop;
        this.links = List.copyOf(links);
    }

    @Override
    public void cut(Cut how) {
        all(link -> link.cut(how));
    }

    @Override
    public void cut(Direction direction, Cut how) {
        all(link -> link.cut(direction, how));
    }

    @Override
    public void lose(Direction direction) {
        all(link -> link.lose(direction));
    }

    @Override
    public void reset() {
        all(TcpProxy::reset);
    }

    @Override
    public void delay(Direction direction, Latency latency) {
        all(link -> link.delay(direction, latency));
    }

    @Override
    public void limit(Direction direction, long bytesPerSecond) {
        all(link -> link.limit(direction, bytesPerSecond));
    }

    @Override
    public void heal() {
        all(TcpProxy::heal);
    }

    @Override
    public void heal(Direction direction) {
        all(link -> link.heal(direction));
    }

    @Override
    public Traffic traffic() {
        return links.stream().map(TcpProxy::traffic).reduce(Traffic.NONE, Traffic::plus);
    }

    private void all(Consumer<TcpProxy> fault) {
        loop.call(() -> {
            links.forEach(fault);
            return links;
        });
    }
}
