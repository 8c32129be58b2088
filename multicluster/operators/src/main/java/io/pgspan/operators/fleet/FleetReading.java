package io.pgspan.operators.fleet;

import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.validation.Violation;
import java.util.List;

/**
 * What manifests say about the fleet.
 *
 * @param fleet at least one cluster; what could not be read is left out
 * @param violations everything wrong, in the order found
 */
public record FleetReading(Fleet fleet, List<Violation> violations) {
    /** Copies the list. */
    public FleetReading {
        violations = List.copyOf(violations);
    }
}
