package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.testkit.base.apiserver.WatchLog.Change;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All objects and one version counter, as in etcd: each commit takes the next number. What goes in is never changed afterwards,
 * what comes out must not be. Not thread-safe: the model's lock guards it.
 */
final class ObjectStore {
    private final TreeMap<ObjectKey, ObjectNode> objects = new TreeMap<>();
    private final WatchLog log;
    private long version = 1;

    ObjectStore(int historyLimit) {
        log = new WatchLog(historyLimit);
    }

    long version() {
        return version;
    }

    WatchLog log() {
        return log;
    }

    Optional<ObjectNode> find(ObjectKey key) {
        return Optional.ofNullable(objects.get(key));
    }

    /** Objects of the collection, sorted. Linear in all objects of the kind. */
    List<Map.Entry<ObjectKey, ObjectNode>> list(ObjectKey collection) {
        ObjectKey from = new ObjectKey(collection.group(), collection.plural(), collection.namespace(), "");
        return objects.tailMap(from, true).entrySet().stream()
                .takeWhile(e -> e.getKey().group().equals(collection.group())
                        && e.getKey().plural().equals(collection.plural()))
                .filter(e -> collection.holds(e.getKey()))
                .map(e -> Map.entry(e.getKey(), e.getValue()))
                .toList();
    }

    /** Every object of every kind. */
    List<Map.Entry<ObjectKey, ObjectNode>> all() {
        return objects.entrySet().stream()
                .map(e -> Map.entry(e.getKey(), e.getValue()))
                .toList();
    }

    /** Commits a creation or a change and returns the stored object, with its new resourceVersion. */
    ObjectNode put(ObjectKey key, ObjectNode object) {
        ObjectNode stored = stamped(object, ++version);
        log.append(new Change(version, key, objects.put(key, stored), stored));
        return stored;
    }

    /** Commits a removal and returns the last state with the resourceVersion of the removal. */
    ObjectNode remove(ObjectKey key) {
        ObjectNode removed = objects.remove(key);
        if (removed == null) {
            throw ApiServerException.notFound(key);
        }
        log.append(new Change(++version, key, removed, null));
        return stamped(removed, version);
    }

    static ObjectNode stamped(ObjectNode object, long version) {
        ObjectNode copy = object.deepCopy();
        copy.withObject("/metadata").put("resourceVersion", Long.toString(version));
        return copy;
    }
}
