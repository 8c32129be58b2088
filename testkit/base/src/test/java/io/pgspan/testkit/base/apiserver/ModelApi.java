package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

final class ModelApi implements Api {
    private final ApiServerModel model;

    ModelApi(ApiServerModel model) {
        this.model = model;
    }

    @Override
    public ObjectNode create(ResourcePath collection, ObjectNode object, boolean dryRun) {
        return refusing(() -> model.create(collection, object, new WriteOptions("test", false, dryRun)));
    }

    @Override
    public ObjectNode get(ResourcePath path) {
        return refusing(() -> model.get(path));
    }

    @Override
    public List<ObjectNode> list(ResourcePath collection, Selection selection) {
        return refusing(() -> model.list(collection, selection).items());
    }

    @Override
    public ObjectNode update(ResourcePath path, ObjectNode object) {
        return refusing(() -> model.update(path, object, WriteOptions.by("test")));
    }

    @Override
    public ObjectNode patch(ResourcePath path, PatchType type, String patch) {
        String list = "{'list':" + patch + "}";
        return refusing(() -> model.patch(path, type, Objects.json(list).path("list"), WriteOptions.by("test")));
    }

    @Override
    public ObjectNode apply(ResourcePath path, ObjectNode object, String manager, boolean force) {
        return refusing(() -> model.apply(path, object, new WriteOptions(manager, force, false)));
    }

    @Override
    public void delete(ResourcePath path, String resourceVersion) {
        refusing(() -> model.delete(path, DeleteOptions.plain().onlyVersion(resourceVersion)));
    }

    @Override
    public List<String> watch(ResourcePath collection, String resourceVersion) {
        Watch watch = model.watch(collection, Selection.all(), resourceVersion);
        List<String> events = new ArrayList<>();
        return new AbstractList<>() {
            @Override
            public String get(int index) {
                return events.get(index);
            }

            @Override
            public int size() {
                watch.poll().forEach(e -> events.add(text(e)));
                return events.size();
            }
        };
    }

    private static String text(WatchEvent event) {
        return event.type() == WatchEvent.Type.ERROR
                ? "ERROR " + event.object().path("code").asInt()
                : event.type() + " "
                        + event.object().path("metadata").path("name").asText();
    }

    @Override
    public void compact() {
        model.compact();
    }

    private static <T> T refusing(Supplier<T> call) {
        try {
            return call.get();
        } catch (ApiServerException e) {
            throw new Refused(e.code(), e.reason(), e);
        }
    }

    @Override
    public void close() {}
}
