package io.pgspan.operators.cnpg.lint;

import static io.pgspan.operators.cnpg.lint.CnpgTrap.info;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.refused;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.warning;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.lint.Look;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the pods of a {@code Cluster} go, and what keeps them there. */
final class PlacementLints {
    private static final String AFFINITY = "spec.affinity";
    private static final String SPREAD = "spec.topologySpreadConstraints";
    private static final String CLUSTER_LABEL = "cnpg.io/cluster";
    private static final Set<String> INSTANCE_LABELS =
            Set.of("cnpg.io/podRole", "cnpg.io/instanceRole", "cnpg.io/instanceName", "role");

    private PlacementLints() {}

    static List<CnpgTrap> all() {
        return List.of(
                warning(
                        "affinity-fields",
                        AFFINITY,
                        Places.among(List.of(AFFINITY + ".podAntiAffinity", AFFINITY + ".podAffinity"), Json::isThere),
                        "a Cluster has no such field, though a pod has: it is dropped without a word where strict "
                                + "validation is not "
                                + "asked for",
                        "write podAntiAffinityType: required and topologyKey; other terms go to "
                                + "additionalPodAntiAffinity and "
                                + "additionalPodAffinity"),
                refused(
                        "anti-affinity-type",
                        AFFINITY + ".podAntiAffinityType",
                        o -> !Set.of("", "preferred", "required")
                                .contains(Look.text(o, "spec", "affinity", "podAntiAffinityType")),
                        "there is no such type",
                        "write preferred or required"),
                warning(
                        "anti-affinity-off",
                        AFFINITY + ".enablePodAntiAffinity",
                        o -> ClusterSpec.instances(o) > 1
                                && ClusterSpec.at(o, "affinity", "enablePodAntiAffinity")
                                        .isBoolean()
                                && !Look.isTrue(o, "spec", "affinity", "enablePodAntiAffinity")
                                && !ClusterSpec.has(o, "affinity", "additionalPodAntiAffinity")
                                && ClusterSpec.at(o, "topologySpreadConstraints")
                                        .isEmpty(),
                        "nothing keeps the instances apart: one node's failure may take all of them",
                        "leave it on, or write additionalPodAntiAffinity or topologySpreadConstraints"),
                warning(
                        "spread-without-selector",
                        SPREAD,
                        Places.items(SPREAD, "labelSelector", c -> !Look.has(c, "labelSelector")),
                        "constraints are passed on unchanged, and one without a selector counts no pod: nothing is "
                                + "spread",
                        "select by cnpg.io/cluster and cnpg.io/podRole: instance"),
                info(
                        "spread-counts-poolers",
                        SPREAD,
                        Places.items(SPREAD, "labelSelector", PlacementLints::countsOthers),
                        "poolers and jobs carry the label cnpg.io/cluster too and are counted",
                        "select by cnpg.io/podRole: instance as well"),
                warning("role-label", "spec", (o, around) -> RoleLabel.in(o), RoleLabel.HAPPENS, RoleLabel.INSTEAD),
                refused(
                        "toleration",
                        AFFINITY + ".tolerations",
                        Places.items(AFFINITY + ".tolerations", "", PlacementLints::isWrongToleration),
                        "no key needs the operator Exists, Exists takes no value, and seconds are for the effect "
                                + "NoExecute only",
                        "correct it as Kubernetes wants it"),
                info(
                        "primary-restart",
                        "spec.primaryUpdateMethod",
                        o -> ClusterSpec.instances(o) > 1 && !Look.is(o, "switchover", "spec", "primaryUpdateMethod"),
                        "an update restarts the primary where it is or deletes its pod; nobody takes over meanwhile",
                        "write primaryUpdateMethod: switchover for a shorter pause; then change image and settings "
                                + "one after the other"),
                refused(
                        "supervised-alone",
                        "spec.primaryUpdateStrategy",
                        o -> ClusterSpec.instances(o) == 1 && Look.is(o, "supervised", "spec", "primaryUpdateStrategy"),
                        "with one instance there is nothing to switch to by hand",
                        "write unsupervised"),
                warning(
                        "disruption-budget-off",
                        "spec.enablePDB",
                        o -> ClusterSpec.at(o, "enablePDB").isBoolean() && !Look.isTrue(o, "spec", "enablePDB"),
                        "draining nodes may take the primary and every standby at once",
                        "leave it on; for a cluster of one instance switch it off only while its node is drained"),
                warning(
                        "maintenance-window",
                        "spec.nodeMaintenanceWindow",
                        o -> ClusterSpec.has(o, "nodeMaintenanceWindow"),
                        "the webhook advises against it; while one is open, budgets for disruption are taken away",
                        "use enablePDB"));
    }

    private static boolean countsOthers(JsonNode constraint) {
        boolean byCluster = false;
        for (Map.Entry<String, JsonNode> entry :
                Look.at(constraint, "labelSelector", "matchLabels").properties()) {
            if (INSTANCE_LABELS.contains(entry.getKey())) {
                return false;
            }
            byCluster |= entry.getKey().equals(CLUSTER_LABEL);
        }
        for (JsonNode requirement : Look.at(constraint, "labelSelector", "matchExpressions")) {
            if (INSTANCE_LABELS.contains(Look.text(requirement, "key"))) {
                return false;
            }
            byCluster |= Look.is(requirement, CLUSTER_LABEL, "key");
        }
        return byCluster;
    }

    private static boolean isWrongToleration(JsonNode toleration) {
        String operator = Look.text(toleration, "operator");
        boolean exists = operator.equals("Exists");
        return (Look.text(toleration, "key").isEmpty() && !exists)
                || (exists && !Look.text(toleration, "value").isEmpty())
                || (Look.has(toleration, "tolerationSeconds") && !Look.is(toleration, "NoExecute", "effect"))
                || !Set.of("", "Exists", "Equal").contains(operator)
                || !Set.of("", "NoSchedule", "PreferNoSchedule", "NoExecute").contains(Look.text(toleration, "effect"));
    }
}
