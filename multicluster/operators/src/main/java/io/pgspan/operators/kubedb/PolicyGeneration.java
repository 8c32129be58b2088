package io.pgspan.operators.kubedb;

/**
 * The shapes KubeDB's {@code PlacementPolicy} has had. All bear the same version; a server that knows another one drops the cluster section
 * without a word.
 */
public enum PolicyGeneration {
    /** The first release's: {@code spec.ocm}, without storage classes and without the slice's project. */
    G1,
    /** The one in the charts since: {@code spec.clusterSpreadConstraint}. */
    G2
}
