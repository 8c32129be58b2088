package io.pgspan.samples.controller;

import static io.pgspan.samples.controller.Texts.LARGE;
import static io.pgspan.samples.controller.Texts.SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.multicluster.execution.Cancellation;
import io.pgspan.multicluster.execution.PlanExecutor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WishLoopTest {
    private final Town town = new Town();
    private final List<String> told = new ArrayList<>();
    private final Map<String, String> wishes = new HashMap<>(Map.of("hippo", SMALL));

    @AfterEach
    void close() {
        town.close();
    }

    private void pass() {
        pass(town);
    }

    private void pass(Town in) {
        new WishLoop(() -> wishes, in, "ops", PlanExecutor.with(in, in), told::add).pass(new Cancellation());
    }

    @Test
    void whatIsWishedForIsMadeAndChangedStepByStep() {
        pass();
        assertThat(town.hippo().at("/spec/replicas").asInt()).isEqualTo(3);
        town.work();

        wishes.put("hippo", LARGE);
        pass();

        assertThat(told).last().isEqualTo("hippo: done");
        assertThat(town.hippo().at("/spec/version").asText()).isEqualTo("17.4");
        assertThat(town.hippo().at("/spec/replicas").asInt()).isEqualTo(5);
        assertThat(town.hippo().at("/spec/storage/resources/requests/storage").asText())
                .isEqualTo("3Gi");
        assertThat(town.hippo().at("/metadata/labels/team").asText()).isEqualTo("two");
        assertThat(town.requests()).hasSize(3);
        int before = town.effects.size();
        pass();
        assertThat(town.effects).hasSize(before);
    }

    @Test
    void whereverTheProgramDiesTheNextOneComesToTheSameEndAndDoesNothingTwice() {
        String end = end(town, 0);
        int calls = town.calls;
        assertThat(calls).isGreaterThan(60);
        for (int dies = 1; dies <= calls; dies++) {
            try (Town other = new Town()) {
                assertThat(end(other, dies)).as("death at call %s", dies).isEqualTo(end);
                assertThat(other.effects)
                        .as("death at call %s", dies)
                        .doesNotHaveDuplicates()
                        .noneMatch(effect -> effect.startsWith("create false"));
            }
        }
    }

    /** Both wishes carried out by programs of which the first dies at a call. */
    private String end(Town in, int dies) {
        in.dies = dies;
        int deaths = 0;
        for (String text : List.of(SMALL, LARGE)) {
            wishes.put("hippo", text);
            try {
                pass(in);
            } catch (Town.Death e) {
                deaths++;
                pass(in);
            }
            in.work();
        }
        assertThat(deaths).isEqualTo(dies == 0 ? 0 : 1);
        return in.end();
    }

    @Test
    void aStepDoesNotBeginWhileItsPreconditionDoesNotHold() {
        pass();
        town.phase = "NotReady";
        town.work();

        wishes.put("hippo", LARGE);
        pass();
        assertThat(town.requests()).isEmpty();
        assertThat(told)
                .last()
                .asString()
                .contains("step volume-expansion", "status.phase of Postgres demo/hippo is Ready");

        town.phase = "Ready";
        town.work();
        pass();
        assertThat(town.requests()).hasSize(3);
        assertThat(told).last().isEqualTo("hippo: done");
    }

    @Test
    void nothingGoesOnWhenAPreconditionIsLostOnTheWay() {
        pass();
        town.work();
        town.tiredAfter = 1;

        wishes.put("hippo", LARGE);
        pass();
        pass();
        assertThat(town.requests()).hasSize(1);

        town.tiredAfter = Integer.MAX_VALUE;
        town.phase = "Ready";
        town.work();
        pass();
        assertThat(town.requests()).hasSize(3);
    }

    @Test
    void aWishThatChangesMeanwhileCountsWhenTheFirstIsReached() {
        pass();
        town.phase = "NotReady";
        town.work();
        wishes.put("hippo", LARGE);
        pass();
        wishes.put("hippo", LARGE.replace("replicas: 5", "replicas: 7"));
        town.phase = "Ready";
        town.work();
        pass();
        assertThat(town.hippo().at("/spec/replicas").asInt()).isEqualTo(5);
        assertThat(told).anyMatch(line -> line.contains("what was begun before is ended first"));
        pass();
        assertThat(town.hippo().at("/spec/replicas").asInt()).isEqualTo(7);
    }

    @Test
    void theSameChangeAtAnotherTimeIsMadeAgain() {
        pass();
        town.work();
        for (String text : List.of(Texts.hippo("17.2", 5, "2Gi", "one"), SMALL, Texts.hippo("17.2", 5, "2Gi", "one"))) {
            wishes.put("hippo", text);
            pass();
        }
        assertThat(town.hippo().at("/spec/replicas").asInt()).isEqualTo(5);
    }

    @Test
    void whatCanNotBeDoneIsNotBegun() {
        pass();
        town.work();
        int before = town.effects.size();
        wishes.put("hippo", SMALL.replace("2Gi", "1Gi"));
        pass();
        assertThat(town.effects).hasSize(before);
        assertThat(told).last().asString().contains("nothing is begun", "does not shrink");
    }

    @Test
    void aDatabaseThatSomebodyElseMadeIsNotTaken() {
        ObjectNode there = Texts.tree("{'apiVersion':'kubedb.com/v1','kind':'Postgres','metadata':{'name':'hippo',"
                + "'namespace':'demo'},'spec':{'replicas':1}}");
        town.create(there);
        pass();
        assertThat(told).last().asString().contains("is there already", "pgspan-wish-hippo");
        assertThat(town.hippo().at("/spec/replicas").asInt()).isEqualTo(1);
    }

    @Test
    void aBrokenWishIsToldAndOthersGoOn() {
        wishes.put("a-broken", "kind: [");
        wishes.put("Z", SMALL);
        pass();
        assertThat(told).anyMatch(line -> line.startsWith("a-broken: "));
        assertThat(told).anyMatch(line -> line.startsWith("Z: a wish is named"));
        assertThat(told).contains("hippo: done");
    }

    @Test
    void aWishThatIsGoneDeletesNothing() {
        pass();
        wishes.clear();
        pass();
        assertThat(town.hippo().at("/spec/replicas").asInt()).isEqualTo(3);
    }

    @Test
    void wishesAreFilesOrEntriesOfAConfigMap(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("hippo.yaml"), SMALL);
        Files.writeString(folder.resolve("notes.txt"), "none");
        assertThat(Wishes.folder(folder).read()).isEqualTo(Map.of("hippo", SMALL));

        ObjectNode map =
                Texts.tree("{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'wishes','namespace':'ops'}}");
        map.putObject("data").put("hippo.yaml", SMALL);
        town.create(map);
        assertThat(Wishes.configMap(town, "ops", "wishes").read()).isEqualTo(Map.of("hippo", SMALL));
    }
}
