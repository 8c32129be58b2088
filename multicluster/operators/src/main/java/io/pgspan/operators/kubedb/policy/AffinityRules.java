package io.pgspan.operators.kubedb.policy;

import io.pgspan.model.validation.Violation;
import java.util.List;

/** The rules on node labels. */
final class AffinityRules {
    private static final int WEIGHT_MAX = 100;

    private AffinityRules() {}

    static String path(int rule) {
        return "spec.affinity.nodeAffinity[" + rule + "]";
    }

    static String path(int rule, int domain) {
        return path(rule) + ".domains[" + domain + "]";
    }

    static void check(List<NodeAffinityRule> rules, List<Violation> found) {
        for (int i = 0; i < rules.size(); i++) {
            NodeAffinityRule rule = rules.get(i);
            if (rule.topologyKey().isEmpty()) {
                refuse(found, "topology-key", path(i) + ".topologyKey", "", "no node label is named", "name one");
            }
            if (rule.weight() < 1 || rule.weight() > WEIGHT_MAX) {
                refuse(
                        found,
                        "weight",
                        path(i) + ".weight",
                        Integer.toString(rule.weight()),
                        "Kubernetes takes weights from 1 to " + WEIGHT_MAX,
                        "write one of these");
            }
            if (rule.domains().isEmpty()) {
                refuse(
                        found,
                        "domain",
                        path(i) + ".domains",
                        "",
                        "there is no domain, so that no pod can be created",
                        "add a domain, or remove the rule");
            }
            for (int j = 0; j < rule.domains().size(); j++) {
                domain(rule.domains().get(j), path(i, j), found);
            }
        }
    }

    private static void domain(NodeAffinityRule.Domain domain, String path, List<Violation> found) {
        if (domain.values().isEmpty()) {
            refuse(found, "domain", path + ".values", "", "the domain has no label value", "list at least one");
        }
        domain.replicas()
                .<Boolean>match(
                        () -> true,
                        count -> true,
                        cel -> CelCount.fault(cel)
                                .map(
                                        fault -> refuse(
                                                found,
                                                "domain-replicas",
                                                path + ".replicas",
                                                cel,
                                                fault + ": the controller crashes or creates no pod",
                                                "write a whole number, an empty text, or an expression such as obj.spec.replicas/2 + 1"))
                                .orElse(true));
    }

    private static boolean refuse(
            List<Violation> found, String rule, String path, String value, String message, String remedy) {
        return found.add(Violation.of("kubedb.policy." + rule, path, value, message, remedy));
    }
}
