package io.pgspan.placement.explain;

import io.pgspan.placement.scheduler.Plugin;

/**
 * A rule that might be given up.
 *
 * @param plugin who keeps it
 * @param what to do, as a clause
 */
public record Relaxation(Plugin plugin, String what) {}
