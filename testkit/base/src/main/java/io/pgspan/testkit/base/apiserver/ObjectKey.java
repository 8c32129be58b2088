package io.pgspan.testkit.base.apiserver;

import java.util.Comparator;

/** What identifies a stored object: not the version it is asked for in. Sorted as an API server lists. */
record ObjectKey(String group, String plural, String namespace, String name) implements Comparable<ObjectKey> {
    private static final Comparator<ObjectKey> ORDER = Comparator.comparing(ObjectKey::group)
            .thenComparing(ObjectKey::plural)
            .thenComparing(ObjectKey::namespace)
            .thenComparing(ObjectKey::name);

    static ObjectKey namespace(String name) {
        return new ObjectKey("", "namespaces", "", name);
    }

    /** True where an object of {@code other} belongs to this collection (this key has no name). */
    boolean holds(ObjectKey other) {
        return group.equals(other.group)
                && plural.equals(other.plural)
                && (namespace.isEmpty() || namespace.equals(other.namespace))
                && (name.isEmpty() || name.equals(other.name));
    }

    boolean isNamespace() {
        return group.isEmpty() && plural.equals("namespaces");
    }

    boolean isCrd() {
        return group.equals("apiextensions.k8s.io") && plural.equals("customresourcedefinitions");
    }

    @Override
    public int compareTo(ObjectKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return plural
                + (group.isEmpty() ? "" : "." + group)
                + " \""
                + (namespace.isEmpty() ? "" : namespace + "/")
                + name
                + "\"";
    }
}
