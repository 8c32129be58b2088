package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.testkit.base.apiserver.WatchLog.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over the history of a collection, read by polling so that a simulator decides when a watcher learns of a change.
 * Each change is delivered once, in order. Holds no resources; thread-safe.
 */
public final class Watch {
    private final Object lock;
    private final ObjectStore store;
    private final ResourcePath path;
    private final Predicate<JsonNode> matcher;
    private final List<WatchEvent> initial;
    private long cursor;
    private long announced;
    private boolean over;

    Watch(
            Object lock,
            ObjectStore store,
            ResourcePath path,
            Predicate<JsonNode> matcher,
            long from,
            List<WatchEvent> initial) {
        this.lock = lock;
        this.store = store;
        this.path = path;
        this.matcher = matcher;
        this.cursor = from;
        this.announced = from;
        this.initial = new ArrayList<>(initial);
    }

    /**
     * What happened since the last poll, oldest first. Where the history no longer reaches back to it: one {@code ERROR} event
     * with a 410 status, and nothing ever after.
     */
    public List<WatchEvent> poll() {
        synchronized (lock) {
            if (over) {
                return List.of();
            }
            if (!store.log().reaches(cursor) || cursor > store.version()) {
                over = true;
                String message = "too old resource version: " + cursor + " (" + store.version() + ")";
                return List.of(new WatchEvent(
                        WatchEvent.Type.ERROR,
                        ApiServerException.expired(message).status()));
            }
            List<WatchEvent> events = new ArrayList<>(initial);
            initial.clear();
            for (Change change : store.log().after(cursor)) {
                event(change).ifPresent(events::add);
            }
            cursor = store.version();
            events.forEach(e -> announced = Math.max(announced, e.resourceVersion()));
            return events;
        }
    }

    /** A {@code BOOKMARK} if the history has moved on without an event for this watch since the last one. */
    public Optional<WatchEvent> bookmark() {
        synchronized (lock) {
            if (over || announced >= cursor) {
                return Optional.empty();
            }
            announced = cursor;
            ObjectNode mark = JsonNodeFactory.instance
                    .objectNode()
                    .put("kind", Kinds.kindOf(store, path))
                    .put("apiVersion", path.apiVersion());
            mark.putObject("metadata").put("resourceVersion", Long.toString(cursor));
            return Optional.of(new WatchEvent(WatchEvent.Type.BOOKMARK, mark));
        }
    }

    /** With a selector an object that starts to match is ADDED for this watcher, one that ceases to match is DELETED. */
    private Optional<WatchEvent> event(Change change) {
        if (!path.key().holds(change.key())) {
            return Optional.empty();
        }
        ObjectNode before = matching(change.before());
        ObjectNode after = matching(change.after());
        if (after != null) {
            return Optional.of(new WatchEvent(
                    before == null ? WatchEvent.Type.ADDED : WatchEvent.Type.MODIFIED, present(path, after)));
        }
        return before == null
                ? Optional.empty()
                : Optional.of(new WatchEvent(
                        WatchEvent.Type.DELETED, present(path, ObjectStore.stamped(before, change.version()))));
    }

    private @Nullable ObjectNode matching(@Nullable ObjectNode object) {
        return object != null && matcher.test(object) ? object : null;
    }

    /** The caller's own copy, in the version it asked for. */
    static ObjectNode present(ResourcePath path, ObjectNode object) {
        return object.deepCopy().put("apiVersion", path.apiVersion());
    }
}
