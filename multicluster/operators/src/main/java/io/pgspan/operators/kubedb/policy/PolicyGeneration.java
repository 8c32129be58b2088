package io.pgspan.operators.kubedb.policy;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * The shapes the {@code PlacementPolicy} of {@code apps.k8s.appscode.com/v1} has had. All bear the same version and nothing converts between
 * them: an API server drops the fields of a shape it does not know without a word. Ordered from the oldest to the newest.
 */
public enum PolicyGeneration {
    /** Before the first release: {@code spec.ocm.clusterSpec[].replicas}, {@code spec.ocm.slice}. */
    G0("ocm", "clusterSpec", "replicas"),
    /** The first release, 2025-08: {@code spec.ocm.distributionRules[].replicas}, {@code spec.ocm.sliceName}. */
    G1("ocm", "distributionRules", "replicas"),
    /** Since the end of 2025-08, and in the charts of 2026: {@code spec.clusterSpreadConstraint}, with storage class and monitoring. */
    G2("clusterSpreadConstraint", "distributionRules", "replicaIndices"),
    /** 2026-07, in libraries only: roles of data centres, and {@code failoverPolicy.trigger}. */
    G3("clusterSpreadConstraint", "distributionRules", "replicaIndices"),
    /** After that: {@code failoverPolicy.failoverGroupRef} instead of {@code trigger}. */
    G4("clusterSpreadConstraint", "distributionRules", "replicaIndices");

    private final String section;
    private final String rules;
    private final String indices;

    PolicyGeneration(String section, String rules, String indices) {
        this.section = section;
        this.rules = rules;
        this.indices = indices;
    }

    /**
     * The generation an API server has installed.
     *
     * @param hasProperty whether the schema of the resource definition has a property: names joined by dots, {@code []} behind a list,
     *     for example {@code spec.clusterSpreadConstraint.distributionRules[].role}
     * @return empty when the schema knows no section about clusters at all
     */
    public static Optional<PolicyGeneration> installed(Predicate<String> hasProperty) {
        if (hasProperty.test("spec.clusterSpreadConstraint.failoverPolicy.failoverGroupRef")) {
            return Optional.of(G4);
        }
        if (hasProperty.test("spec.clusterSpreadConstraint.failoverPolicy")) {
            return Optional.of(G3);
        }
        if (hasProperty.test("spec.clusterSpreadConstraint")) {
            return Optional.of(G2);
        }
        if (hasProperty.test("spec.ocm.clusterSpec")) {
            return Optional.of(G0);
        }
        return hasProperty.test("spec.ocm") ? Optional.of(G1) : Optional.empty();
    }

    /** Whether clusters are named in the same section of the object, so that only single fields differ. */
    public boolean sharesSectionWith(PolicyGeneration other) {
        return section.equals(other.section) && rules.equals(other.rules);
    }

    /** Whether this shape is that one or a newer one. */
    public boolean isAtLeast(PolicyGeneration other) {
        return compareTo(other) >= 0;
    }

    public String section() {
        return section;
    }

    public String rules() {
        return rules;
    }

    public String indices() {
        return indices;
    }

    String sectionPath() {
        return "spec." + section;
    }

    String rulesPath() {
        return sectionPath() + "." + rules;
    }

    String rulePath(int rule) {
        return rulesPath() + "[" + rule + "]";
    }

    String indicesPath(int rule) {
        return rulePath(rule) + "." + indices;
    }

    /** Where the slice's name stands. */
    String sliceNamePath() {
        return sectionPath() + (this == G0 ? ".slice" : this == G1 ? ".sliceName" : ".slice.sliceName");
    }

    String slicePath() {
        return isAtLeast(G2) ? sectionPath() + ".slice" : sliceNamePath();
    }
}
