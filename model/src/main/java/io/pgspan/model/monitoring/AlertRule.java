package io.pgspan.model.monitoring;

import java.time.Duration;

/**
 * When somebody is told.
 *
 * @param name the alert's name
 * @param expression the condition, in PromQL
 * @param lasting for how long it must hold
 * @param severity the {@code severity} label
 * @param summary one sentence for the one who is woken
 */
public record AlertRule(String name, String expression, Duration lasting, String severity, String summary) {}
