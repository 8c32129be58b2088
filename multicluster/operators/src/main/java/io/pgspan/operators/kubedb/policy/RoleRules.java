package io.pgspan.operators.kubedb.policy;

import io.pgspan.model.validation.Violation;
import java.util.List;

/** The rules on roles, modes and triggers of data centres, which came with {@link PolicyGeneration#G3}. */
record RoleRules(PolicyGeneration generation, ClusterSpread clusters, List<Violation> found) {
    private static final int MEMBERS_TWO_DC = 2;
    private static final int MEMBERS_THREE_DC_MIN = 3;

    void check() {
        boolean anyRole = clusters.rules().stream().anyMatch(rule -> rule.role() != null);
        if (anyRole || clusters.failoverPolicy() != null) {
            indices();
        }
        clusters.failover().ifPresent(failover -> {
            members(failover);
            trigger(failover);
        });
    }

    private void indices() {
        for (int i = 0; i < clusters.rules().size(); i++) {
            DistributionRule rule = clusters.rules().get(i);
            boolean votesOnly = rule.effectiveRole() == DataCenterRole.ARBITER;
            if (votesOnly != rule.indices().isEmpty()) {
                refuse(
                        "role-indices",
                        generation.indicesPath(i),
                        rule.indices().toString(),
                        votesOnly
                                ? "an arbiter holds no data"
                                : "a member or witness holds data, but no ordinal is listed",
                        votesOnly ? "write an empty list" : "list its ordinals, or write role: Arbiter");
            }
        }
    }

    private void members(FailoverPolicy failover) {
        int members = count(DataCenterRole.MEMBER);
        int voters = count(DataCenterRole.ARBITER) + count(DataCenterRole.WITNESS);
        String path = generation.sectionPath() + ".failoverPolicy.mode";
        if (members < MEMBERS_TWO_DC) {
            refuse(
                    "members",
                    generation.rulesPath(),
                    Integer.toString(members),
                    "a failover needs two members at least",
                    "add a cluster with ordinals, or remove failoverPolicy");
        }
        if (failover.mode() == FailoverPolicy.Mode.TWO_DC && (members != MEMBERS_TWO_DC || voters == 0)) {
            refuse(
                    "mode",
                    path,
                    "TwoDC",
                    "it means exactly two members and at least one arbiter or witness; there are " + members + " and "
                            + voters,
                    "change the roles, or leave mode out to have it derived");
        }
        if (failover.mode() == FailoverPolicy.Mode.THREE_DC && members < MEMBERS_THREE_DC_MIN) {
            refuse(
                    "mode",
                    path,
                    "ThreeDC",
                    "it means at least three members; there are " + members,
                    "change the roles, or leave mode out to have it derived");
        }
    }

    private void trigger(FailoverPolicy failover) {
        String path = generation.sectionPath() + ".failoverPolicy.";
        FailoverTrigger trigger = failover.trigger();
        if (trigger == null) {
            if (generation == PolicyGeneration.G3) {
                refuse(
                        "trigger",
                        path + "trigger",
                        "",
                        "the lease to follow is not named",
                        "write trigger.scope: Global, or Group with trigger.group");
            }
            return;
        }
        trigger.<Boolean>match(
                lease -> {
                    boolean grouped = lease.scope() == FailoverTrigger.Lease.Scope.GROUP;
                    String group = lease.group();
                    boolean named = group != null && !group.isEmpty();
                    return grouped == named
                            || refuse(
                                    "trigger-group",
                                    path + "trigger.group",
                                    group == null ? "" : group,
                                    grouped ? "scope Group needs a group" : "scope Global has no group",
                                    grouped ? "name the group" : "remove it, or write scope: Group");
                },
                group -> !group.name().isEmpty()
                        || refuse(
                                "trigger",
                                path + "failoverGroupRef.name",
                                "",
                                "the FailoverGroup is not named",
                                "name it"));
    }

    private int count(DataCenterRole role) {
        return (int) clusters.rules().stream()
                .filter(rule -> rule.effectiveRole() == role)
                .count();
    }

    private boolean refuse(String rule, String path, String value, String message, String remedy) {
        return found.add(Violation.of("kubedb.policy." + rule, path, value, message, remedy));
    }
}
