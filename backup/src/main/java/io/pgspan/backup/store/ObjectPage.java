package io.pgspan.backup.store;

import java.util.List;

/**
 * A part of a listing.
 *
 * @param objects at most {@link ObjectStore#PAGE_SIZE}, ascending by key
 * @param more whether a listing after the last key would bring more
 */
public record ObjectPage(List<ObjectInfo> objects, boolean more) {
    /** Copies the list. */
    public ObjectPage {
        objects = List.copyOf(objects);
    }
}
