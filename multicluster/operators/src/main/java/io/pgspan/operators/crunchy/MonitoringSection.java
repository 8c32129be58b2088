package io.pgspan.operators.crunchy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.access.ConfigRef;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.monitoring.Exporter;
import io.pgspan.model.monitoring.Monitoring;
import io.pgspan.model.monitoring.Monitoring.Scrape;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.podspec.ResourceFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code monitoring.pgmonitor.exporter}: PGO runs the exporter and leaves it to others to find it. Queries of one's own replace PGO's. */
final class MonitoringSection {
    private static final String CONFIGURATION = "configuration";
    private static final String CONFIG_MAP = "configMap";
    private static final String SECRET = "secret";

    private MonitoringSection() {}

    static Optional<Monitoring> read(Cursor spec) {
        Cursor object = spec.path("monitoring", "pgmonitor", "exporter");
        if (!object.isPresent()) {
            return Optional.empty();
        }
        object.origin("monitoring");
        List<ConfigRef> queries = queries(object.peek(CONFIGURATION));
        if (queries.size() == object.peek(CONFIGURATION).size()) {
            object.objects(CONFIGURATION);
            object.skip(CONFIGURATION);
        } else {
            queries = List.of();
        }
        Exporter exporter = Exporter.builder()
                .image(object.text("image"))
                .resources(ResourceFields.read(object.object("resources")))
                .certificate(TlsSection.secret(object, "customTLSSecret"))
                .build();
        return Optional.of(Monitoring.builder()
                .scrape(Scrape.NONE)
                .exporter(Optional.of(exporter)
                        .filter(said -> !said.equals(Exporter.builder().build())))
                .defaultQueries(queries.isEmpty())
                .queries(queries)
                .build());
    }

    /** The projections that only name an object, or one entry of it under its own name. */
    private static List<ConfigRef> queries(JsonNode list) {
        List<ConfigRef> queries = new ArrayList<>();
        for (JsonNode one : list) {
            boolean secret = one.has(SECRET);
            JsonNode object = one.path(secret ? SECRET : CONFIG_MAP);
            JsonNode name = object.path("name");
            JsonNode items = object.path("items");
            JsonNode key = items.path(0).path("key");
            boolean whole = object.size() == 1;
            boolean entry = object.size() == 2
                    && items.size() == 1
                    && items.path(0).size() == 2
                    && key.isTextual()
                    && key.equals(items.path(0).path("path"));
            if (one.size() == 1 && name.isTextual() && !name.textValue().isEmpty() && (whole || entry)) {
                queries.add(new ConfigRef(
                        secret ? ConfigRef.Kind.SECRET : ConfigRef.Kind.CONFIG_MAP,
                        name.textValue(),
                        entry ? key.textValue() : null));
            }
        }
        return queries;
    }

    static void write(PostgresCluster wish, ObjectNode spec) {
        wish.monitoring().ifPresent(said -> {
            ObjectNode object =
                    spec.putObject("monitoring").putObject("pgmonitor").putObject("exporter");
            said.exporter().ifPresent(exporter -> write(exporter, object));
            if (!said.queries().isEmpty()) {
                ArrayNode list = object.putArray(CONFIGURATION);
                said.queries().forEach(query -> write(query, list.addObject()));
            }
        });
    }

    private static void write(Exporter exporter, ObjectNode object) {
        exporter.image().ifPresent(image -> object.put("image", image));
        if (!exporter.resources().equals(Resources.unsaid())) {
            ResourceFields.write(object.putObject("resources"), exporter.resources());
        }
        exporter.certificate().ifPresent(secret -> TlsSection.write(object, "customTLSSecret", secret));
    }

    private static void write(ConfigRef query, ObjectNode projection) {
        ObjectNode object = projection
                .putObject(query.kind() == ConfigRef.Kind.SECRET ? SECRET : CONFIG_MAP)
                .put("name", query.name());
        query.key()
                .ifPresent(key ->
                        object.putArray("items").addObject().put("key", key).put("path", key));
    }

    /** What PGO takes. */
    static Monitoring sayable(Monitoring said) {
        Optional<Exporter> exporter = said.exporter()
                .<Exporter>map(one -> Exporter.builder()
                        .image(one.image())
                        .resources(one.resources())
                        .certificate(one.certificate().map(secret -> SecretRef.of(secret.name())))
                        .build())
                .filter(one -> !one.equals(Exporter.builder().build()));
        return Monitoring.builder()
                .scrape(Scrape.NONE)
                .exporter(exporter)
                .defaultQueries(said.queries().isEmpty())
                .queries(said.queries())
                .alerts(said.alerts())
                .build();
    }
}
