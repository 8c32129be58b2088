package io.pgspan.ha.rollout;

import java.time.Duration;

/** How long is waited for what a step set off. */
record Patience(Duration since, Duration limit) {

    /** Waits until the limit, stops after it. */
    Verdict orAbort(String rule, String why) {
        return since.compareTo(limit) > 0
                ? new Verdict.Abort(rule, why + "; after " + since.toSeconds() + " s the rollout stops here")
                : new Verdict.Wait(rule, why);
    }
}
