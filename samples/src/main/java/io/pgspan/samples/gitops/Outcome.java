package io.pgspan.samples.gitops;

import io.pgspan.operators.change.ChangePlan;

/** What becomes of one cluster. */
sealed interface Outcome {

    /** Kind, namespace and name. */
    String title();

    /** How bad it is. */
    Verdict verdict();

    /** It was and is wished for. */
    record Changed(String title, ChangePlan plan) implements Outcome {
        @Override
        public Verdict verdict() {
            return Verdict.of(plan.risk());
        }
    }

    /** It was and is wished for, and no plan can be made. */
    record Unplanned(String title, String why) implements Outcome {
        @Override
        public Verdict verdict() {
            return Verdict.UNPLANNED;
        }
    }

    /** It is new. */
    record Created(String title) implements Outcome {
        @Override
        public Verdict verdict() {
            return Verdict.FINE;
        }
    }

    /**
     * Its manifests are gone.
     *
     * @param data what becomes of its data
     */
    record Deleted(String title, String data) implements Outcome {
        @Override
        public Verdict verdict() {
            return Verdict.DELETION;
        }
    }
}
