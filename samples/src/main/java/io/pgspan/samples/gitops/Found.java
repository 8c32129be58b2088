package io.pgspan.samples.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.Dialect;
import io.pgspan.operators.dialects.Dialects;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One side's clusters, each with the objects that belong to it: those whose names it says, those that say its name, and so on from these. An
 * object may belong to several clusters; one that belongs to none is nobody's.
 *
 * @param clusters by operator, namespace and name
 * @param nobodys by version, kind, namespace and name
 */
record Found(Map<String, Cluster> clusters, Map<String, Manifest> nobodys) {
    /**
     * A cluster with its objects.
     *
     * @param title its kind, namespace and name
     * @param dialect who knows it
     * @param objects itself and what belongs to it
     */
    record Cluster(String title, Dialect<?> dialect, ManifestSet objects) {}

    static Found in(ManifestSet set) {
        Map<String, List<Manifest>> roots = new LinkedHashMap<>();
        List<Manifest> others = new ArrayList<>();
        for (Manifest manifest : set.manifests()) {
            Dialects.known()
                    .find(manifest)
                    .ifPresentOrElse(
                            dialect -> roots.computeIfAbsent(
                                            dialect.id() + " " + place(manifest), k -> new ArrayList<>())
                                    .add(manifest),
                            () -> others.add(manifest));
        }
        Map<String, Cluster> clusters = new LinkedHashMap<>();
        Set<Manifest> owned = new HashSet<>();
        roots.forEach((key, own) -> {
            Set<Manifest> belonging = belonging(own, others);
            owned.addAll(belonging);
            List<Manifest> all = new ArrayList<>(own);
            all.addAll(belonging);
            String id = key.substring(0, key.indexOf(' '));
            clusters.put(
                    key, new Cluster(own.get(0).title(), Dialects.known().of(id), new ManifestSet(all, List.of())));
        });
        Map<String, Manifest> nobodys = new LinkedHashMap<>();
        others.stream()
                .filter(manifest -> !owned.contains(manifest))
                .forEach(manifest ->
                        nobodys.put(manifest.apiVersion() + " " + manifest.kind() + " " + place(manifest), manifest));
        return new Found(clusters, nobodys);
    }

    /** Names of one namespace, where an empty one counts as {@code default}. */
    private static String place(Manifest manifest) {
        return (manifest.namespace().isEmpty() ? "default" : manifest.namespace()) + "/" + manifest.name();
    }

    private static Set<Manifest> belonging(List<Manifest> roots, List<Manifest> others) {
        Set<Manifest> belonging = new LinkedHashSet<>();
        List<Manifest> next = new ArrayList<>(roots);
        while (!next.isEmpty()) {
            Manifest one = next.remove(next.size() - 1);
            Set<String> says = texts(one);
            for (Manifest other : others) {
                boolean near = one.namespace().isEmpty()
                        || other.namespace().isEmpty()
                        || one.namespace().equals(other.namespace());
                boolean related = says.contains(other.name())
                        || (roots.contains(one) && texts(other).contains(one.name()));
                if (near && related && belonging.add(other)) {
                    next.add(other);
                }
            }
        }
        return belonging;
    }

    private static Set<String> texts(Manifest manifest) {
        Set<String> texts = new HashSet<>();
        manifest.tree().properties().forEach(field -> {
            if (!field.getKey().equals("metadata")) {
                texts(field.getValue(), texts);
            }
        });
        return texts;
    }

    private static void texts(JsonNode tree, Set<String> into) {
        if (tree.isTextual()) {
            into.add(tree.textValue());
        }
        tree.forEach(child -> texts(child, into));
    }
}
