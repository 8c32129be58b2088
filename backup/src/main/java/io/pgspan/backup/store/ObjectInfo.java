package io.pgspan.backup.store;

import java.time.Instant;

/**
 * What a store knows about an object without reading it.
 *
 * @param key the object's key
 * @param size bytes
 * @param modified when the object took this content, by the store's clock
 */
public record ObjectInfo(String key, long size, Instant modified) {}
