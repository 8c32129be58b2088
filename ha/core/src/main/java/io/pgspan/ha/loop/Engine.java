package io.pgspan.ha.loop;

import io.pgspan.ha.Decision;
import io.pgspan.ha.HaInput;
import io.pgspan.ha.HaState;

/** What decides; {@link io.pgspan.ha.HaEngine#step} everywhere but where its rules are put to the test. */
@FunctionalInterface
interface Engine {
    Decision step(HaState state, HaInput input);
}
