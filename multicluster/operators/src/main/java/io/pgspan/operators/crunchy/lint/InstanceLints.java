package io.pgspan.operators.crunchy.lint;

import static io.pgspan.operators.crunchy.lint.CrunchyTrap.info;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.refused;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.warning;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.when;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The instance sets: their names, numbers and what is lost with them. */
final class InstanceLints {
    private static final Pattern SET_NAME = Pattern.compile("([a-z0-9]([-a-z0-9]*[a-z0-9])?)?");
    private static final int NAMES_LENGTH_MAX = 46;
    private static final int SETS_MAX = 16;

    private InstanceLints() {}

    static List<CrunchyTrap> all() {
        return List.of(
                refused(
                        "instances-empty",
                        o -> when(
                                o.spec("instances").node().isArray() && o.sets().isEmpty(), o.spec("instances")),
                        "a cluster has at least one set",
                        "name a set; a cluster without pods is one with shutdown: true"),
                refused(
                                "v1-instances",
                                o -> when(o.isV1() && o.sets().size() > SETS_MAX, o.spec("instances")),
                                "v1 takes at most 16 sets",
                                "use fewer sets with more replicas, or apiVersion v1beta1")
                        .since("6.0"),
                refused(
                                "set-name",
                                o -> o.sets().stream()
                                        .map(set -> set.at("name"))
                                        .filter(name ->
                                                !SET_NAME.matcher(name.text()).matches())
                                        .toList(),
                                "the name becomes part of pods' names: small letters, digits and - inside only",
                                "use another name")
                        .since("5.1"),
                refused(
                        "set-twice",
                        InstanceLints::twice,
                        "two sets have the same key; without a name it is the empty one",
                        "name each set differently"),
                warning(
                        "set-name-taken",
                        InstanceLints::taken,
                        "a set without a name is called by its position, and another one has that name already",
                        "name each set differently"),
                warning(
                        "set-name-length",
                        o -> o.sets().stream()
                                .filter(set ->
                                        o.name().length() + Sight.setName(set).length() > NAMES_LENGTH_MAX)
                                .map(set -> set.at("name"))
                                .toList(),
                        "the cluster's and the set's name together may have 46 characters; nothing checks it, and longer "
                                + "names of pods and labels fail",
                        "use shorter names"),
                warning(
                        "set-name-index",
                        o -> o.sets().size() < 2 ? List.of() : unnamed(o),
                        "a set without a name is called by its position: a set put before it or taken out makes it another "
                                + "set, and the volumes of the old one are deleted",
                        "name every set"),
                info(
                        "set-unnamed",
                        o -> o.sets().size() == 1 ? unnamed(o) : List.of(),
                        "the set is called 00; naming it later makes it another set, and the volumes of 00 are deleted",
                        "name it before the cluster is created, or never"),
                refused(
                        "replicas-min",
                        o -> o.sets().stream()
                                .map(set -> set.at("replicas"))
                                .filter(n -> n.isBelow(1))
                                .toList(),
                        "a set has at least one instance",
                        "remove the set, or write shutdown: true to stop the whole cluster"),
                info(
                        "scale-down-deletes",
                        o -> o.sets().stream()
                                .filter(set -> o.sets().size() > 1 || Sight.replicas(set) > 1)
                                .map(set -> set.at("replicas"))
                                .toList(),
                        "whoever lowers it, or takes the set out, deletes the instances' volumes at once; only the primary "
                                + "is spared, and that only while its set keeps an instance",
                        "back up before; write shutdown: true to stop instances and keep their volumes"),
                info(
                        "single-instance",
                        o -> when(
                                o.sets().size() == 1 && o.replicas() == 1 && !o.isStandby(),
                                o.sets().isEmpty()
                                        ? o.spec("instances")
                                        : o.sets().get(0).at("replicas")),
                        "there is nobody to fail over to: every failure and every rolling change is an outage",
                        "write replicas: 2 or more"),
                warning(
                        "min-available",
                        InstanceLints::undrainable,
                        "no pod may be missing: nodes that hold one can't be drained",
                        "write less than replicas"),
                info(
                        "min-available-none",
                        o -> o.sets().stream()
                                .map(set -> set.at("minAvailable"))
                                .filter(min -> min.word().equals("0") || min.is("0%"))
                                .toList(),
                        "no disruption budget is made: a drain may take all instances at once",
                        "write 1 where there are replicas"));
    }

    private static List<Spot> unnamed(Sight sight) {
        return sight.sets().stream()
                .map(set -> set.at("name"))
                .filter(name -> name.text().isEmpty())
                .toList();
    }

    private static List<Spot> twice(Sight sight) {
        Set<String> names = new HashSet<>();
        return sight.sets().stream()
                .map(set -> set.at("name"))
                .filter(name -> !names.add(name.text()))
                .toList();
    }

    private static List<Spot> taken(Sight sight) {
        Set<String> names = new HashSet<>();
        Set<String> keys = new HashSet<>();
        List<Spot> taken = new ArrayList<>();
        for (Spot set : sight.sets()) {
            boolean newKey = keys.add(set.at("name").text());
            boolean newName = names.add(Sight.setName(set));
            if (newKey && !newName) {
                taken.add(set.at("name"));
            }
        }
        return taken;
    }

    private static List<Spot> undrainable(Sight sight) {
        List<Spot> found = new ArrayList<>();
        for (Spot set : sight.sets()) {
            if (Budgets.allMustStay(set.at("minAvailable"), Sight.replicas(set))) {
                found.add(set.at("minAvailable"));
            }
        }
        if (Budgets.allMustStay(
                sight.pooler("minAvailable"), sight.pooler("replicas").number(1))) {
            found.add(sight.pooler("minAvailable"));
        }
        return found;
    }
}
