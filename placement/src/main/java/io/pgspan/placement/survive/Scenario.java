package io.pgspan.placement.survive;

import java.util.List;

/**
 * Domains that fall together though no label says so: racks on one power feed, Kubernetes clusters with one administrator.
 *
 * @param name what a reader knows it by
 * @param domains what falls; no scenarios
 */
public record Scenario(String name, List<FailureDomain> domains) {
    /** Copies the list. */
    public Scenario {
        domains = List.copyOf(domains);
    }

    /** The scenario as a domain. */
    public FailureDomain domain() {
        return new FailureDomain(Level.SCENARIO, name);
    }
}
