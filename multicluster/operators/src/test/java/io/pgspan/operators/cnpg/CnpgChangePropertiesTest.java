package io.pgspan.operators.cnpg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.PostgresVersion;
import io.pgspan.model.validation.Validator;
import io.pgspan.operators.AnyWish;
import io.pgspan.operators.ChangePlanner;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.RoundTrip;
import io.pgspan.operators.Wish;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.Observed;
import io.pgspan.operators.change.PlanRules;
import io.pgspan.operators.change.TreeDifference;
import io.pgspan.operators.cnpg.change.CnpgFieldClasses;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** Over wishes of all kinds: a plan that can be carried out makes the new objects of the old ones, past a webhook and an operator. */
class CnpgChangePropertiesTest {
    private static final CloudNativePg CNPG = CloudNativePg.dialect();

    @Property(tries = 600)
    void carryingOutAPlanMakesTheNewClusterOfTheOldOne(@ForAll long seed) {
        Random random = new Random(seed);
        Wish<CloudNativePgOptions> before = wish(random);
        Wish<CloudNativePgOptions> after = changed(before, random);

        ChangePlan plan = plan(before, after);

        PlanRules.hold(plan, () -> plan(before, after));
        plan.steps()
                .forEach(step ->
                        Statistics.label("step").collect(step.step().id().replaceAll("-(hippo|a|orders).*", "")));
        if (plan.isPossible()) {
            reaches(plan, before, after);
        }
    }

    @Property(tries = 300)
    void equalWishesGiveNoStep(@ForAll long seed) {
        Wish<CloudNativePgOptions> wish = wish(new Random(seed));

        assertThat(plan(wish, wish).steps()).isEmpty();
    }

    @Property(tries = 200)
    void twoChangesInEitherOrderOrAtOnceComeToTheSame(@ForAll long seed) {
        Random random = new Random(seed);
        Wish<CloudNativePgOptions> start = wish(random);
        PostgresCluster target = changed(start, random).cluster();
        Wish<CloudNativePgOptions> first = valid(
                builder(start)
                        .parameters(target.parameters())
                        .resources(target.resources())
                        .access(target.access())
                        .version(target.version())
                        .build(),
                start.options());
        Wish<CloudNativePgOptions> second = valid(others(start, target), start.options());
        Wish<CloudNativePgOptions> both = valid(others(first, target), start.options());
        List<ChangePlan> plans = List.of(
                plan(start, both), plan(start, first), plan(first, both), plan(start, second), plan(second, both));
        Assume.that(plans.stream().allMatch(ChangePlan::isPossible));

        reaches(plans.get(0), start, both);
        reaches(plans.get(1), start, first);
        reaches(plans.get(2), first, both);
        reaches(plans.get(3), start, second);
        reaches(plans.get(4), second, both);
    }

    private static PostgresCluster others(Wish<CloudNativePgOptions> wish, PostgresCluster target) {
        return builder(wish)
                .tls(target.tls())
                .storage(target.storage())
                .labels(target.labels())
                .services(target.services())
                .monitoring(target.monitoring())
                .poolers(target.poolers())
                .build();
    }

    private static void reaches(ChangePlan plan, Wish<CloudNativePgOptions> before, Wish<CloudNativePgOptions> after) {
        CnpgOperator world = new CnpgOperator(written(before));
        world.run(plan, () -> accepted(world, plan));
        List<ObjectNode> wanted = written(after);
        Map<ObjectKey, ObjectNode> left = new HashMap<>();
        world.all().forEach(object -> left.put(ObjectKey.of(object), object));
        for (ObjectNode object : wanted) {
            assertThat(left).as(plan::text).containsKey(ObjectKey.of(object));
            ObjectNode plain = left.getOrDefault(ObjectKey.of(object), object).deepCopy();
            left.remove(ObjectKey.of(object));
            plain.remove("status");
            plain.withObject("/metadata").remove("generation");
            assertThat(TreeDifference.between(
                            plain,
                            object,
                            CNPG.changes().classes(object.path("kind").asText()).orElse(CnpgFieldClasses.CLUSTER)))
                    .as(plan::text)
                    .isEmpty();
        }
        assertThat(left).as(plan::text).isEmpty();
        world.assertFollowed();
        boolean supervised =
                plan.steps().stream().anyMatch(step -> step.step().id().endsWith("-primary"));
        assertThat(world.rollouts())
                .as(plan::text)
                .hasSizeLessThanOrEqualTo(
                        supervised || after.options().updates().switchover() ? 4 : 3);
        assertThat(world.rollouts().stream().filter("pods"::equals).count())
                .as(plan::text)
                .isLessThanOrEqualTo(after.options().updates().switchover() ? 2 : 1);
    }

