package io.pgspan.model.validation;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.text.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Names, and amounts of everything that is counted. */
final class SizeRules {
    /** A DNS-1123 label. */
    private static final int LABEL_LENGTH_MAX = 63;
    /** Leaves room for a dash and the longest ordinal, and for the arbiter's {@code -arbiter-0}. */
    private static final int NAME_LENGTH_MAX = 52;
    /** Far beyond what one primary can feed; bounds every loop over ordinals. */
    static final int REPLICAS_MAX = 1000;

    private static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

    private SizeRules() {}

    static List<Rule<PostgresCluster>> all() {
        return List.of(
                new NamedRule("name.dns-1123", SizeRules::names),
                new NamedRule("replicas.positive", SizeRules::replicasPositive),
                new NamedRule("replicas.limit", SizeRules::replicasLimit),
                Findings.rule("storage.positive", SizeRules::volumes),
                Findings.rule("resources.positive", SizeRules::resources),
                Findings.rule("resources.within-limits", SizeRules::withinLimits));
    }

    private static List<Violation> names(PostgresCluster cluster) {
        List<Violation> found = new ArrayList<>();
        String name = cluster.name();
        if (!NAME.matcher(name).matches() || name.length() > NAME_LENGTH_MAX) {
            found.add(Violation.of(
                    "name.dns-1123",
                    "name",
                    name,
                    "it is not a DNS-1123 label that starts with a letter and leaves room for '-<ordinal>'",
                    "use at most " + NAME_LENGTH_MAX
                            + " lower-case letters, digits and '-', first a letter, last no '-'"));
        }
        String namespace = cluster.namespace();
        if (!LABEL.matcher(namespace).matches() || namespace.length() > LABEL_LENGTH_MAX) {
            found.add(Violation.of(
                    "name.dns-1123",
                    "namespace",
                    namespace,
                    "it is not a DNS-1123 label",
                    "use at most " + LABEL_LENGTH_MAX + " lower-case letters, digits and '-', first and last no '-'"));
        }
        return found;
    }

    private static List<Violation> replicasPositive(PostgresCluster cluster) {
        return cluster.replicas() >= 1
                ? List.of()
                : List.of(Violation.of(
                        "replicas.positive",
                        "replicas",
                        Integer.toString(cluster.replicas()),
                        "a cluster has at least one instance",
                        "use 1 or more; to stop a cluster, halt or delete it"));
    }

    private static List<Violation> replicasLimit(PostgresCluster cluster) {
        return cluster.replicas() <= REPLICAS_MAX
                ? List.of()
                : List.of(Violation.of(
                        "replicas.limit",
                        "replicas",
                        Integer.toString(cluster.replicas()),
                        "no primary feeds so many instances",
                        "use at most " + REPLICAS_MAX));
    }

    private static void volumes(PostgresCluster cluster, Findings found) {
        Parts.sizes(cluster).forEach((path, size) -> positive(found, path, size));
    }

    private static void resources(PostgresCluster cluster, Findings found) {
        Map<String, Resources> databases = Parts.databases(cluster);
        cluster.arbiter().ifPresent(arbiter -> databases.put("arbiter.resources", arbiter.resources()));
        databases.forEach((path, resources) -> {
            for (String name : List.of(Resources.CPU, Resources.MEMORY)) {
                if (resources.requests().containsKey(name) || resources.limits().containsKey(name)) {
                    positive(found, path + "." + name, resources.reserved(name));
                }
            }
        });
    }

    private static void withinLimits(PostgresCluster cluster, Findings found) {
        Parts.resources(cluster)
                .forEach((path, resources) -> new TreeMap<>(resources.requests()).forEach((name, request) -> {
                    Quantity limit = resources.limits().get(name);
                    found.addIf(
                            limit != null && request.compareTo(limit) > 0,
                            path + ".requests[" + name + "]",
                            request,
                            "more is asked for than may be used: " + limit,
                            "ask for at most " + limit + ", or raise the limit");
                }));
    }

    private static void positive(Findings found, String path, Quantity quantity) {
        found.addIf(
                quantity.signum() <= 0, path, quantity, "the amount is not more than zero", "name a positive quantity");
    }
}
