package io.pgspan.ha.simulation;

import io.pgspan.ha.Decision;
import io.pgspan.ha.HaInput;
import io.pgspan.ha.HaState;

/** Who decides: the engine, or the engine with a rule taken out. */
@FunctionalInterface
interface Brain {
    Decision step(HaState state, HaInput input);
}
