package io.pgspan.samples.controller;

import io.pgspan.model.PgspanException;
import io.pgspan.multicluster.change.ClusterObjects;
import io.pgspan.operators.change.ObjectKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Where wishes are said: one text per database, by a name that never changes. */
interface Wishes {

    /**
     * All texts by name.
     *
     * @throws PgspanException when they can't be read now
     */
    Map<String, String> read();

    /** The files of a folder, named without {@code .yaml}. */
    static Wishes folder(Path folder) {
        return () -> {
            Map<String, String> texts = new TreeMap<>();
            try (Stream<Path> files = Files.list(folder)) {
                List<Path> some =
                        files.filter(file -> file.toString().endsWith(".yaml")).toList();
                for (Path file : some) {
                    texts.put(name(String.valueOf(file.getFileName())), Files.readString(file));
                }
            } catch (IOException e) {
                throw new PgspanException("the wishes in " + folder + " can't be read: " + e, e);
            }
            return texts;
        };
    }

    /** The entries of a ConfigMap. */
    static Wishes configMap(ClusterObjects objects, String namespace, String name) {
        ObjectKey key = new ObjectKey("v1", "ConfigMap", namespace, name);
        return () -> {
            Map<String, String> texts = new TreeMap<>();
            objects.read(key)
                    .orElseThrow(() -> new PgspanException(key.title() + ", which is to hold the wishes, is not there"))
                    .path("data")
                    .properties()
                    .forEach(entry ->
                            texts.put(name(entry.getKey()), entry.getValue().asText()));
            return texts;
        };
    }

    private static String name(String file) {
        return file.endsWith(".yaml") ? file.substring(0, file.length() - ".yaml".length()) : file;
    }
}
