package io.pgspan.operators.kubedb.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@code PlacementPolicy}: cluster-scoped, without a status, shared by any number of databases.
 *
 * @param name the object's name
 * @param labels of the object
 * @param annotations of the object
 * @param generation the shape it has, or is to be written in; of the shapes a text fits, the oldest
 * @param clusters which ordinals go to which Kubernetes cluster; null when it only spreads within one
 * @param zones how pods spread over the zones of each cluster; null for no constraint
 * @param nodes how pods spread over the nodes of each cluster; null for no constraint
 * @param nodeAffinity demands or wishes on node labels, in order
 */
public record PolicyObject(
        String name,
        Map<String, String> labels,
        Map<String, String> annotations,
        PolicyGeneration generation,
        @Nullable ClusterSpread clusters,
        @Nullable TopologySpread zones,
        @Nullable TopologySpread nodes,
        List<NodeAffinityRule> nodeAffinity) {

    /** Its {@code apiVersion}, in every generation. */
    public static final String API_VERSION = "apps.k8s.appscode.com/v1";

    /** Its {@code kind}. */
    public static final String KIND = "PlacementPolicy";

    /** The policy that every pod template refers to unless it says otherwise; the charts install it. */
    public static final String DEFAULT_NAME = "default";

    /** Copies the maps and the list. */
    public PolicyObject {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        nodeAffinity = List.copyOf(nodeAffinity);
    }

    /** A policy that constrains nothing yet. */
    public static PolicyObject of(String name, PolicyGeneration generation) {
        return new PolicyObject(name, Map.of(), Map.of(), generation, null, null, null, List.of());
    }

    /** The same in another generation's name, its fields untouched; to convert them, use {@link PolicyConversion}. */
    public PolicyObject withGeneration(PolicyGeneration other) {
        return new PolicyObject(name, labels, annotations, other, clusters, zones, nodes, nodeAffinity);
    }

    /** The same with labels. */
    public PolicyObject withLabels(Map<String, String> map) {
        return new PolicyObject(name, map, annotations, generation, clusters, zones, nodes, nodeAffinity);
    }

    /** The same over these clusters; null for none. */
    public PolicyObject withClusters(@Nullable ClusterSpread spread) {
        return new PolicyObject(name, labels, annotations, generation, spread, zones, nodes, nodeAffinity);
    }

    /** The same spread over zones; null for no constraint. */
    public PolicyObject withZones(@Nullable TopologySpread spread) {
        return new PolicyObject(name, labels, annotations, generation, clusters, spread, nodes, nodeAffinity);
    }

    /** The same spread over nodes; null for no constraint. */
    public PolicyObject withNodes(@Nullable TopologySpread spread) {
        return new PolicyObject(name, labels, annotations, generation, clusters, zones, spread, nodeAffinity);
    }

    /** The same with these demands on node labels. */
    public PolicyObject withNodeAffinity(List<NodeAffinityRule> rules) {
        return new PolicyObject(name, labels, annotations, generation, clusters, zones, nodes, rules);
    }

    /** Whether it names clusters. */
    public boolean isDistributed() {
        return clusters != null;
    }

    /** The section about clusters, if it has one. */
    public Optional<ClusterSpread> clusterSpread() {
        return Optional.ofNullable(clusters);
    }

    /** The rules in order; none when it names no clusters. */
    public List<DistributionRule> rules() {
        return clusters == null ? List.of() : clusters.rules();
    }

    /** Where a pod with this ordinal goes: the first rule, in order, that lists it. */
    public Optional<String> clusterOf(int ordinal) {
        return rules().stream()
                .filter(rule -> rule.indices().contains(ordinal))
                .map(DistributionRule::clusterName)
                .findFirst();
    }
}
