package io.pgspan.model.observed;

import java.util.List;
import java.util.Optional;

/**
 * What is known of one PostgreSQL cluster. An observation never feeds an election.
 *
 * @param namespace the wish's namespace
 * @param name the wish's name
 * @param delivered whether its objects have been delivered at all
 * @param instances in order of name
 */
public record ClusterObservation(
        String namespace, String name, boolean delivered, List<InstanceObservation> instances) {

    /** Copies the list. */
    public ClusterObservation {
        instances = List.copyOf(instances);
    }

    /** The one primary seen; empty when there is none or more than one. */
    public Optional<InstanceObservation> primary() {
        List<InstanceObservation> primaries = instances.stream()
                .filter(i -> i.role().value() == InstanceObservation.Role.PRIMARY)
                .toList();
        return primaries.size() == 1 ? Optional.of(primaries.get(0)) : Optional.empty();
    }
}
