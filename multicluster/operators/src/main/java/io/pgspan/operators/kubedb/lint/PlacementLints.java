package io.pgspan.operators.kubedb.lint;

import static io.pgspan.operators.lint.Trap.info;
import static io.pgspan.operators.lint.Trap.refused;
import static io.pgspan.operators.lint.Trap.warning;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.lint.Look;
import io.pgspan.operators.lint.Trap;
import java.util.List;
import java.util.Set;

/** Where pods go; traps of the policy itself stand with the policy. */
final class PlacementLints {
    private static final String POD = "spec.podTemplate.spec";

    private PlacementLints() {}

    static List<Trap> all() {
        return List.of(
                warning(
                        "affinity-pruned",
                        POD + ".affinity",
                        o -> Look.has(o, "spec", "podTemplate", "spec", "affinity"),
                        "the pod template has no affinity any more: the API server drops it without a word",
                        "write a PlacementPolicy and name it in podPlacementPolicy"),
                warning(
                        "spread-pruned",
                        POD + ".topologySpreadConstraints",
                        o -> Look.has(o, "spec", "podTemplate", "spec", "topologySpreadConstraints"),
                        "the pod template has no spread constraints: the API server drops them without a word",
                        "write zoneSpreadConstraint and nodeSpreadConstraint in a PlacementPolicy"),
                info(
                        "distributed-forever",
                        "spec.distributed",
                        DatabaseLook::isDistributed,
                        "nothing handles going back: the objects in the other clusters would stay",
                        "decide it once; ordinals can't change their cluster either"),
                info(
                        "policy-first",
                        "spec.replicas",
                        o -> DatabaseLook.isDistributed(o) && DatabaseLook.replicas(o) > 1,
                        "a replica whose ordinal the policy does not name is accepted here and then never created",
                        "extend the policy before replicas, and shrink it after"),
                warning(
                        "read-replicas-default-policy",
                        "spec.readReplicas",
                        o -> DatabaseLook.isDistributed(o) && anyOnDefaultPolicy(Look.at(o, "spec", "readReplicas")),
                        "a set without a policy of its own refers to the policy default, which names no clusters",
                        "write podPlacementPolicy for each set, with ordinals from 0"),
                refused(
                        "read-replicas-name",
                        "spec.readReplicas",
                        o -> Look.anyItem(Look.at(o, "spec", "readReplicas"), "name", Set.of("", "arbiter")),
                        "a set must have a name, and arbiter is taken",
                        "use another name"),
                warning(
                        "arbiter-storage-spec",
                        "spec.arbiter.storage",
                        o -> Look.has(o, "spec", "arbiter", "storage"),
                        "the arbiter has no such field: the API server drops it",
                        "write arbiter.resources.requests.storage"),
                info(
                        "gitops-direct-edit",
                        "kind",
                        o -> Look.text(o, "apiVersion").startsWith("gitops."),
                        "KubeDB derives operations from changes of this object; direct edits of the kubedb.com object of the "
                                + "same name drift and may be reverted",
                        "change this object only"));
    }

    private static boolean anyOnDefaultPolicy(JsonNode sets) {
        for (JsonNode set : sets) {
            String policy = Look.text(set, "podPlacementPolicy", "name");
            if (policy.isEmpty() || policy.equals("default")) {
                return true;
            }
        }
        return false;
    }
}