    /** What the reader calls a violation is nowhere on the way. */
    private static void accepted(CnpgOperator world, ChangePlan plan) {
        assertThat(CNPG.read(ManifestSet.of(world.all()), ReadOptions.ofDefaults())
                        .violations())
                .as(plan::text)
                .isEmpty();
    }

    private static ChangePlan plan(Wish<CloudNativePgOptions> before, Wish<CloudNativePgOptions> after) {
        return ChangePlanner.plan(before, after, CNPG, Observed.nothing());
    }

    private static List<ObjectNode> written(Wish<CloudNativePgOptions> wish) {
        return CNPG.write(wish.cluster(), wish.options(), wish.residue(), wish.how());
    }

    private static Wish<CloudNativePgOptions> wish(Random random) {
        return fitting(AnyWish.of(random), random);
    }

    private static Wish<CloudNativePgOptions> fitting(PostgresCluster any, Random random) {
        PostgresCluster cluster =
                CNPG.restrictions().restrict(any, CloudNativePgOptions.ofDefaults(), RoundTrip.WAIVED.waivers());
        return valid(cluster, AnyOptions.of(cluster, random));
    }

    private static Wish<CloudNativePgOptions> valid(PostgresCluster any, CloudNativePgOptions options) {
        PostgresCluster cluster = CNPG.restrictions().restrict(any, options, RoundTrip.WAIVED.waivers());
        Assume.that(Validator.validate(cluster).isEmpty());
        Assume.that(CNPG.unsupported(cluster, options).isEmpty());
        Wish<CloudNativePgOptions> wish = Wish.of(cluster, options);
        Assume.that(CNPG.read(ManifestSet.of(written(wish)), ReadOptions.ofDefaults())
                .violations()
                .isEmpty());
        return wish;
    }

    private static PostgresCluster.Builder builder(Wish<CloudNativePgOptions> wish) {
        return PostgresCluster.builder().from(wish.cluster());
    }

    /** The same cluster with some parts of another wish. */
    private static Wish<CloudNativePgOptions> changed(Wish<CloudNativePgOptions> wish, Random random) {
        PostgresCluster other = AnyWish.of(random);
        PostgresCluster old = wish.cluster();
        int chance = 2 + random.nextInt(8);
        boolean scaled = random.nextInt(chance) == 0;
        PostgresVersion version = random.nextInt(chance) == 0
                ? new PostgresVersion(
                        Math.max(old.version().major(), other.version().major()),
                        other.version().minor())
                : old.version();
        PostgresCluster.Builder next = PostgresCluster.builder()
                .from(random.nextInt(chance) == 0 ? other : old)
                .name(old.name())
                .namespace(old.namespace())
                .version(version)
                .replicas(scaled ? other.replicas() : old.replicas())
                .replication(scaled ? other.replication() : old.replication());
        if (random.nextInt(chance) > 0) {
            next.storage(old.storage()).volumes(old.volumes());
        }
        if (random.nextInt(chance) == 0) {
            next.resources(other.resources()).parameters(other.parameters());
        }
        if (random.nextInt(chance) == 0) {
            next.tls(other.tls()).access(other.access());
        }
        if (random.nextInt(chance) == 0) {
            next.monitoring(other.monitoring()).services(other.services());
        }
        if (random.nextInt(chance) == 0) {
            next.lifecycle(other.lifecycle()).pod(other.pod());
        }
        if (random.nextInt(chance) == 0) {
            next.poolers(other.poolers()).backups(other.backups());
        }
        if (random.nextInt(chance) > 0) {
            next.placement(old.placement())
                    .dataSource(old.dataSource())
                    .standby(old.standby())
                    .initScripts(old.initScripts());
        }
        return random.nextInt(chance) == 0 ? fitting(next.build(), random) : valid(next.build(), wish.options());
    }
}
