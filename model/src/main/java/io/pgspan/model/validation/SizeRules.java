package io.pgspan.model.validation;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.text.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Names, and amounts of everything that is counted. */
final class SizeRules {
    /** A DNS-1123 label. */
    private static final int LABEL_LENGTH_MAX = 63;
    /** Leaves room for a dash and the longest ordinal, and for the arbiter's {@code -arbiter-0}. */
    private static final int NAME_LENGTH_MAX = 52;
    /** Far beyond what one primary can feed; bounds every loop over ordinals. */
    private static final int REPLICAS_MAX = 1000;

    private static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

    private SizeRules() {}

    static List<Rule<PostgresCluster>> all() {
        return List.of(
                new NamedRule("name.dns-1123", SizeRules::names),
                new NamedRule("replicas.positive", SizeRules::replicasPositive),
                new NamedRule("replicas.limit", SizeRules::replicasLimit),
                new NamedRule("storage.positive", SizeRules::storage),
                new NamedRule("resources.positive", SizeRules::resources));
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

    private static List<Violation> storage(PostgresCluster cluster) {
        List<Violation> found = new ArrayList<>();
        positive(found, "storage.positive", "storage.size", cluster.storage().size());
        cluster.arbiter()
                .ifPresent(arbiter -> positive(
                        found,
                        "storage.positive",
                        "arbiter.storage.size",
                        arbiter.storage().size()));
        return found;
    }

    private static List<Violation> resources(PostgresCluster cluster) {
        List<Violation> found = new ArrayList<>();
        positive(
                found,
                "resources.positive",
                "resources.cpu",
                cluster.resources().cpu());
        positive(
                found,
                "resources.positive",
                "resources.memory",
                cluster.resources().memory());
        cluster.arbiter().ifPresent(arbiter -> {
            positive(
                    found,
                    "resources.positive",
                    "arbiter.resources.cpu",
                    arbiter.resources().cpu());
            positive(
                    found,
                    "resources.positive",
                    "arbiter.resources.memory",
                    arbiter.resources().memory());
        });
        return found;
    }

    private static void positive(List<Violation> found, String rule, String path, Quantity quantity) {
        if (quantity.signum() <= 0) {
            found.add(Violation.of(
                    rule, path, quantity.toString(), "the amount is not more than zero", "name a positive quantity"));
        }
    }
}
