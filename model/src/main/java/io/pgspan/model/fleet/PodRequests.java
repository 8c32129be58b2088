package io.pgspan.model.fleet;

import io.pgspan.model.text.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a scheduler reserves for a pod, exact by resource name. Containers and sidecars run together; before them each init container runs
 * beside the sidecars listed before it; the larger of both counts. A request of the whole pod replaces that for CPU, memory and huge
 * pages, then the overhead is added. Only the total is ever rounded.
 *
 * @param amounts by resource name, in base units; a resource nobody mentions is absent
 */
public record PodRequests(Map<String, BigDecimal> amounts) {
    private static final Set<String> OF_WHOLE_PODS = Set.of("cpu", "memory");
    private static final String HUGE_PAGES = "hugepages-";

    /** A quantity keeps this many digits, rounded up. */
    private static final MathContext PRECISION = new MathContext(30, RoundingMode.CEILING);

    /** Copies the map, sorted by name. */
    public PodRequests {
        amounts = Collections.unmodifiableMap(new TreeMap<>(amounts));
    }

    /** What a container requests; the one question that scores and resized pods answer differently. */
    @FunctionalInterface
    public interface ByContainer {
        /** The requests of that container by resource name. */
        Map<String, BigDecimal> of(PodContainer container);
    }

    /** The request of a pod, from its specification. */
    public static PodRequests of(PodTemplate pod) {
        return of(pod, PodRequests::exact);
    }

    /** The request of a pod whose containers request what the function says. */
    public static PodRequests of(PodTemplate pod, ByContainer requests) {
        Map<String, BigDecimal> running = new LinkedHashMap<>();
        Map<String, BigDecimal> sidecars = new LinkedHashMap<>();
        Map<String, BigDecimal> starting = new LinkedHashMap<>();
        pod.containers().forEach(container -> add(running, requests.of(container)));
        for (PodContainer container : pod.initContainers()) {
            Map<String, BigDecimal> own = requests.of(container);
            if (container.sidecar()) {
                add(running, own);
                add(sidecars, own);
                max(starting, sidecars);
            } else {
                Map<String, BigDecimal> beside = new LinkedHashMap<>(sidecars);
                add(beside, own);
                max(starting, beside);
            }
        }
        max(running, starting);
        pod.podRequests().forEach((resource, amount) -> {
            if (OF_WHOLE_PODS.contains(resource) || resource.startsWith(HUGE_PAGES)) {
                running.put(resource, amount.amount());
            }
        });
        add(running, exact(pod.overhead()));
        return new PodRequests(running);
    }

    /** The larger of both for each resource. */
    public PodRequests max(PodRequests other) {
        Map<String, BigDecimal> larger = new TreeMap<>(amounts);
        max(larger, other.amounts);
        return new PodRequests(larger);
    }

    /** The amount of a resource, zero when nobody mentions it. */
    public BigDecimal amount(String resource) {
        return amounts.getOrDefault(resource, BigDecimal.ZERO);
    }

    /** The same as a quantity; more than 30 digits are rounded up. */
    public Quantity quantity(String resource) {
        return Quantity.of(amount(resource).round(PRECISION).toString());
    }

    private static Map<String, BigDecimal> exact(PodContainer container) {
        return exact(container.requests());
    }

    private static Map<String, BigDecimal> exact(Map<String, Quantity> requests) {
        Map<String, BigDecimal> amounts = new LinkedHashMap<>();
        requests.forEach((resource, amount) -> amounts.put(resource, amount.amount()));
        return amounts;
    }

    private static void add(Map<String, BigDecimal> sum, Map<String, BigDecimal> more) {
        more.forEach((resource, amount) -> sum.merge(resource, amount, BigDecimal::add));
    }

    private static void max(Map<String, BigDecimal> largest, Map<String, BigDecimal> other) {
        other.forEach((resource, amount) -> largest.merge(resource, amount, BigDecimal::max));
    }
}
