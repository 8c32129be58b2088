package io.pgspan.ha.record;

/**
 * What became of the last request.
 *
 * @param id the request's
 * @param done whether it was carried out
 * @param text who leads now, or why nothing was changed
 */
public record Outcome(String id, boolean done, String text) {}
