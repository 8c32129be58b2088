package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Who owns which field of one object; its written form is metadata.managedFields. */
final class FieldOwners {
    /** Kubernetes keeps one entry per manager, operation and subresource: the same name may own by Apply and by Update. */
    record Owner(String manager, String operation, String subresource) {
        static Owner applying(String manager, ResourcePath path) {
            return new Owner(manager, "Apply", path.subresource());
        }

        static Owner updating(String manager, ResourcePath path) {
            return new Owner(manager, "Update", path.subresource());
        }
    }

    private record Entry(String apiVersion, String time, FieldSet fields) {}

    private final Map<Owner, Entry> entries = new LinkedHashMap<>();

    static FieldOwners none() {
        return new FieldOwners();
    }

    static FieldOwners of(ObjectNode object) {
        FieldOwners owners = new FieldOwners();
        for (JsonNode e : object.path("metadata").path("managedFields")) {
            Owner owner = new Owner(
                    e.path("manager").asText(),
                    e.path("operation").asText(),
                    e.path("subresource").asText(""));
            owners.entries.put(
                    owner,
                    new Entry(
                            e.path("apiVersion").asText(),
                            e.path("time").asText(),
                            FieldSet.parse(e.path("fieldsV1"))));
        }
        return owners;
    }

    FieldSet fieldsOf(Owner owner) {
        Entry entry = entries.get(owner);
        return entry == null ? FieldSet.NONE : entry.fields();
    }

    /** Every other owner's fields. */
    Map<Owner, FieldSet> others(Owner owner) {
        Map<Owner, FieldSet> others = new LinkedHashMap<>();
        entries.forEach((o, e) -> {
            if (!o.equals(owner)) {
                others.put(o, e.fields());
            }
        });
        return others;
    }

    /** Sets what an owner has; the time is kept while the fields are the same. */
    void set(Owner owner, String apiVersion, String now, FieldSet fields) {
        Entry old = entries.get(owner);
        if (fields.isEmpty()) {
            entries.remove(owner);
        } else if (old == null || !old.fields().equals(fields)) {
            entries.put(owner, new Entry(apiVersion, now, fields));
        }
    }

    /** Takes fields away from everyone but {@code keeper}. */
    void takeFromOthers(Owner keeper, Predicate<FieldPath> fields) {
        entries.replaceAll((o, e) -> o.equals(keeper)
                ? e
                : new Entry(e.apiVersion(), e.time(), e.fields().without(fields)));
        entries.values().removeIf(e -> e.fields().isEmpty());
    }

    /** An update owns what it changed and takes it from everyone else; what it removed belongs to nobody. */
    void recordUpdate(Owner owner, String apiVersion, String now, ObjectNode before, ObjectNode after, ListKeys keys) {
        Set<FieldPath> changed = new LinkedHashSet<>();
        for (FieldPath path : FieldSet.of(after, keys).paths()) {
            JsonNode old = path.in(before);
            if (path.isItem() ? old.isMissingNode() : !old.equals(path.in(after))) {
                changed.add(path);
            }
        }
        Predicate<FieldPath> removed = path -> path.in(after).isMissingNode();
        takeFromOthers(owner, path -> changed.contains(path) || removed.test(path));
        set(owner, apiVersion, now, fieldsOf(owner).without(removed).plus(changed));
    }

    void writeTo(ObjectNode object) {
        ObjectNode metadata = object.withObject("/metadata");
        metadata.remove("managedFields");
        if (entries.isEmpty()) {
            return;
        }
        ArrayNode list = metadata.putArray("managedFields");
        entries.forEach((owner, entry) -> {
            ObjectNode e = list.addObject()
                    .put("manager", owner.manager())
                    .put("operation", owner.operation())
                    .put("apiVersion", entry.apiVersion())
                    .put("time", entry.time())
                    .put("fieldsType", "FieldsV1");
            e.set("fieldsV1", entry.fields().toJson());
            if (!owner.subresource().isEmpty()) {
                e.put("subresource", owner.subresource());
            }
        });
    }
}
