package io.pgspan.multicluster.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PgspanException;
import io.pgspan.multicluster.execution.Progress;
import io.pgspan.multicluster.execution.StepDeed;
import io.pgspan.operators.change.Condition;
import io.pgspan.operators.change.Deed;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.PlannedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A planned step in an API server. What has been begun is told by the objects themselves: an object that was to be created is there, values that
 * were to be set are set. A step by hand is begun by nobody: it is done once its condition holds, or a human has said so.
 */
final class ChangeDeed implements StepDeed {
    private final PlannedStep step;
    private final ClusterObjects objects;
    private final boolean saidDone;

    ChangeDeed(PlannedStep step, ClusterObjects objects, boolean saidDone) {
        this.step = step;
        this.objects = objects;
        this.saidDone = saidDone;
    }

    @Override
    public Optional<String> hindrance() {
        if (step.deed() instanceof Deed.ByHand byHand && !saidDone && !isMet()) {
            return Optional.of("it is done by hand: " + String.join("; ", byHand.instructions()));
        }
        return step.precondition()
                .filter(ready -> verdict(ready) != Condition.Verdict.MET)
                .map(ready -> "it is not so that " + ready.text());
    }

    private boolean isMet() {
        return step.completion()
                .filter(done -> verdict(done) == Condition.Verdict.MET)
                .isPresent();
    }

    private Condition.Verdict verdict(Condition condition) {
        Optional<ObjectNode> found = objects.read(condition.object());
        return condition.of(found.<JsonNode>map(tree -> tree).orElseGet(MissingNode::getInstance));
    }

    @Override
    public void begin() {
        step.deed().match(new Beginning());
    }

    @Override
    public Progress progress() {
        if (!step.deed().match(new Begun())) {
            return new Progress.NotBegun();
        }
        if (saidDone && step.deed() instanceof Deed.ByHand) {
            return new Progress.Done();
        }
        Condition done = step.deed() instanceof Deed.Await await
                ? await.condition()
                : step.completion().orElse(null);
        if (done == null) {
            return new Progress.Done();
        }
        return switch (verdict(done)) {
            case MET -> new Progress.Done();
            case NOT_YET -> new Progress.Underway(done.text());
            case FAILED ->
                new Progress.Aborted("it will not be that " + done.text() + "; "
                        + objects.read(done.object())
                                .map(found -> found.path("status").toString())
                                .orElse("it is gone"));
        };
    }

    private static boolean isThis(ObjectNode there, Deed.Create deed) {
        return Covering.covers(there.path("spec"), deed.object().path("spec"));
    }

    private static ObjectNode annotations(Map<String, String> annotations) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode said = patch.putObject("metadata").putObject("annotations");
        annotations.forEach(said::put);
        return patch;
    }

    /** Does it; the answer is nothing. */
    private final class Beginning implements Deed.Cases<Boolean> {
        @Override
        public Boolean create(Deed.Create deed) {
            ObjectKey key = ObjectKey.of(deed.object());
            if (!objects.create(deed.object())) {
                ObjectNode there = objects.read(key)
                        .orElseThrow(() -> new PgspanException(key.title() + " was there a moment ago and is gone"));
                if (!isThis(there, deed)) {
                    throw new PgspanException(
                            key.title()
                                    + " is there already and asks for something else; delete it, or wait for its end and plan anew");
                }
            }
            return true;
        }

        @Override
        public Boolean patch(Deed.Patch deed) {
            objects.patch(deed.object(), deed.patch());
            return true;
        }

        @Override
        public Boolean annotate(Deed.Annotate deed) {
            objects.patch(deed.object(), annotations(deed.annotations()));
            return true;
        }

        @Override
        public Boolean apply(Deed.Apply deed) {
            deed.objects().forEach(objects::apply);
            return true;
        }

        @Override
        public Boolean delete(Deed.Delete deed) {
            objects.delete(deed.object());
            return true;
        }

        @Override
        public Boolean await(Deed.Await deed) {
            return true;
        }

        @Override
        public Boolean byHand(Deed.ByHand deed) {
            return true;
        }
    }

    /** Whether it has been done. */
    private final class Begun implements Deed.Cases<Boolean> {
        @Override
        public Boolean create(Deed.Create deed) {
            return objects.read(ObjectKey.of(deed.object()))
                    .filter(there -> isThis(there, deed))
                    .isPresent();
        }

        @Override
        public Boolean patch(Deed.Patch deed) {
            return is(deed.object(), deed.patch());
        }

        @Override
        public Boolean annotate(Deed.Annotate deed) {
            return is(deed.object(), annotations(deed.annotations()));
        }

        private boolean is(ObjectKey key, ObjectNode patch) {
            return objects.read(key)
                    .filter(there -> Covering.covers(there, patch))
                    .isPresent();
        }

        @Override
        public Boolean apply(Deed.Apply deed) {
            List<ObjectNode> missing = new ArrayList<>(deed.objects());
            missing.removeIf(wanted -> objects.read(ObjectKey.of(wanted))
                    .filter(there -> Covering.covers(there, wanted))
                    .isPresent());
            return missing.isEmpty();
        }

        @Override
        public Boolean delete(Deed.Delete deed) {
            return objects.read(deed.object()).isEmpty();
        }

        @Override
        public Boolean await(Deed.Await deed) {
            return true;
        }

        @Override
        public Boolean byHand(Deed.ByHand deed) {
            return saidDone || isMet();
        }
    }
}
