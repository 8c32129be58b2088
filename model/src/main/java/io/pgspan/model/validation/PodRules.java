package io.pgspan.model.validation;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.placement.Affinity;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.NodeTerm;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.PodAffinity;
import io.pgspan.model.placement.PodTerm;
import io.pgspan.model.placement.Preferred;
import io.pgspan.model.placement.Requirement;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.placement.Toleration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What Kubernetes' API server would refuse in pods: affinity, spread and tolerations, of the cluster and of each further set. */
final class PodRules {
    private static final int WEIGHT_MAX = 100;
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,19}");

    private PodRules() {}

    static List<Rule<PostgresCluster>> all() {
        return List.of(
                Findings.rule("spread.min-domains", PodRules::minDomains),
                Findings.rule("pods.match-label-keys", PodRules::matchLabelKeys),
                Findings.rule("affinity.weight", PodRules::weights),
                Findings.rule("requirement.values", PodRules::requirements),
                Findings.rule("toleration.form", PodRules::tolerations));
    }

    private static void minDomains(PostgresCluster cluster, Findings found) {
        spreads(cluster)
                .forEach((path, spread) -> spread.minDomains().ifPresent(domains -> {
                    found.addIf(
                            domains < 1,
                            path + ".minDomains",
                            domains,
                            "there is at least one domain",
                            "use 1 or more");
                    found.addIf(
                            spread.whenUnsatisfiable() != Spread.WhenUnsatisfiable.DO_NOT_SCHEDULE,
                            path + ".minDomains",
                            domains,
                            "a preference can't ask for a number of domains",
                            "make it a demand (DO_NOT_SCHEDULE), or leave minDomains out");
                }));
    }

    private static void matchLabelKeys(PostgresCluster cluster, Findings found) {
        spreads(cluster)
                .forEach((path, spread) -> spread.pods()
                        .ifPresent(
                                pods -> keys(found, path + ".matchLabelKeys", spread.matchLabelKeys(), taken(pods))));
        podTerms(cluster).forEach((path, term) -> {
            Set<String> taken = term.pods().map(PodRules::taken).orElse(Set.of());
            keys(found, path + ".matchLabelKeys", term.matchLabelKeys(), taken);
            Set<String> judged = new HashSet<>(taken);
            judged.addAll(term.matchLabelKeys());
            keys(found, path + ".mismatchLabelKeys", term.mismatchLabelKeys(), judged);
            found.addIf(
                    term.pods().isEmpty()
                            && !(term.matchLabelKeys().isEmpty()
                                    && term.mismatchLabelKeys().isEmpty()),
                    path,
                    term.topologyKey(),
                    "label keys narrow a selector down, and there is none",
                    "name a selector, or leave the keys out");
        });
    }

    private static Set<String> taken(LabelSelector selector) {
        Set<String> keys = new HashSet<>(selector.labels().keySet());
        selector.requirements().forEach(requirement -> keys.add(requirement.key()));
        return keys;
    }

    private static void keys(Findings found, String path, List<String> keys, Set<String> taken) {
        Set<String> seen = new HashSet<>(taken);
        for (int i = 0; i < keys.size(); i++) {
            found.addIf(
                    !seen.add(keys.get(i)),
                    path + "[" + i + "]",
                    keys.get(i),
                    "the selector, or another key, judges the same label",
                    "name each label once");
        }
    }

    private static void weights(PostgresCluster cluster, Findings found) {
        affinities(cluster).forEach((path, affinity) -> {
            weights(found, path + ".nodes", affinity.nodes().preferred());
            weights(found, path + ".near", affinity.near().preferred());
            weights(found, path + ".apart", affinity.apart().preferred());
        });
    }

    private static <T> void weights(Findings found, String path, List<Preferred<T>> preferred) {
        Parts.each(preferred, path + ".preferred")
                .forEach((at, one) -> found.addIf(
                        one.weight() < 1 || one.weight() > WEIGHT_MAX,
                        at + ".weight",
                        one.weight(),
                        "Kubernetes knows no such weight",
                        "use 1 to " + WEIGHT_MAX));
    }

    private static void requirements(PostgresCluster cluster, Findings found) {
        affinities(cluster).forEach((path, affinity) -> {
            nodeTerms(path + ".nodes", affinity).forEach((at, term) -> {
                judge(found, at + ".labels", term.labels(), true);
                judge(found, at + ".fields", term.fields(), true);
            });
        });
        podTerms(cluster).forEach((path, term) -> {
            term.pods().ifPresent(pods -> judge(found, path + ".selector", pods.requirements(), false));
            term.namespacesByLabel()
                    .ifPresent(spaces -> judge(found, path + ".namespaceSelector", spaces.requirements(), false));
        });
        spreads(cluster)
                .forEach((path, spread) ->
                        spread.pods().ifPresent(pods -> judge(found, path + ".selector", pods.requirements(), false)));
    }

    private static void judge(Findings found, String path, List<Requirement> requirements, boolean ofNodes) {
        Parts.each(requirements, path).forEach((at, requirement) -> {
            List<String> values = requirement.values();
            String fault = switch (requirement.operator()) {
                case IN, NOT_IN -> values.isEmpty() ? "it compares with nothing" : "";
                case EXISTS, DOES_NOT_EXIST -> values.isEmpty() ? "" : "presence is no matter of values";
                case GT, LT ->
                    !ofNodes
                            ? "only labels of nodes are compared as numbers"
                            : values.size() == 1
                                            && INTEGER.matcher(values.get(0)).matches()
                                    ? ""
                                    : "it compares with one whole number";
            };
            found.addIf(
                    !fault.isEmpty(),
                    at,
                    requirement.key() + " " + requirement.operator() + " " + values,
                    fault,
                    "IN and NOT_IN take values, EXISTS and DOES_NOT_EXIST none, GT and LT one whole number");
        });
    }

    private static void tolerations(PostgresCluster cluster, Findings found) {
        Parts.placements(cluster)
                .forEach((path, policy) -> Parts.each(policy.tolerations(), path + ".tolerations")
                        .forEach((at, toleration) -> toleration(found, at, toleration)));
        cluster.arbiter()
                .ifPresent(arbiter -> Parts.each(arbiter.tolerations(), "arbiter.tolerations")
                        .forEach((at, toleration) -> toleration(found, at, toleration)));
    }

    private static void toleration(Findings found, String path, Toleration toleration) {
        boolean exists = toleration.operator() == Toleration.Operator.EXISTS;
        found.addIf(
                exists && !toleration.value().isEmpty(),
                path + ".value",
                toleration.value(),
                "any value will do, yet one is named",
                "leave the value out, or compare with EQUAL");
        found.addIf(
                !exists && toleration.key().isEmpty(),
                path + ".key",
                "",
                "no taint is named to compare the value with",
                "name a key, or use EXISTS for every taint");
        toleration.stays().ifPresent(time -> {
            found.addIf(
                    toleration.onlyEffect().orElse(null) != Toleration.Effect.NO_EXECUTE,
                    path + ".stay",
                    time,
                    "only NO_EXECUTE evicts pods after a while",
                    "tolerate NO_EXECUTE, or leave the time out");
            found.addIf(
                    !time.truncatedTo(ChronoUnit.SECONDS).equals(time),
                    path + ".stay",
                    time,
                    "Kubernetes counts in whole seconds",
                    "round it to seconds");
        });
    }

    private static Map<String, Spread> spreads(PostgresCluster cluster) {
        return gather(cluster, (path, policy, found) -> found.putAll(Parts.each(policy.spreads(), path + ".spreads")));
    }

    private static Map<String, Affinity> affinities(PostgresCluster cluster) {
        return gather(cluster, (path, policy, found) -> found.put(path + ".affinity", policy.affinity()));
    }

    private static Map<String, NodeTerm> nodeTerms(String path, Affinity affinity) {
        Map<String, NodeTerm> found = Parts.each(affinity.nodes().required(), path + ".required");
        Parts.each(affinity.nodes().preferred(), path + ".preferred").forEach((at, one) -> found.put(at, one.term()));
        return found;
    }

    private static Map<String, PodTerm> podTerms(PostgresCluster cluster) {
        Map<String, PodTerm> found = new LinkedHashMap<>();
        affinities(cluster).forEach((path, affinity) -> {
            podTerms(path + ".near", affinity.near(), found);
            podTerms(path + ".apart", affinity.apart(), found);
        });
        return found;
    }

    private static void podTerms(String path, PodAffinity pods, Map<String, PodTerm> found) {
        found.putAll(Parts.each(pods.required(), path + ".required"));
        Parts.each(pods.preferred(), path + ".preferred").forEach((at, one) -> found.put(at, one.term()));
    }

    private interface Gathering<T> {
        void from(String path, PlacementPolicy policy, Map<String, T> found);
    }

    private static <T> Map<String, T> gather(PostgresCluster cluster, Gathering<T> gathering) {
        Map<String, T> found = new LinkedHashMap<>();
        Parts.placements(cluster).forEach((path, policy) -> gathering.from(path, policy, found));
        return found;
    }
}
