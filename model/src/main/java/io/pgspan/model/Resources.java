package io.pgspan.model;

import io.pgspan.model.text.Quantity;

/**
 * What the PostgreSQL container asks for.
 *
 * @param cpu requested CPU, default 500m
 * @param memory requested memory, which is its limit as well, default 1Gi
 */
public record Resources(Quantity cpu, Quantity memory) {

    /** 500m CPU and 1Gi of memory. */
    public static Resources ofDefaults() {
        return of("500m", "1Gi");
    }

    /** Both in Kubernetes' grammar of quantities. */
    public static Resources of(String cpu, String memory) {
        return new Resources(Quantity.of(cpu), Quantity.of(memory));
    }
}
