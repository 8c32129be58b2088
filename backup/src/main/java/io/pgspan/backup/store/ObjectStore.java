package io.pgspan.backup.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where bytes live: immutable objects under keys.
 *
 * <p><b>The promise.</b> When {@link #put} returns, the object is whole, durable and visible to every reader. Until then, and when it
 * throws or its process dies, no reader and no listing sees any part of it: an earlier object under the key stays as it was. A
 * reader that opened an object reads that object to its end, whatever is put meanwhile. Nothing is ever deleted but by
 * {@link #delete}.
 *
 * <p><b>Keys</b> are parts joined by {@code /}. A part is 1 to 200 characters out of letters, digits and {@code ! ' ( ) * + , - . = @ _},
 * the first of them not a dot; a key is at most 900 characters. No key may be another one plus {@code /…}: {@code a} and {@code a/b}
 * exclude each other. A key of another form is refused with a {@link StoreException}.
 *
 * <p>Every implementation passes {@code ObjectStoreContract} in this module's tests.
 */
public interface ObjectStore {
    /** The greatest number of objects in one page of a listing. */
    int PAGE_SIZE = 1000;

    /** The greatest number of objects {@link #list(String)} collects. */
    int LIST_LIMIT = 1_000_000;

    /**
     * Stores an object.
     *
     * @param content read to its end and not closed; an error while reading it means that nothing is stored
     * @throws StoreException when the object could not be stored; the caller may try again
     */
    Put put(String key, InputStream content, Condition condition);

    /**
     * Stores a file as an object.
     *
     * @throws StoreException when the file can't be read or the object could not be stored
     */
    default Put put(String key, Path file, Condition condition) {
        try (InputStream content = Files.newInputStream(file)) {
            return put(key, content, condition);
        } catch (IOException e) {
            throw new StoreException("store: can't read '" + file + "' for object '" + key + "': " + e, e);
        }
    }

    /**
     * Opens an object; empty when there is none. The caller closes the stream.
     *
     * @throws StoreException when the store can't tell
     */
    Optional<InputStream> get(String key);

    /**
     * What is known about an object; empty when there is none.
     *
     * @throws StoreException when the store can't tell
     */
    Optional<ObjectInfo> head(String key);

    /**
     * One page of the objects whose key starts with the prefix and comes after {@code after}, ascending by key.
     *
     * @param prefix any beginning of a key, not only whole parts; empty for all
     * @param after the last key of the page before; empty for the first page
     * @throws StoreException when the store can't tell
     */
    ObjectPage list(String prefix, String after);

    /**
     * All objects whose key starts with the prefix, ascending by key.
     *
     * @throws StoreException when the store can't tell, or holds more than {@link #LIST_LIMIT} of them
     */
    default List<ObjectInfo> list(String prefix) {
        List<ObjectInfo> all = new ArrayList<>();
        String after = "";
        while (all.size() < LIST_LIMIT) {
            ObjectPage page = list(prefix, after);
            all.addAll(page.objects());
            if (!page.more() || page.objects().isEmpty()) {
                return List.copyOf(all);
            }
            after = all.get(all.size() - 1).key();
        }
        throw new StoreException("store: more than " + LIST_LIMIT + " objects under '" + prefix
                + "'; list a longer prefix, or read page by page");
    }

    /**
     * Removes an object, durably; nothing happens when there is none.
     *
     * @throws StoreException when it could not be removed
     */
    void delete(String key);
}
