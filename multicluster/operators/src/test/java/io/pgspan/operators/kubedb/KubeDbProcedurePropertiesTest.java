package io.pgspan.operators.kubedb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.Wish;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.Deed;
import io.pgspan.operators.change.Observed;
import io.pgspan.operators.change.PlannedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** What is refused is achieved by its procedure: once that is carried out, the same wish is refused for this reason no more. */
class KubeDbProcedurePropertiesTest {
    private static final KubeDb KUBEDB = KubeDb.dialect();

    @Property(tries = 1500)
    void aProcedureThatIsCarriedOutTakesTheReasonAway(@ForAll long seed) {
        Random random = new Random(seed);
        Wish<KubeDbOptions> before = KubeDbChangePropertiesTest.wish(random);
        Wish<KubeDbOptions> after = KubeDbChangePropertiesTest.changed(before, random);
        List<ObjectNode> wanted = KubeDbChangePropertiesTest.written(after);
        ChangePlan plan = KUBEDB.changes().plan(KubeDbChangePropertiesTest.written(before), wanted, Observed.nothing());

        plan.procedures().forEach((id, procedure) -> {
            boolean inWords =
                    procedure.steps().stream().map(PlannedStep::deed).allMatch(deed -> deed instanceof Deed.ByHand);
            Statistics.collect(
                    inWords ? "in words" : procedure.step("promote-next").isPresent() ? "new database" : id);
            if (!inWords) {
                carriedOut(id, procedure, KubeDbChangePropertiesTest.written(before), wanted);
            }
        });
    }

    private static void carriedOut(String id, ChangePlan procedure, List<ObjectNode> before, List<ObjectNode> wanted) {
        OpsInterpreter world = new OpsInterpreter(before);
        world.run(procedure, () -> {});
        ObjectNode there = world.newest();
        List<ObjectNode> now = new ArrayList<>();
        List<ObjectNode> aim = new ArrayList<>();
        String name = there.at("/metadata/name").asText();
        String policy =
                there.at("/spec/podTemplate/spec/podPlacementPolicy/name").asText();
        world.policy(policy).ifPresent(now::add);
        now.add(there);
        for (ObjectNode object : wanted) {
            ObjectNode copy = object.deepCopy();
            if (copy.path("kind").asText().equals("Postgres")) {
                copy.withObject("/metadata").put("name", name);
                if (!policy.isEmpty()
                        && copy.at("/spec/podTemplate/spec/podPlacementPolicy/name")
                                .isTextual()) {
                    copy.withObject("/spec/podTemplate/spec/podPlacementPolicy").put("name", policy);
                }
                copy.withObject("/spec").remove("init");
            } else if (copy.path("kind").asText().equals("PlacementPolicy") && !policy.isEmpty()) {
                copy.withObject("/metadata").put("name", policy);
            }
            aim.add(copy);
        }

        ChangePlan rest = KUBEDB.changes().plan(now, aim, Observed.nothing());

        assertThat(rest.procedures())
                .as(() -> procedure.text() + "\nthen\n" + rest.text())
                .doesNotContainKey(id);
        assertThat(there.at("/spec/remoteReplica").isMissingNode()
                        || !procedure.step("promote-next").isPresent())
                .isTrue();
        assertThat(Meaning.of(there).at("/spec/healthChecker"))
                .isEqualTo(
                        procedure.step("promote-next").isPresent()
                                ? Meaning.of(aim.get(aim.size() - 1)).at("/spec/healthChecker")
                                : Meaning.of(there).at("/spec/healthChecker"));
    }
}
