package io.pgspan.operators.crunchy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.Observed;
import io.pgspan.operators.change.PlanRules;
import io.pgspan.operators.change.TreeDifference;
import io.pgspan.operators.crunchy.change.CrunchyFieldClasses;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Over changes of all kinds: a plan that can be carried out makes the new objects of the old ones, loses nothing on the way, and is always the same. */
class CrunchyChangePropertiesTest {
    private static final String PREFIX = "postgres-operator.crunchydata.com/";

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void carryingOutAPlanMakesTheNewObjectsOfTheOldOnes(@ForAll long seed) {
        GeneratedCrunchyChange change = GeneratedCrunchyChange.of(seed);

        ChangePlan plan = plan(change.before(), change.after());

        PlanRules.hold(plan, () -> plan(change.before(), change.after()));
        if (plan.isPossible()) {
            reaches(plan, change.before(), change.after());
        }
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void equalWishesGiveNoStep(@ForAll long seed) {
        GeneratedCrunchyChange change = GeneratedCrunchyChange.of(seed);

        assertThat(plan(change.before(), change.before()).steps()).isEmpty();
        assertThat(plan(change.after(), change.after()).steps()).isEmpty();
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void twoChangesInEitherOrderOrAtOnceComeToTheSame(@ForAll long seed) {
        Random random = new Random(seed);
        GeneratedCrunchyWish start = GeneratedCrunchyWish.of(random.nextLong());
        GeneratedCrunchyWish other = GeneratedCrunchyWish.of(random.nextLong());
        PostgresCluster target = other.cluster();
        PostgresCluster first = start.cluster()
                .withReplicas(1 + random.nextInt(5))
                .withResources(target.resources())
                .withMonitoring(target.monitoring())
                .withFurtherInstances(target.furtherInstances());
        List<ObjectNode> none = written(start, start.cluster());
        List<ObjectNode> one = written(start, first);
        List<ObjectNode> two =
                written(start, start.cluster().withBackups(target.backups()).withPoolers(target.poolers()));
        List<ObjectNode> both =
                written(start, first.withBackups(target.backups()).withPoolers(target.poolers()));
        Assume.that(List.of(none, one, two, both).stream().allMatch(GeneratedCrunchyChange::isAccepted));

        reachesIfPossible(none, both);
        reachesIfPossible(none, one);
        reachesIfPossible(one, both);
        reachesIfPossible(none, two);
        reachesIfPossible(two, both);
    }

    private static List<ObjectNode> written(GeneratedCrunchyWish wish, PostgresCluster cluster) {
        return GeneratedCrunchyChange.written(Canonical.of(cluster), wish.options(), wish.residue());
    }

    private static void reachesIfPossible(List<ObjectNode> before, List<ObjectNode> after) {
        ChangePlan plan = plan(before, after);
        Assume.that(plan.isPossible());
        reaches(plan, before, after);
    }

    private static void reaches(ChangePlan plan, List<ObjectNode> before, List<ObjectNode> after) {
        Set<String> leaving = new TreeSet<>(sets(before.get(0)));
        leaving.removeAll(sets(after.get(0)));
        PgoInterpreter world = new PgoInterpreter(before, leaving);
        world.run(plan, () -> accepted(world, plan));

        assertThat(TreeDifference.between(
                        meaning(meant(world.cluster(), after.get(0))),
                        meaning(named(after.get(0))),
                        CrunchyFieldClasses.CLUSTER))
                .as(() -> told(plan))
                .isEmpty();
        assertThat(meaning(meant(world.cluster(), after.get(0))))
                .as(() -> told(plan))
                .isEqualTo(meaning(named(after.get(0))));
        assertThat(world.rollouts()).as(() -> told(plan)).isLessThanOrEqualTo(1);
    }

    private static JsonNode meaning(ObjectNode cluster) {
        ObjectNode meaning = (ObjectNode) CrunchyMeaning.of(cluster);
        for (String service : List.of("/spec/service", "/spec/replicaService", "/spec/proxy/pgBouncer/service")) {
            if (meaning.at(service).path("type").asText().equals("ClusterIP")) {
                ((ObjectNode) meaning.at(service)).remove("type");
            }
            int last = service.lastIndexOf('/');
            if (meaning.at(service).isEmpty() && meaning.at(service.substring(0, last)) instanceof ObjectNode parent) {
                parent.remove(service.substring(last + 1));
            }
        }
        for (JsonNode user : meaning.at("/spec/users")) {
            if (user.path("password").path("type").asText().equals("ASCII")) {
                ((ObjectNode) user).remove("password");
            }
        }
        return meaning;
    }

    private static String told(ChangePlan plan) {
        return plan.steps().stream().map(step -> step.step().id()).collect(Collectors.joining(", "));
    }

    /** Without what the plan itself had to annotate. */
    private static ObjectNode meant(ObjectNode cluster, ObjectNode wanted) {
        ObjectNode meant = cluster.deepCopy();
        for (String trigger : List.of("pgbackrest-backup", "trigger-switchover")) {
            String key = PREFIX + trigger;
            JsonNode annotations = meant.path("metadata").path("annotations");
            if (annotations.path(key).asText().startsWith("pgspan-") && annotations instanceof ObjectNode object) {
                object.remove(key);
                String said =
                        wanted.path("metadata").path("annotations").path(key).asText("");
                if (!said.isEmpty()) {
                    object.put(key, said);
                }
                if (object.isEmpty()) {
                    meant.withObject("/metadata").remove("annotations");
                }
            }
        }
        return meant;
    }

    private static ObjectNode named(ObjectNode cluster) {
        ObjectNode named = cluster.deepCopy();
        int index = 0;
        for (JsonNode set : named.at("/spec/instances")) {
            if (set.path("name").asText("").isEmpty()) {
                ((ObjectNode) set).put("name", String.format(Locale.ROOT, "%02d", index));
            }
            index++;
        }
        return named;
    }

    private static Set<String> sets(ObjectNode cluster) {
        Set<String> names = new TreeSet<>();
        named(cluster)
                .at("/spec/instances")
                .forEach(set -> names.add(set.path("name").asText()));
        return names;
    }

    /** What the API server would refuse is nowhere on the way. */
    private static void accepted(PgoInterpreter world, ChangePlan plan) {
        assertThat(Crunchy.dialect()
                        .read(ManifestSet.of(List.of(world.cluster())), ReadOptions.ofDefaults())
                        .violations())
                .as(() -> told(plan))
                .isEmpty();
        assertThat(ObjectKey.of(world.cluster()).name()).isNotEmpty();
    }

    private static ChangePlan plan(List<ObjectNode> before, List<ObjectNode> after) {
        return Crunchy.dialect().changes().plan(before, after, Observed.nothing());
    }
}
