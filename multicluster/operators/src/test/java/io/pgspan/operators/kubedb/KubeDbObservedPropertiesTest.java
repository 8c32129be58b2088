package io.pgspan.operators.kubedb;

import static io.pgspan.operators.kubedb.Hippo.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.plan.Step.Risk;
import io.pgspan.operators.Residue;
import io.pgspan.operators.Wish;
import io.pgspan.operators.WriteOptions;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.Deed;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.Observed;
import io.pgspan.operators.change.PlannedStep;
import io.pgspan.operators.kubedb.change.KubeDbChangeSettings;
import io.pgspan.operators.kubedb.change.KubeDbChanges;
import io.pgspan.operators.kubedb.ops.VerticalScaling;
import io.pgspan.operators.kubedb.ops.VolumeExpansion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is known of the world, passes through, or is set: what is reached is the same. */
class KubeDbObservedPropertiesTest {

    @Property(tries = 500)
    void whatIsKnownSetOrPassedThroughDoesNotChangeWhatIsReached(@ForAll long seed) {
        Random random = new Random(seed);
        Wish<KubeDbOptions> start = KubeDbChangePropertiesTest.wish(random);
        Wish<KubeDbOptions> before = with(start, objects(start, random));
        Wish<KubeDbOptions> after = with(KubeDbChangePropertiesTest.changed(start, random), objects(start, random));
        boolean inPlace = random.nextBoolean();
        KubeDbChanges changes = KubeDb.dialect()
                .changes()
                .with(KubeDbChangeSettings.ofDefaults()
                        .scaling(inPlace ? VerticalScaling.Mode.IN_PLACE : VerticalScaling.Mode.RESTART)
                        .expanding(inPlace ? VolumeExpansion.Mode.OFFLINE : VolumeExpansion.Mode.ONLINE));
        Function<Observed, ChangePlan> planner = observed -> changes.plan(
                KubeDbChangePropertiesTest.written(before), KubeDbChangePropertiesTest.written(after), observed);
        ChangePlan unseen = planner.apply(Observed.nothing());
        Assume.that(unseen.isPossible());

        ChangePlan plan = planner.apply(Observed.of(world(before, after, unseen, random)));

        KubeDbChangePropertiesTest.reaches(plan, before, after);
        assertThat(created(plan)).hasSameSizeAs(created(unseen));
        if (!created(unseen).isEmpty()) {
            assertThat(created(plan)).doesNotContainAnyElementsOf(created(unseen));
            assertThat(plan.steps().get(0).deed()).isInstanceOf(Deed.Await.class);
        }
        for (ObjectNode request : requests(plan)) {
            assertThat(request.at("/spec/verticalScaling/mode").asText(inPlace ? "InPlace" : ""))
                    .isEqualTo(inPlace ? "InPlace" : "");
            assertThat(request.at("/spec/volumeExpansion/mode").asText(inPlace ? "Offline" : "Online"))
                    .isEqualTo(inPlace ? "Offline" : "Online");
        }
        passedThrough(plan, before, after);
    }

    /** Objects without data are made, changed and deleted with the wish; those with data are never deleted by a step. */
    private static void passedThrough(ChangePlan plan, Wish<KubeDbOptions> before, Wish<KubeDbOptions> after) {
        OpsInterpreter world = new OpsInterpreter(KubeDbChangePropertiesTest.written(before));
        world.run(plan, () -> {});
        assertThat(world.all()).containsAll(after.residue().untouched());
        for (ObjectNode old : before.residue().untouched()) {
            ObjectKey key = ObjectKey.of(old);
            boolean stays =
                    after.residue().untouched().stream().map(ObjectKey::of).anyMatch(key::equals);
            assertThat(world.find(key).isPresent())
                    .as(key.title())
                    .isEqualTo(stays || key.kind().equals("Secret"));
        }
    }

    private static Wish<KubeDbOptions> with(Wish<KubeDbOptions> wish, List<ObjectNode> untouched) {
        return new Wish<>(wish.cluster(), wish.options(), new Residue(Map.of(), untouched), WriteOptions.ofDefaults());
    }

    private static List<ObjectNode> objects(Wish<KubeDbOptions> wish, Random random) {
        List<ObjectNode> objects = new ArrayList<>();
        String namespace = wish.cluster().namespace();
        for (String kind :
                List.of("networking.k8s.io/v1 NetworkPolicy", "v1 Secret", "monitoring.coreos.com/v1 PodMonitor")) {
            String[] said = kind.split(" ", -1);
            if (random.nextBoolean()) {
                objects.add(tree("apiVersion: %s\nkind: %s\nmetadata: {name: own, namespace: %s}\nspec: {some: %d}\n"
                        .formatted(said[0], said[1], namespace, random.nextInt(2))));
            }
        }
        return objects;
    }

    /** The same change was made before, somebody else's restart runs, and all classes can grow. */
    private static List<ObjectNode> world(
            Wish<KubeDbOptions> before, Wish<KubeDbOptions> after, ChangePlan earlier, Random random) {
        List<ObjectNode> world = new ArrayList<>();
        for (ObjectNode request : requests(earlier)) {
            ObjectNode ended = request.deepCopy();
            ended.putObject("status").put("phase", random.nextBoolean() ? "Successful" : "Failed");
            world.add(ended);
        }
        String namespace = before.cluster().namespace();
        String name = before.cluster().name();
        world.add(tree("""
                apiVersion: ops.kubedb.com/v1alpha1
                kind: PostgresOpsRequest
                metadata: {name: nightly, namespace: %s}
                spec: {type: Restart, databaseRef: {name: %s}}
                status: {phase: Progressing}
                """.formatted(namespace, name)));
        world.add(tree("""
                apiVersion: kubedb.com/v1
                kind: Postgres
                metadata: {name: %s, namespace: %s}
                status: {phase: %s}
                """.formatted(name, namespace, random.nextBoolean() ? "Ready" : "NotReady")));
        List.of(before, after)
                .forEach(wish -> wish.cluster()
                        .storage()
                        .storageClass()
                        .ifPresent(storageClass -> world.add(tree("""
                        apiVersion: storage.k8s.io/v1
                        kind: StorageClass
                        metadata: {name: "%s"}
                        allowVolumeExpansion: true
                        volumeBindingMode: WaitForFirstConsumer
                        """.formatted(storageClass)))));
        return world;
    }

    private static List<ObjectNode> requests(ChangePlan plan) {
        return plan.steps().stream()
                .filter(step -> step.step().risk() != Risk.IMPOSSIBLE)
                .map(PlannedStep::deed)
                .filter(Deed.Create.class::isInstance)
                .map(deed -> ((Deed.Create) deed).object())
                .toList();
    }

    private static List<String> created(ChangePlan plan) {
        return requests(plan).stream()
                .map(request -> request.at("/metadata/name").asText())
                .toList();
    }
}
