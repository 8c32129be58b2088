package io.pgspan.agent.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.pgspan.agent.http.AgentSnapshot;
import io.pgspan.ha.PeerStatus;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * An agent's meters in a Micrometer registry, all under {@code pgspan.ha} and with the tags {@code cluster} and {@code member}. The page on
 * high availability lists them.
 */
public final class AgentMeters implements AgentMetrics {
    private static final String PREFIX = "pgspan.ha.";

    private final MeterRegistry registry;
    private final Tags tags;

    private AgentMeters(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
    }

    /**
     * Registers all meters.
     *
     * @param registry where
     * @param cluster the PostgreSQL cluster, namespace included
     * @param member the member
     * @param gauges what it is now; asked whenever the registry is read, and kept as long as the registry
     */
    public static AgentMeters bind(
            MeterRegistry registry, String cluster, String member, Supplier<MemberGauges> gauges) {
        AgentMeters meters = new AgentMeters(registry, Tags.of("cluster", cluster, "member", member));
        meters.gauges(gauges);
        // counted from the start: a counter that appears with its first event hides that event from rates
        meters.counter("promotions");
        meters.counter("demotions");
        meters.counter("fences");
        meters.counter("elections", "outcome", "won");
        meters.counter("elections", "outcome", "lost");
        return meters;
    }

    private void gauges(Supplier<MemberGauges> gauges) {
        for (PeerStatus.Role role : PeerStatus.Role.values()) {
            gauge("role", gauges, g -> g.snapshot().role() == role ? 1 : 0)
                    .tag("role", word(role))
                    .description("1 for the role the member has")
                    .register(registry);
        }
        gauge("leads", gauges, g -> g.snapshot().leads() ? 1 : 0)
                .description("1 while it is a primary under a lease that has not run out")
                .register(registry);
        gauge("paused", gauges, g -> g.snapshot().paused() ? 1 : 0)
                .description("1 while the cluster is paused for maintenance")
                .register(registry);
        gauge("epoch", gauges, MemberGauges::epoch)
                .description("the epoch of the record it last saw")
                .register(registry);
        gauge("timeline", gauges, MemberGauges::timeline)
                .description("the timeline of its data")
                .register(registry);
        gauge("lag", gauges, g -> lag(g.snapshot()))
                .baseUnit("bytes")
                .description("how far it is behind the newest end of the log it has heard of")
                .register(registry);
        TimeGauge.builder(
                        PREFIX + "lease.left",
                        gauges,
                        TimeUnit.NANOSECONDS,
                        s -> s.get().leaseLeft().toNanos())
                .tags(tags)
                .strongReference(true)
                .description("until it gives up as a primary unless it renews")
                .register(registry);
    }

    private Gauge.Builder<Supplier<MemberGauges>> gauge(
            String name, Supplier<MemberGauges> gauges, ToDoubleFunction<MemberGauges> value) {
        return Gauge.builder(PREFIX + name, gauges, s -> value.applyAsDouble(s.get()))
                .tags(tags)
                .strongReference(true);
    }

    private static double lag(AgentSnapshot member) {
        return member.lagBytes() == AgentSnapshot.LAG_UNKNOWN ? Double.NaN : member.lagBytes();
    }

    private Counter counter(String name, String... moreTags) {
        return Counter.builder(PREFIX + name).tags(tags).tags(moreTags).register(registry);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void storeCalled(StoreCall call, StoreOutcome outcome, Duration took) {
        Timer.builder(PREFIX + "store.calls")
                .tags(tags)
                .tags("call", word(call), "outcome", word(outcome))
                .description("calls of the record's store")
                .register(registry)
                .record(took);
    }

    @Override
    public void elected(boolean won) {
        counter("elections", "outcome", won ? "won" : "lost").increment();
    }

    @Override
    public void promoted() {
        counter("promotions").increment();
    }

    @Override
    public void demoted() {
        counter("demotions").increment();
    }

    @Override
    public void fenced() {
        counter("fences").increment();
    }
}
