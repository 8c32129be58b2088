package io.pgspan.model.validation;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.Preferred;
import io.pgspan.model.placement.Requirement;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.placement.Toleration;
import io.pgspan.model.text.Label;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** What Kubernetes' API server would refuse of what a scheduler is told about pods: affinity, spread and tolerations. */
final class PodRules {
    private static final int WEIGHT_MAX = 100;
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,19}");

    private PodRules() {}

    /** A judgement of parts that a scheduler is told, whosever they are. */
    private record Judgement(String id, BiConsumer<SchedulingParts, Findings> judge) {}

    private static List<Judgement> judgements() {
        return List.of(
                new Judgement("spread.skew-positive", PodRules::skew),
                new Judgement("spread.min-domains", PodRules::minDomains),
                new Judgement("pods.match-label-keys", PodRules::matchLabelKeys),
                new Judgement("pods.topology-key", PodRules::topologyKeys),
                new Judgement("affinity.weight", PodRules::weights),
                new Judgement("requirement.values", PodRules::requirements),
                new Judgement("labels.form", PodRules::labels),
                new Judgement("toleration.form", PodRules::tolerations));
    }

    static List<Rule<PostgresCluster>> all() {
        return judgements().stream()
                .<Rule<PostgresCluster>>map(judgement -> Findings.rule(
                        judgement.id(),
                        (cluster, found) -> judgement.judge().accept(SchedulingParts.of(cluster), found)))
                .toList();
    }

    /** Everything wrong with such parts. */
    static List<Violation> check(SchedulingParts parts) {
        return judgements().stream()
                .flatMap(judgement ->
                        Findings.of(judgement.id(), found -> judgement.judge().accept(parts, found)).stream())
                .toList();
    }

    private static void skew(SchedulingParts parts, Findings found) {
        parts.spreads()
                .forEach((path, spread) -> found.addIf(
                        spread.maxSkew() < 1,
                        path + ".maxSkew",
                        spread.maxSkew(),
                        "domains of " + spread.topologyKey() + " can't differ by less than one pod",
                        "use 1 or more"));
    }

    private static void topologyKeys(SchedulingParts parts, Findings found) {
        parts.spreads().forEach((path, spread) -> topologyKey(found, path, spread.topologyKey()));
        parts.podTerms().forEach((path, term) -> topologyKey(found, path, term.topologyKey()));
    }

    private static void topologyKey(Findings found, String path, String key) {
        found.addIf(
                !Label.isKey(key),
                path + ".topologyKey",
                key,
                "no node can have such a label",
                "name the label whose values are the domains, such as " + Spread.ZONE + " or " + Spread.HOSTNAME);
    }

    private static void labels(SchedulingParts parts, Findings found) {
        parts.selectors().forEach((path, selector) -> {
            LabelRules.check(found, path + ".labels", selector.labels());
            keys(found, path, selector.requirements());
        });
        parts.nodeTerms().forEach((path, term) -> keys(found, path + ".labels", term.labels()));
    }

    private static void keys(Findings found, String path, List<Requirement> requirements) {
        Parts.each(requirements, path).forEach((at, requirement) -> LabelRules.key(found, at, requirement.key()));
    }

    private static void minDomains(SchedulingParts parts, Findings found) {
        parts.spreads()
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

    private static void matchLabelKeys(SchedulingParts parts, Findings found) {
        parts.spreads()
                .forEach((path, spread) -> spread.pods()
                        .ifPresent(
                                pods -> keys(found, path + ".matchLabelKeys", spread.matchLabelKeys(), taken(pods))));
        parts.podTerms().forEach((path, term) -> {
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

    private static void weights(SchedulingParts parts, Findings found) {
        parts.affinities().forEach((path, affinity) -> {
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

    private static void requirements(SchedulingParts parts, Findings found) {
        parts.nodeTerms().forEach((path, term) -> {
            judge(found, path + ".labels", term.labels(), true);
            judge(found, path + ".fields", term.fields(), true);
        });
        parts.selectors().forEach((path, selector) -> judge(found, path, selector.requirements(), false));
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

    private static void tolerations(SchedulingParts parts, Findings found) {
        parts.tolerations().forEach((path, toleration) -> toleration(found, path, toleration));
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
}
