package io.pgspan.agent.metrics;

import java.time.Duration;

/** Nobody measures. */
enum NoMetrics implements AgentMetrics {
    NONE;

    @Override
    public void storeCalled(StoreCall call, StoreOutcome outcome, Duration took) {}

    @Override
    public void elected(boolean won) {}

    @Override
    public void promoted() {}

    @Override
    public void demoted() {}

    @Override
    public void fenced() {}
}
