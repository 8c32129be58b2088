package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.access.ConfigRef;
import io.pgspan.model.backup.InitDb;
import io.pgspan.model.init.InitScript;
import io.pgspan.operators.decode.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * {@code bootstrap.initdb}: the settings of {@code initdb}, and SQL that runs after it, first in {@code postgres}, then in {@code template1},
 * then in the application's database; in each first what stands here, then what is kept in secrets, then in config maps.
 */
final class InitSection {
    private static final String SECRETS = "secretRefs";
    private static final String CONFIG_MAPS = "configMapRefs";
    private static final String DATABASE = "app";

    /** Where SQL runs, by the database a wish names; the application's has no name there. */
    private enum Place {
        SERVER("postInitSQL", Optional.of("postgres")),
        TEMPLATE("postInitTemplateSQL", Optional.of("template1")),
        APPLICATION("postInitApplicationSQL", Optional.empty());

        private final String field;
        private final Optional<String> database;

        Place(String field, Optional<String> database) {
            this.field = field;
            this.database = database;
        }
    }

    private InitSection() {}

    /** Empty when it only says which SQL runs. */
    static Optional<InitDb> read(Cursor initdb, List<InitScript> scripts) {
        initdb.origin("dataSource");
        Optional<String> database = initdb.text("database");
        Optional<String> owner = initdb.text("owner").filter(said -> !database.equals(Optional.of(said)));
        Optional<Integer> segment = initdb.integer("walSegmentSize");
        InitDb said = InitDb.builder()
                .database(database)
                .owner(owner)
                .encoding(initdb.text("encoding"))
                .locale(initdb.text("locale"))
                .localeProvider(initdb.text("localeProvider"))
                .dataChecksums(initdb.bool("dataChecksums").orElse(false))
                .walSegmentMegabytes(segment.map(OptionalInt::of).orElse(OptionalInt.empty()))
                .build();
        return said.equals(InitDb.builder().build()) && !scripts.isEmpty() ? Optional.empty() : Optional.of(said);
    }

    static List<InitScript> scripts(Cursor initdb) {
        List<InitScript> scripts = new ArrayList<>();
        for (Place place : Place.values()) {
            String database = place.database.orElse(null);
            initdb.texts(place.field).forEach(sql -> scripts.add(new InitScript.Sql(sql, database)));
            Cursor refs = initdb.object(place.field + "Refs");
            kept(refs, SECRETS, ConfigRef.Kind.SECRET, database, scripts);
            kept(refs, CONFIG_MAPS, ConfigRef.Kind.CONFIG_MAP, database, scripts);
        }
        return scripts;
    }

    private static void kept(
            Cursor refs, String field, ConfigRef.Kind kind, @Nullable String database, List<InitScript> scripts) {
        for (Cursor ref : refs.objects(field)) {
            Optional<String> name = ref.requiredText("name", "name the object");
            Optional<String> key = ref.requiredText("key", "name its entry");
            if (name.isPresent() && key.isPresent()) {
                scripts.add(new InitScript.Kept(new ConfigRef(kind, name.get(), key.get()), database));
            }
        }
    }

    /** Those that can be written, in the order in which they run. */
    static List<InitScript> writable(List<InitScript> scripts) {
        List<InitScript> ordered = new ArrayList<>();
        for (Place place : Place.values()) {
            for (int part = 0; part < 3; part++) {
                for (InitScript script : scripts) {
                    if (script.database().equals(place.database) && part(script) == part) {
                        ordered.add(script);
                    }
                }
            }
        }
        return ordered;
    }

    /** SQL as text, kept in a secret, in a config map; or none of these. */
    private static int part(InitScript script) {
        return script.match(
                sql -> 0, kept -> kept.ref().key().isEmpty() ? -1 : kept.ref().kind() == ConfigRef.Kind.SECRET ? 1 : 2);
    }

    static void write(InitDb said, ObjectNode initdb) {
        if (said.database().isPresent() || said.owner().isPresent()) {
            String database = said.database().orElse(DATABASE);
            initdb.put("database", database).put("owner", said.owner().orElse(database));
        }
        said.encoding().ifPresent(encoding -> initdb.put("encoding", encoding));
        said.locale().ifPresent(locale -> initdb.put("locale", locale));
        said.localeProvider().ifPresent(provider -> initdb.put("localeProvider", provider));
        if (said.isDataChecksums()) {
            initdb.put("dataChecksums", true);
        }
        said.walSegmentMegabytes().ifPresent(size -> initdb.put("walSegmentSize", size));
    }

    /** What initdb would be asked for that reads back as something else: an owner of the database's name, or one of no database. */
    static InitDb writable(InitDb said) {
        InitDb.Builder all = said.toBuilder();
        if (said.owner().isPresent() && said.owner().equals(said.database())) {
            all.owner(Optional.empty());
        }
        if (said.owner().isPresent() && said.database().isEmpty()) {
            all.database(DATABASE);
            if (said.owner().get().equals(DATABASE)) {
                all.owner(Optional.empty());
            }
        }
        return all.build();
    }

    static void write(List<InitScript> scripts, ObjectNode initdb) {
        for (InitScript script : scripts) {
            for (Place place : Place.values()) {
                if (script.database().equals(place.database)) {
                    script.<JsonNode>match(
                            sql -> initdb.withArrayProperty(place.field).add(sql.statements()),
                            kept -> CnpgWords.object(initdb, place.field + "Refs")
                                    .withArrayProperty(
                                            kept.ref().kind() == ConfigRef.Kind.SECRET ? SECRETS : CONFIG_MAPS)
                                    .addObject()
                                    .put("name", kept.ref().name())
                                    .put("key", kept.ref().key().orElse("")));
                }
            }
        }
    }
}
