package io.pgspan.model.validation;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.PodTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Judges a wish by rules that hold for every operator, and finds everything that is wrong with it at once. What only one operator
 * refuses is judged by that operator's dialect.
 *
 * <p>A violation's path is in terms of the model: {@code name}, {@code storage.size}, {@code placement.rules[1].ordinals},
 * {@code placement.spreads[0].maxSkew}, {@code replication.confirmations}, {@code parameters[work_mem]}; a reader of manifests
 * maps it to the place in the text. The order is that of the rules, then of the parts judged.
 *
 * <p>Cost: linear in the size of the wish and the fleet, but for look-ups of clusters and storage classes by name.
 */
public final class Validator {
    private static final Validator WITHOUT_FLEET = new Validator(rules());

    private final List<Rule<PostgresCluster>> rules;

    Validator(List<Rule<PostgresCluster>> rules) {
        this.rules = List.copyOf(rules);
    }

    /** Everything wrong with a wish by itself; empty when it is valid. */
    public static List<Violation> validate(PostgresCluster cluster) {
        return WITHOUT_FLEET.run(cluster);
    }

    /** Everything wrong with a wish by itself and on this fleet; empty when it is valid. */
    public static List<Violation> validate(PostgresCluster cluster, Fleet fleet) {
        return new Validator(rules(fleet)).run(cluster);
    }

    /**
     * Everything by which Kubernetes would refuse a pod that a scheduler asks after; empty when it is valid. Paths begin with
     * {@code pods[name]}.
     */
    public static List<Violation> validate(PodTemplate pod) {
        return TemplateRules.check(pod);
    }

    /** Everything wrong with the Kubernetes clusters of a fleet and their nodes; empty when they are valid. Paths begin with {@code fleet}. */
    public static List<Violation> validate(Fleet fleet) {
        return NodeRules.check(fleet);
    }

    /** The same for one Kubernetes cluster. */
    public static List<Violation> validate(KubernetesCluster cluster) {
        return NodeRules.check(cluster);
    }

    /** The rules that need no fleet, in the order in which they are applied; each id is unique. */
    public static List<Rule<PostgresCluster>> rules() {
        return Stream.of(
                        SizeRules.all(),
                        NameRules.all(),
                        PlacementRules.all(),
                        PodRules.all(),
                        ReplicationRules.all(),
                        BackupRules.all(),
                        SourceRules.all(),
                        AccessRules.all(),
                        ServiceRules.all(),
                        SettingRules.all())
                .flatMap(List::stream)
                .toList();
    }

    /** All rules: those that need no fleet, then those that judge by this fleet; each id is unique. */
    public static List<Rule<PostgresCluster>> rules(Fleet fleet) {
        return Stream.of(rules(), new FleetRules(fleet).all())
                .flatMap(List::stream)
                .toList();
    }

    List<Violation> run(PostgresCluster cluster) {
        List<Violation> found = new ArrayList<>();
        for (Rule<PostgresCluster> rule : rules) {
            found.addAll(rule.check(cluster));
        }
        return List.copyOf(found);
    }
}
