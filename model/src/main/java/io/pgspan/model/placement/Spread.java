package io.pgspan.model.placement;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A topology spread constraint over the pods of one PostgreSQL cluster within one Kubernetes cluster, with all that Kubernetes lets one
 * say.
 *
 * @param topologyKey the node label whose values are the domains
 * @param maxSkew how far domains may differ in pods; at least 1 (checked by validation)
 * @param whenUnsatisfiable what the scheduler does when it can't keep it
 * @param selector which pods are counted, or null for the cluster's own
 * @param minDomainCount below so many domains, the emptiest counts as empty; or null, which is 1; only as a demand (checked by
 *     validation)
 * @param nodeAffinityPolicy whether nodes that the pod's affinity excludes are counted; null is {@link NodePolicy#HONOR}
 * @param nodeTaintsPolicy whether nodes whose taints the pod does not tolerate are counted; null is {@link NodePolicy#IGNORE}
 * @param matchLabelKeys labels by whose values pods are counted apart
 */
public record Spread(
        String topologyKey,
        int maxSkew,
        WhenUnsatisfiable whenUnsatisfiable,
        @Nullable LabelSelector selector,
        @Nullable Integer minDomainCount,
        @Nullable NodePolicy nodeAffinityPolicy,
        @Nullable NodePolicy nodeTaintsPolicy,
        List<String> matchLabelKeys) {
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

    /** Whether nodes the pod can't use are counted. */
    public enum NodePolicy {
        /** Such nodes are left out. */
        HONOR,
        /** They are counted. */
        IGNORE
    }

    /** Copies the labels. */
    public Spread {
        matchLabelKeys = List.copyOf(matchLabelKeys);
    }

    /** The cluster's own pods, nothing else said. */
    public Spread(String topologyKey, int maxSkew, WhenUnsatisfiable whenUnsatisfiable) {
        this(topologyKey, maxSkew, whenUnsatisfiable, null, null, null, null, List.of());
    }

    /** At most a skew of 1 over zones, a hard constraint. */
    public static Spread acrossZones() {
        return across(ZONE);
    }

    /** At most a skew of 1 over nodes, a hard constraint. */
    public static Spread acrossNodes() {
        return across(HOSTNAME);
    }

    /** At most a skew of 1 over the values of any node label, a hard constraint. */
    public static Spread across(String topologyKey) {
        return new Spread(topologyKey, 1, WhenUnsatisfiable.DO_NOT_SCHEDULE);
    }

    /** The same constraint with another skew. */
    public Spread maxSkew(int skew) {
        return with(skew, whenUnsatisfiable);
    }

    /** The same constraint as a preference. */
    public Spread scheduleAnyway() {
        return with(maxSkew, WhenUnsatisfiable.SCHEDULE_ANYWAY);
    }

    /** The same constraint as a demand. */
    public Spread doNotSchedule() {
        return with(maxSkew, WhenUnsatisfiable.DO_NOT_SCHEDULE);
    }

    /** The same constraint over at least so many domains. */
    public Spread minDomains(int domains) {
        return new Spread(
                topologyKey,
                maxSkew,
                whenUnsatisfiable,
                selector,
                domains,
                nodeAffinityPolicy,
                nodeTaintsPolicy,
                matchLabelKeys);
    }

    /** The same constraint over other pods. */
    public Spread counting(LabelSelector pods) {
        return new Spread(
                topologyKey,
                maxSkew,
                whenUnsatisfiable,
                pods,
                minDomainCount,
                nodeAffinityPolicy,
                nodeTaintsPolicy,
                matchLabelKeys);
    }

    /** Which pods are counted; empty: the cluster's own. */
    public Optional<LabelSelector> pods() {
        return Optional.ofNullable(selector);
    }

    /** Below so many domains, the emptiest counts as empty. */
    public Optional<Integer> minDomains() {
        return Optional.ofNullable(minDomainCount);
    }

    /** Whether anything but key, skew and demand is said. */
    public boolean isRefined() {
        return selector != null
                || minDomainCount != null
                || nodeAffinityPolicy != null
                || nodeTaintsPolicy != null
                || !matchLabelKeys.isEmpty();
    }

    private Spread with(int skew, WhenUnsatisfiable when) {
        return new Spread(
                topologyKey,
                skew,
                when,
                selector,
                minDomainCount,
                nodeAffinityPolicy,
                nodeTaintsPolicy,
                matchLabelKeys);
    }
}
