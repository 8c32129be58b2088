package io.pgspan.samples.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * How far one wish is.
 *
 * @param given the text that has been carried out whole; empty before the first
 * @param underway the text being carried out; empty when none is
 * @param seen objects that the change would create and that were there when it was begun, for example ended operations of an earlier change:
 *     the plan is made with them, and made again with the same ones
 * @param run how many texts were begun, which names the carrying out
 * @param byHand the ids of the steps by hand that a human has done of it
 * @param version of the record; empty when there is none yet
 */
record WishState(String given, String underway, List<ObjectNode> seen, int run, Set<String> byHand, String version) {
    static final WishState NEW = new WishState("", "", List.of(), 0, Set.of(), "");

    WishState {
        seen = List.copyOf(seen);
        byHand = Set.copyOf(byHand);
    }

    boolean isUnderway() {
        return !underway.isEmpty();
    }

    WishState begin(String text, List<ObjectNode> found) {
        return new WishState(given, text, found, run + 1, Set.of(), version);
    }

    WishState carriedOut() {
        return new WishState(underway, "", List.of(), run, Set.of(), version);
    }
}
