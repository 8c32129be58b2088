package io.pgspan.ha.record.majority;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the stores agree on: the record's text, and which objects may vote on the next one.
 *
 * @param version the record's version: the text of the ballot that first proposed this text. Whoever later completes the write under
 *     another ballot keeps it, so that completing a write never looks like a new one
 * @param previous the version it replaced, empty for the first
 * @param text the record
 * @param uids each store's name with the uid of the object that votes for it; empty where the store has no vote
 */
public record Entry(String version, String previous, String text, SortedMap<String, String> uids) {
    /** Takes a copy. */
    public Entry {
        uids = Collections.unmodifiableSortedMap(new TreeMap<>(uids));
    }

    /** The record's next text, voted on by the same objects. */
    Entry next(String nextVersion, String nextText) {
        return new Entry(nextVersion, version, nextText, uids);
    }

    /** The same record; another object votes for a store, or none when {@code uid} is empty. */
    Entry voting(String store, String uid) {
        SortedMap<String, String> changed = new TreeMap<>(uids);
        changed.put(store, uid);
        return new Entry(version, previous, text, changed);
    }
}
