package io.pgspan.model.placement;

/**
 * A topology spread constraint over the pods of one PostgreSQL cluster within one Kubernetes cluster.
 *
 * @param topologyKey the node label whose values are the domains
 * @param maxSkew how far domains may differ in pods; at least 1 (checked by validation)
 * @param whenUnsatisfiable what the scheduler does when it can't keep it
 */
public record Spread(String topologyKey, int maxSkew, WhenUnsatisfiable whenUnsatisfiable) {
    /** The node label of zones. */
    public static final String ZONE = "topology.kubernetes.io/zone";

    /** The node label of single nodes. */
    public static final String HOSTNAME = "kubernetes.io/hostname";

    /** What the scheduler does when the constraint can't be kept. */
    public enum WhenUnsatisfiable {
        /** The pod stays pending. */
        DO_NOT_SCHEDULE,
        /** It is only a preference. */
        SCHEDULE_ANYWAY
    }

    /** At most a skew of 1 over zones, a hard constraint. */
    public static Spread acrossZones() {
        return new Spread(ZONE, 1, WhenUnsatisfiable.DO_NOT_SCHEDULE);
    }

    /** At most a skew of 1 over nodes, a hard constraint. */
    public static Spread acrossNodes() {
        return new Spread(HOSTNAME, 1, WhenUnsatisfiable.DO_NOT_SCHEDULE);
    }

    /** The same constraint with another skew. */
    public Spread maxSkew(int skew) {
        return new Spread(topologyKey, skew, whenUnsatisfiable);
    }

    /** The same constraint as a preference. */
    public Spread scheduleAnyway() {
        return new Spread(topologyKey, maxSkew, WhenUnsatisfiable.SCHEDULE_ANYWAY);
    }

    /** The same constraint as a demand. */
    public Spread doNotSchedule() {
        return new Spread(topologyKey, maxSkew, WhenUnsatisfiable.DO_NOT_SCHEDULE);
    }
}
