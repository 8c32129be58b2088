package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.access.Database;
import io.pgspan.model.access.Database.Extension;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Fields;
import io.pgspan.operators.decode.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code Database}. Extensions and schemas that must not be there, and all that is foreign, stay as they are. */
final class DatabaseKind implements Satellite {
    private static final String KIND = "Database";
    private static final String OWNER = "owner";
    private static final String ENSURE = "ensure";
    private static final String RECLAIM = "databaseReclaimPolicy";
    private static final String EXTENSIONS = "extensions";
    private static final String SCHEMAS = "schemas";
    private static final Words<Boolean> ABSENT = Words.of("present", false).or("absent", true);
    private static final Words<Boolean> KEPT = Words.of("retain", true).or("delete", false);

    @Override
    public String apiVersion() {
        return CnpgWords.API;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Fields fields() {
        return SatelliteFields.DATABASE;
    }

    @Override
    public boolean read(Cursor object, Joined joined) {
        String database = object.peek(CnpgWords.SPEC).path(CnpgWords.NAME).asText("");
        String objectName = object.peek("metadata").path(CnpgWords.NAME).asText("");
        if (!joined.isNamedBy(object.peek()) || joined.hasDatabase(database) || !joined.claim(KIND, objectName)) {
            return false;
        }
        Satellites.name(object);
        Cursor spec = object.object(CnpgWords.SPEC);
        Satellites.skipCluster(spec);
        spec.requiredText(CnpgWords.NAME, "name the database");
        spec.requiredText(OWNER, "name the role that owns it");
        String path = "access.databases[" + joined.databases().size() + "]";
        spec.origin(path);
        spec.origin(path + ".name", CnpgWords.NAME);
        Database read = Database.builder()
                .name(database)
                .owner(spec.text(OWNER))
                .encoding(spec.text("encoding"))
                .locale(spec.text("locale"))
                .collate(spec.text("localeCollate"))
                .ctype(spec.text("localeCType"))
                .template(spec.text("template"))
                .tablespace(spec.text("tablespace"))
                .extensions(extensions(spec))
                .schemas(schemas(spec))
                .absent(spec.choice(ENSURE, ABSENT).orElse(false))
                .keptOnRemoval(spec.choice(RECLAIM, KEPT).orElse(true))
                .build();
        if (database.isEmpty()) {
            return true;
        }
        joined.add(read);
        if (!objectName.equals(made(joined.cluster(), database, joined.alike()))) {
            joined.options(joined.options().withDatabaseName(database, objectName));
        }
        return true;
    }

    private static List<Extension> extensions(Cursor spec) {
        List<Extension> extensions = new ArrayList<>();
        for (Cursor one : wanted(spec, EXTENSIONS)) {
            one.text(CnpgWords.NAME)
                    .ifPresent(name -> extensions.add(new Extension(
                            name,
                            one.text("version").orElse(null),
                            one.text("schema").orElse(null))));
        }
        return extensions;
    }

    private static List<String> schemas(Cursor spec) {
        List<String> schemas = new ArrayList<>();
        for (Cursor one : wanted(spec, SCHEMAS)) {
            one.text(CnpgWords.NAME).ifPresent(schemas::add);
        }
        return schemas;
    }

    /** The items that shall be there, each once and with its name; the others stay unread. */
    private static List<Cursor> wanted(Cursor spec, String field) {
        List<Cursor> wanted = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Cursor one : spec.objects(field)) {
            String name = one.peek(CnpgWords.NAME).asText("");
            if (!one.peek(ENSURE).asText("").equals("absent") && !name.isEmpty() && !names.contains(name)) {
                one.choice(ENSURE, ABSENT);
                wanted.add(one);
            }
            names.add(name);
        }
        return wanted;
    }

    @Override
    public List<ObjectNode> write(PostgresCluster wish, CloudNativePgOptions options) {
        List<ObjectNode> objects = new ArrayList<>();
        Map<String, Integer> alike = new HashMap<>();
        for (Database database : wish.access().databases()) {
            String made = made(wish.name(), database.name(), alike);
            String said = options.satellites().databaseNames().getOrDefault(database.name(), made);
            ObjectNode object = Satellites.object(this, said, wish);
            write(database, Satellites.spec(object, wish));
            objects.add(object);
        }
        return objects;
    }

    /** The cluster's name and the database's, as far as an object's name can hold it; a number tells those apart that would be the same. */
    private static String made(String cluster, String database, Map<String, Integer> alike) {
        String name = plain(database);
        int place = alike.merge(name, 1, Integer::sum);
        return cluster + "-" + name + (place == 1 ? "" : "-" + place);
    }

    private static String plain(String database) {
        String plain =
                database.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return plain.isEmpty() ? "database" : plain;
    }

    private static void write(Database database, ObjectNode spec) {
        spec.put(CnpgWords.NAME, database.name());
        database.owner().ifPresent(owner -> spec.put(OWNER, owner));
        database.encoding().ifPresent(encoding -> spec.put("encoding", encoding));
        database.locale().ifPresent(locale -> spec.put("locale", locale));
        database.collate().ifPresent(collate -> spec.put("localeCollate", collate));
        database.ctype().ifPresent(ctype -> spec.put("localeCType", ctype));
        database.template().ifPresent(template -> spec.put("template", template));
        database.tablespace().ifPresent(tablespace -> spec.put("tablespace", tablespace));
        if (!database.extensions().isEmpty()) {
            ArrayNode extensions = spec.putArray(EXTENSIONS);
            for (Extension extension : database.extensions()) {
                ObjectNode one = extensions.addObject().put(CnpgWords.NAME, extension.name());
                extension.version().ifPresent(version -> one.put("version", version));
                extension.schema().ifPresent(schema -> one.put("schema", schema));
            }
        }
        if (!database.schemas().isEmpty()) {
            ArrayNode schemas = spec.putArray(SCHEMAS);
            database.schemas().forEach(schema -> schemas.addObject().put(CnpgWords.NAME, schema));
        }
        if (database.isAbsent()) {
            spec.put(ENSURE, ABSENT.word(true));
        }
        if (!database.isKeptOnRemoval()) {
            spec.put(RECLAIM, KEPT.word(false));
        }
    }
}
