package io.pgspan.operators.kubedb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.access.Access;
import io.pgspan.model.access.Access.ClientAuth;
import io.pgspan.model.validation.Validator;
import io.pgspan.operators.AnyWish;
import io.pgspan.operators.ChangePlanner;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.RoundTrip;
import io.pgspan.operators.Wish;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.Deed;
import io.pgspan.operators.change.Observed;
import io.pgspan.operators.change.PlanRules;
import io.pgspan.operators.change.PlannedStep;
import io.pgspan.operators.change.TreeDifference;
import io.pgspan.operators.kubedb.change.KubeDbFieldClasses;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Over wishes of all kinds: a plan that can be carried out makes the new objects of the old ones, and always the same way. */
class KubeDbChangePropertiesTest {
    private static final KubeDb KUBEDB = KubeDb.dialect();

    @Property(tries = 1500)
    void carryingOutAPlanMakesTheNewObjectsOfTheOldOnes(@ForAll long seed) {
        Random random = new Random(seed);
        Wish<KubeDbOptions> before = wish(random);
        Wish<KubeDbOptions> after = changed(before, random);

        ChangePlan plan = plan(before, after);

        PlanRules.hold(plan, () -> plan(before, after));
        if (plan.isPossible()) {
            reaches(plan, before, after);
        }
    }

    @Example
    void podsThatOnlyTheOldPolicyCoversGoBeforeTheDatabaseNamesAnotherOne() {
        carryingOutAPlanMakesTheNewObjectsOfTheOldOnes(-27334);
    }

    @Example
    void aDefaultThatIsSaidBeforeAnotherVersionHasAnotherOneIsCommittedWithTheVersion() {
        inTheGitOpsFormTheSameRequestsAreExpectedAndTheLastCommitIsTheNewObject(10933526);
    }

    @Example
    void aDefaultThatIsSaidWithAVersionThatHasAnotherOneIsThereAlready() {
        Wish<KubeDbOptions> before = valid(Hippo.HIPPO, KubeDbOptions.ofDefaults());
        Wish<KubeDbOptions> after = valid(
                builder(before)
                        .version("18.1")
                        .access(Access.builder().clientAuth(ClientAuth.MD5).build())
                        .build(),
                before.options());

        reaches(plan(before, after), before, after);
    }

    @Property(tries = 300)
    void aDefaultThatIsLookedUpIsThatOfTheWholeObjectInWhateverOrder(@ForAll long seed) {
        Random random = new Random(seed);
        ObjectNode postgres = postgres(written(wish(random)));
        ObjectNode given = postgres.deepCopy();
        ObjectNode whole = KubeDbDefaults.stored(postgres);
        StoredPostgres stored = new StoredPostgres(postgres);
        List<String> fields = new ArrayList<>();
        whole.path("spec").fieldNames().forEachRemaining(fields::add);
        Collections.shuffle(fields, random);

        for (String field : fields) {
            TreePath path = TreePath.of("spec").field(field);
            assertThat(stored.at(path)).as(field).isEqualTo(whole.path("spec").path(field));
            assertThat(new StoredPostgres(postgres).at(path))
                    .as(field)
                    .isEqualTo(whole.path("spec").path(field));
        }
        assertThat(stored.whole()).isEqualTo(whole);
        assertThat(postgres).isEqualTo(given);
    }

    @Property(tries = 500)
    void equalWishesGiveNoStep(@ForAll long seed) {
        Wish<KubeDbOptions> wish = wish(new Random(seed));

        assertThat(plan(wish, wish).steps()).isEmpty();
    }

    @Property(tries = 300)
    void twoChangesInEitherOrderOrAtOnceComeToTheSame(@ForAll long seed) {
        Random random = new Random(seed);
        Wish<KubeDbOptions> start = wish(random);
        Wish<KubeDbOptions> other = changed(start, random);
        PostgresCluster target = other.cluster();
        Wish<KubeDbOptions> first = valid(
                builder(start)
                        .parameters(target.parameters())
                        .resources(target.resources())
                        .access(target.access())
                        .build(),
                start.options());
        Wish<KubeDbOptions> second = valid(
                builder(start)
                        .tls(target.tls())
                        .storage(target.storage())
                        .labels(target.labels())
                        .services(target.services())
                        .build(),
                start.options());
        Wish<KubeDbOptions> both = valid(
                builder(first)
                        .tls(target.tls())
                        .storage(target.storage())
                        .labels(target.labels())
                        .services(target.services())
                        .build(),
                start.options());
        List<ChangePlan> plans = List.of(
                plan(start, both), plan(start, first), plan(first, both), plan(start, second), plan(second, both));
        Assume.that(plans.stream().allMatch(ChangePlan::isPossible));

        reaches(plans.get(0), start, both);
        reaches(plans.get(1), start, first);
        reaches(plans.get(2), first, both);
        reaches(plans.get(3), start, second);
        reaches(plans.get(4), second, both);
    }

    @Property(tries = 300)
    void inTheGitOpsFormTheSameRequestsAreExpectedAndTheLastCommitIsTheNewObject(@ForAll long seed) {
        Random random = new Random(seed);
        Wish<KubeDbOptions> before = wish(random);
        Wish<KubeDbOptions> after = changed(before, random);
        ChangePlan direct = plan(gitOps(before, false), gitOps(after, false));
        ChangePlan committed = plan(gitOps(before, true), gitOps(after, true));
        Assume.that(direct.isPossible());

        assertThat(types(committed)).isEqualTo(types(direct));
        OpsInterpreter world = new OpsInterpreter(written(gitOps(before, true)));
        world.run(committed, () -> {});
        assertThat(TreeDifference.between(
                        Meaning.of(world.postgres()),
                        Meaning.of(postgres(written(gitOps(after, true)))),
                        KubeDbFieldClasses.POSTGRES))
                .isEmpty();
    }

