package io.pgspan.operators.cnpg;

import io.pgspan.model.placement.Spread;

/**
 * The rule by which CloudNativePG keeps the instances of a cluster apart by itself.
 *
 * @param enabled whether it makes one; default true
 * @param topologyKey the node label whose values are the domains; default {@link Spread#HOSTNAME}
 * @param required whether an instance stays pending rather than share a domain; default false: it is a wish of weight 100
 */
public record AntiAffinity(boolean enabled, String topologyKey, boolean required) {
    private static final AntiAffinity DEFAULTS = new AntiAffinity(true, Spread.HOSTNAME, false);

    /** What CloudNativePG does when nothing is said. */
    public static AntiAffinity ofDefaults() {
        return DEFAULTS;
    }
}
