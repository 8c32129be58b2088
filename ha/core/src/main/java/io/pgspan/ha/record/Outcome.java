package io.pgspan.ha.record;

/**
 * What became of the last request.
 *
 * @param id the request's
 * @param done whether it was carried out; a switchover in which an asynchronous cluster may have lost commits was not
 * @param text who leads now, or why nothing was changed
 */
public record Outcome(String id, boolean done, String text) {}
