package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A Kubernetes API server as a value machine: objects, versions, watch history with compaction, field owners, status
 * subresource, finalizers, owner references, namespaces, pruning. Deterministic: the same calls with the same clock and uids
 * give the same answers, so a simulator and an HTTP server can share it. Thread-safe by one lock; objects go in and out as
 * copies. Every refusal is an {@link ApiServerException}, and then nothing has changed.
 *
 * <p>What it doesn't have: validation and defaulting by schema, admission, authentication, quotas, conversion (all versions of
 * a kind share one stored form), graceful pod deletion, scale/eviction/log/exec subresources, list paging.
 *
 * <pre>{@code
 * ApiServerModel hub = ApiServerModel.builder(Clock.systemUTC()).build();
 * ResourcePath leases = ResourcePath.of("coordination.k8s.io/v1", "leases").in("default");
 * hub.create(leases, lease, WriteOptions.by("me"));
 * Watch watch = hub.watch(leases, Selection.all(), "0");
 * }</pre>
 */
public final class ApiServerModel {
    private static final ResourcePath CRDS = ResourcePath.of("apiextensions.k8s.io/v1", "customresourcedefinitions");
    private static final WriteOptions SERVER = WriteOptions.by("apiserver");

    private final Object lock = new Object();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ObjectStore store;
    private final Deleter deleter;
    private final Writer writer;
    private final Creator creator;

    private ApiServerModel(Builder builder) {
        store = new ObjectStore(builder.historyLimit);
        deleter = new Deleter(store, builder.clock);
        writer = new Writer(store, builder.clock, deleter);
        creator = new Creator(store, writer, builder.uids, builder.autoCreateNamespaces);
        creator.createNamespace("default");
        creator.createNamespace("kube-system");
    }

    /** A server with the namespaces {@code default} and {@code kube-system}; timestamps come from {@code clock}. */
    public static Builder builder(InstantSource clock) {
        return new Builder(clock);
    }

    /** The settings of a new model. */
    public static final class Builder {
        private final InstantSource clock;
        private Supplier<String> uids = numbered("apiserver");
        private int historyLimit = 10_000;
        private boolean autoCreateNamespaces;

        private Builder(InstantSource clock) {
            this.clock = clock;
        }

        /** Uids derived from this name and a counter, so that two servers never share one. Default {@code apiserver}. */
        public Builder name(String name) {
            uids = numbered(name);
            return this;
        }

        /** Where uids come from; must never repeat one. Default: see {@link #name}. */
        public Builder uids(Supplier<String> source) {
            uids = source;
            return this;
        }

        /** How many changes a watch can go back, at least 1; default 10,000. */
        public Builder historyLimit(int changes) {
            historyLimit = Math.max(1, changes);
            return this;
        }

        /** A creation in a missing namespace creates it instead of being refused with 404. Default: off. */
        public Builder autoCreateNamespaces() {
            autoCreateNamespaces = true;
            return this;
        }

        /** The model. */
        public ApiServerModel build() {
            return new ApiServerModel(this);
        }

        private static Supplier<String> numbered(String name) {
            AtomicLong count = new AtomicLong();
            return () -> UUID.nameUUIDFromBytes((name + "/" + count.incrementAndGet()).getBytes(StandardCharsets.UTF_8))
                    .toString();
        }
    }

    /** Creates an object in a collection; {@code metadata.generateName} is honoured. 409 AlreadyExists, 422 Invalid, 404. */
    public ObjectNode create(ResourcePath collection, ObjectNode object, WriteOptions options) {
        return write(() -> {
            requireSubresource(collection);
            return Watch.present(collection, creator.create(collection, object, options));
        });
    }

    /** The object, or 404. */
    public ObjectNode get(ResourcePath path) {
        return find(path).orElseThrow(() -> ApiServerException.notFound(path.key()));
    }

    /** The object, if it exists. */
    public Optional<ObjectNode> find(ResourcePath path) {
        synchronized (lock) {
            requireSubresource(path);
            return store.find(path.key()).map(object -> Watch.present(path, object));
        }
    }

    /** Every object of the collection that is selected, in all namespaces where the path names none. */
    public ObjectList list(ResourcePath collection, Selection selection) {
        Predicate<JsonNode> matcher = selection.matcher();
        synchronized (lock) {
            List<ObjectNode> items = store.list(collection.key()).stream()
                    .filter(e -> matcher.test(e.getValue()))
                    .map(e -> Watch.present(collection, e.getValue()))
                    .toList();
            String kind = Kinds.kindOf(store, collection) + "List";
            return new ObjectList(collection.apiVersion(), kind, Long.toString(store.version()), items);
        }
    }

    /**
     * Replaces the object (or, at its status path, the status alone). 409 Conflict where the object names a resourceVersion or
     * uid that isn't the stored one; without resourceVersion the last writer wins. A replacement by the same does not count.
     */
    public ObjectNode update(ResourcePath path, ObjectNode object, WriteOptions options) {
        return write(() -> Watch.present(path, writer.replace(path, live(path), object, options)));
    }