    private static List<String> types(ChangePlan plan) {
        return plan.steps().stream()
                .map(PlannedStep::deed)
                .flatMap(deed -> deed instanceof Deed.Create create
                        ? List.of(create.object()).stream()
                        : deed instanceof Deed.Apply apply ? apply.expected().stream() : List.<ObjectNode>of().stream())
                .map(request -> request.at("/spec/type").asText())
                .toList();
    }

    static void reaches(ChangePlan plan, Wish<KubeDbOptions> before, Wish<KubeDbOptions> after) {
        OpsInterpreter world = new OpsInterpreter(written(before));
        world.run(plan, () -> accepted(world, plan));
        List<ObjectNode> wanted = written(after);
        ObjectNode target = Meaning.of(unsaid(postgres(written(before)), postgres(wanted)));
        assertThat(TreeDifference.between(Meaning.of(world.postgres()), target, KubeDbFieldClasses.POSTGRES))
                .as(plan::text)
                .isEmpty();
        for (ObjectNode object : wanted) {
            if (object.path("kind").asText().equals("PlacementPolicy")) {
                assertThat(world.policy(object.at("/metadata/name").asText())).contains(object);
            }
        }
    }

    /** Where neither side says how clients prove who they are, the webhook's word for the first version stays with later ones. */
    private static ObjectNode unsaid(ObjectNode before, ObjectNode after) {
        ObjectNode target = after.deepCopy();
        if (Stream.of(before, after).noneMatch(one -> one.path("spec").hasNonNull("clientAuthMode"))) {
            ((ObjectNode) target.path("spec"))
                    .set("clientAuthMode", KubeDbDefaults.stored(before).at("/spec/clientAuthMode"));
        }
        return target;
    }

    /** What the webhook would refuse is nowhere on the way. */
    private static void accepted(OpsInterpreter world, ChangePlan plan) {
        assertThat(KUBEDB.read(ManifestSet.of(world.all()), ReadOptions.ofDefaults())
                        .violations())
                .as(plan::text)
                .isEmpty();
    }

    private static ObjectNode postgres(List<ObjectNode> objects) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals("Postgres"))
                .findFirst()
                .orElseThrow();
    }

    private static ChangePlan plan(Wish<KubeDbOptions> before, Wish<KubeDbOptions> after) {
        return ChangePlanner.plan(before, after, KUBEDB, Observed.nothing());
    }

    static List<ObjectNode> written(Wish<KubeDbOptions> wish) {
        return KUBEDB.write(wish.cluster(), wish.options(), wish.residue(), wish.how());
    }

    private static Wish<KubeDbOptions> gitOps(Wish<KubeDbOptions> wish, boolean form) {
        return Wish.of(wish.cluster(), wish.options().withGitOps(form));
    }

    static Wish<KubeDbOptions> wish(Random random) {
        return valid(AnyWish.of(random), KubeDbOptions.ofDefaults());
    }

    private static Wish<KubeDbOptions> valid(PostgresCluster any, KubeDbOptions options) {
        PostgresCluster cluster = KUBEDB.restrictions().restrict(any, options, RoundTrip.WAIVED.waivers());
        Assume.that(Validator.validate(cluster).isEmpty());
        Wish<KubeDbOptions> wish = Wish.of(cluster, options);
        Assume.that(KUBEDB.read(ManifestSet.of(written(wish)), ReadOptions.ofDefaults())
                .violations()
                .isEmpty());
        return wish;
    }

    private static PostgresCluster.Builder builder(Wish<KubeDbOptions> wish) {
        return PostgresCluster.builder().from(wish.cluster());
    }

    /** The same cluster with some parts of another wish. */
    static Wish<KubeDbOptions> changed(Wish<KubeDbOptions> wish, Random random) {
        PostgresCluster other = AnyWish.of(random);
        PostgresCluster old = wish.cluster();
        int chance = 2 + random.nextInt(8);
        boolean scaled = random.nextInt(chance) == 0;
        PostgresCluster.Builder next = PostgresCluster.builder()
                .from(random.nextInt(chance) == 0 ? other : old)
                .name(old.name())
                .namespace(old.namespace())
                .replicas(scaled ? other.replicas() : old.replicas())
                .arbiter(scaled ? other.arbiter() : old.arbiter())
                .replication(scaled ? other.replication() : old.replication());
        if (random.nextInt(chance) == 0) {
            next.version(other.version());
        } else {
            next.version(old.version());
        }
        if (random.nextInt(chance) > 0) {
            next.storage(old.storage());
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
            next.furtherInstances(other.furtherInstances());
        }
        if (random.nextInt(chance) == 0) {
            next.lifecycle(other.lifecycle()).deletionPolicy(other.deletionPolicy());
        }
        if (random.nextInt(chance) > 0) {
            next.placement(old.placement())
                    .dataSource(old.dataSource())
                    .standby(old.standby())
                    .initScripts(old.initScripts());
        }
        KubeDbOptions options = random.nextInt(chance) == 0
                ? AnyOptions.of(random)
                        .gitOps(false)
                        .authSecret(AuthSecret.ofDefaults())
                        .build()
                : wish.options();
        return valid(next.build(), options);
    }
}
