package io.pgspan.model.fleet;

import io.pgspan.model.text.Quantity;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * Requests changed while the pod runs: what its node granted and what is really set, by container name. A container that is not
 * mentioned is as wished.
 *
 * @param allocated what the node granted
 * @param actual what is really set
 * @param infeasible whether the node can never grant the wish: it then doesn't count for what is granted or set
 */
public record PodResize(
        Map<String, Map<String, Quantity>> allocated, Map<String, Map<String, Quantity>> actual, boolean infeasible) {

    /** Copies the maps. */
    public PodResize {
        allocated = Map.copyOf(allocated);
        actual = Map.copyOf(actual);
    }

    /** The largest of the three sums for each resource, not the sum of the largest. */
    PodRequests requests(PodTemplate pod) {
        PodRequests granted = PodRequests.of(pod, this::granted);
        PodRequests set = PodRequests.of(pod, this::set);
        return infeasible ? granted.max(set) : PodRequests.of(pod).max(granted).max(set);
    }

    private Map<String, BigDecimal> granted(PodContainer container) {
        Map<String, Quantity> found = allocated.get(container.name());
        return amounts(found != null ? found : infeasible ? Map.of() : container.requests());
    }

    private Map<String, BigDecimal> set(PodContainer container) {
        Map<String, Quantity> found = actual.get(container.name());
        return found != null ? amounts(found) : granted(container);
    }

    private static Map<String, BigDecimal> amounts(Map<String, Quantity> requests) {
        Map<String, BigDecimal> amounts = new HashMap<>();
        requests.forEach((resource, amount) -> amounts.put(resource, amount.amount()));
        return amounts;
    }
}