    /** Changes the object by a patch; the result is treated like an {@link #update}. */
    public ObjectNode patch(ResourcePath path, PatchType type, JsonNode patch, WriteOptions options) {
        return write(() -> {
            ObjectNode live = live(path);
            JsonNode result = type == PatchType.JSON ? JsonPatch.apply(live, patch) : MergePatch.apply(live, patch);
            if (!(result instanceof ObjectNode object)) {
                throw ApiServerException.badRequest("the patch of " + path + " does not give an object");
            }
            return Watch.present(path, writer.replace(path, live, object, options));
        });
    }

    /** Server-side apply: creates or merges, keeps field owners. 409 Conflict where another manager owns a different value. */
    public ObjectNode apply(ResourcePath path, ObjectNode object, WriteOptions options) {
        return write(() -> {
            Optional<ObjectNode> live = store.find(path.key());
            if (live.isPresent()) {
                return Watch.present(path, writer.apply(path, live(path), object, options));
            }
            if (path.isStatus()) {
                throw ApiServerException.notFound(path.key());
            }
            return Watch.present(path, creator.createByApply(path, object, options));
        });
    }

    /** Deletes one object. 404, or 409 where a precondition fails. */
    public Deletion delete(ResourcePath path, DeleteOptions options) {
        return write(() -> {
            requireSubresource(path);
            return deleted(path, path.key(), options);
        });
    }

    /** Deletes the selected objects and returns how each ended. */
    public List<Deletion> deleteCollection(ResourcePath collection, Selection selection, DeleteOptions options) {
        Predicate<JsonNode> matcher = selection.matcher();
        return write(() -> store.list(collection.key()).stream()
                .filter(e ->
                        matcher.test(e.getValue()) && store.find(e.getKey()).isPresent())
                .map(e -> deleted(collection, e.getKey(), options))
                .toList());
    }

    private Deletion deleted(ResourcePath path, ObjectKey key, DeleteOptions options) {
        Deletion deletion = deleter.delete(key, options);
        return new Deletion(Watch.present(path, deletion.object()), deletion.gone());
    }

    /**
     * Watches a collection or one object. From {@code ""} or {@code "0"} it first delivers what exists as ADDED; from any other
     * version it delivers what came after, or a 410 if the history no longer reaches back.
     */
    public Watch watch(ResourcePath collection, Selection selection, String resourceVersion) {
        Predicate<JsonNode> matcher = selection.matcher();
        boolean fromNow = resourceVersion.isEmpty() || resourceVersion.equals("0");
        if (!fromNow && !resourceVersion.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw ApiServerException.badRequest("Invalid resource version: " + resourceVersion);
        }
        synchronized (lock) {
            List<WatchEvent> initial = fromNow
                    ? list(collection, selection).items().stream()
                            .map(item -> new WatchEvent(WatchEvent.Type.ADDED, item))
                            .toList()
                    : List.of();
            long from = fromNow ? store.version() : Long.parseLong(resourceVersion);
            return new Watch(lock, store, collection, matcher, from, initial);
        }
    }

    /** The version of the last change. */
    public String resourceVersion() {
        synchronized (lock) {
            return Long.toString(store.version());
        }
    }

    /** Forgets the history: a watch that has not caught up gets a 410. */
    public void compact() {
        synchronized (lock) {
            store.log().compactTo(store.version());
        }
        announce();
    }

    /** Creates or replaces a CustomResourceDefinition: from then on its kind is pruned by the schema of each version. */
    public void registerCrd(ObjectNode crd) {
        String name = crd.path("metadata").path("name").asText();
        apply(CRDS.named(name), crd, SERVER.forced());
    }

    /** The kinds discovery names: what is stored, and the CRDs. */
    List<DiscoveredKind> kinds() {
        synchronized (lock) {
            return DiscoveredKind.of(store);
        }
    }

    /** Calls {@code listener} after changes, outside the lock and possibly once for several; it must return quickly. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Ends {@link #onChange}. */
    public void forget(Runnable listener) {
        listeners.remove(listener);
    }

    private ObjectNode live(ResourcePath path) {
        requireSubresource(path);
        return store.find(path.key()).orElseThrow(() -> ApiServerException.notFound(path.key()));
    }

    private void requireSubresource(ResourcePath path) {
        boolean known = path.subresource().isEmpty() || (path.isStatus() && Kinds.hasStatus(store, path));
        if (!known) {
            throw ApiServerException.notFound("the subresource " + path);
        }
    }

    private <T> T write(Supplier<T> change) {
        T result;
        synchronized (lock) {
            result = change.get();
        }
        announce();
        return result;
    }

    private void announce() {
        listeners.forEach(Runnable::run);
    }
}
