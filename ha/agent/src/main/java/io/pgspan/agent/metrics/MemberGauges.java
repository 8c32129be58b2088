package io.pgspan.agent.metrics;

import io.pgspan.agent.http.AgentSnapshot;
import java.time.Duration;

/**
 * A member at one moment, as it is measured.
 *
 * @param snapshot what its endpoints say
 * @param epoch of the record it last saw, 0 before the first
 * @param timeline of its data, 0 without any
 * @param leaseLeft until its own deadline; zero when it holds no lease or the deadline has passed
 */
public record MemberGauges(AgentSnapshot snapshot, long epoch, int timeline, Duration leaseLeft) {}
