package io.pgspan.operators.kubedb.policy;

import java.util.List;

/** The properties of the second generation, as its resource definition lists them. */
final class SchemaOfG2 {
    private static final String RULES = "spec.clusterSpreadConstraint.distributionRules";
    private static final List<String> PROPERTIES = List.of(
            "spec",
            "spec.clusterSpreadConstraint",
            "spec.clusterSpreadConstraint.slice",
            "spec.clusterSpreadConstraint.slice.projectNamespace",
            "spec.clusterSpreadConstraint.slice.sliceName",
            RULES,
            RULES + "[].clusterName",
            RULES + "[].replicaIndices",
            RULES + "[].storageClassName");
    private static final List<String> OPEN =
            List.of(RULES + "[].monitoring", "spec.affinity", "spec.zoneSpread", "spec.nodeSpread");

    private SchemaOfG2() {}

    static boolean has(String property) {
        return PROPERTIES.contains(property) || OPEN.stream().anyMatch(property::startsWith);
    }
}
