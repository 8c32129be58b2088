package io.pgspan.multicluster.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PgspanException;
import io.pgspan.multicluster.execution.Journal.Mark;
import io.pgspan.testkit.base.apiserver.ApiServerHttp;
import io.pgspan.testkit.base.apiserver.ApiServerModel;
import io.pgspan.testkit.base.apiserver.DeleteOptions;
import io.pgspan.testkit.base.apiserver.Fault;
import io.pgspan.testkit.base.apiserver.ResourcePath;
import io.pgspan.testkit.base.apiserver.WriteOptions;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConfigMapJournalTest extends JournalContract {
    private final ApiServerModel model =
            ApiServerModel.builder(Clock.systemUTC()).autoCreateNamespaces().build();
    private final ApiServerHttp http = new ApiServerHttp(model);
    private final Journal journal = ConfigMapJournal.in(http.client(), "demo");

    @Override
    Journal journal() {
        return journal;
    }

    @AfterEach
    void close() {
        http.close();
    }

    private static ResourcePath path() {
        return ResourcePath.of("v1", "configmaps").in("demo").named("pgspan-plan-p");
    }

    @Test
    void aPageThatSomebodyDeletedIsNotMadeAnew() {
        Journal.Page first = journal.write("p", journal.read("p"), Map.of("a", Mark.BEGUN));
        model.delete(path(), DeleteOptions.plain());
        assertThatThrownBy(() -> journal.write("p", first, Map.of("a", Mark.DONE)))
                .isInstanceOf(JournalConflictException.class);
    }

    @Test
    void aServerThatRefusesIsNoConflict() {
        http.fault(request -> Optional.of(Fault.refusal(503)));
        assertThatThrownBy(() -> journal.read("p"))
                .isInstanceOf(PgspanException.class)
                .isNotInstanceOf(JournalConflictException.class)
                .hasMessageContaining("ConfigMap demo/pgspan-plan-p");
    }

    @Test
    void aPageThatIsNoneIsToldAndNothingIsGuessed() {
        journal.write("p", journal.read("p"), Map.of("a", Mark.BEGUN));
        ObjectNode map = model.get(path());
        ((ObjectNode) map.path("data")).put("marks", "[]");
        model.update(path(), map, WriteOptions.by("somebody"));
        assertThatThrownBy(() -> journal.read("p"))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("is no map of steps");
    }

    @Test
    void aPlanWhoseJournalLosesAnAnswerIsStillDoneOnce() {
        World world = new World();
        int[] lost = {2};
        http.fault(
                request -> request.isWrite() && lost[0]-- > 0 ? Optional.of(Fault.lostResponse()) : Optional.empty());
        Execution end = PlanExecutor.with(journal, world)
                .execute("run", World.plan("a", "b"), world::deed, ExecutionListener.silent(), new Cancellation());
        assertThat(end.completed()).isTrue();
        assertThat(world.begun).containsExactly("a", "b");
    }
}
