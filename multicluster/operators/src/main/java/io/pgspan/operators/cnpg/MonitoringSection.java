package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.access.ConfigRef;
import io.pgspan.model.monitoring.Monitoring;
import io.pgspan.model.monitoring.Monitoring.Scrape;
import io.pgspan.operators.decode.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code monitoring}: metrics are always shown; an object for Prometheus' operator is made when asked for, which is deprecated. */
final class MonitoringSection {
    private static final String CONFIG_MAPS = "customQueriesConfigMap";
    private static final String SECRETS = "customQueriesSecret";

    private MonitoringSection() {}

    static Optional<Monitoring> read(Cursor spec) {
        Cursor said = spec.object("monitoring");
        if (!said.isPresent()) {
            return Optional.empty();
        }
        said.origin("monitoring");
        List<ConfigRef> queries = new ArrayList<>();
        queries(said, CONFIG_MAPS, ConfigRef.Kind.CONFIG_MAP, queries);
        queries(said, SECRETS, ConfigRef.Kind.SECRET, queries);
        return Optional.of(Monitoring.builder()
                .scrape(said.bool("enablePodMonitor").orElse(false) ? Scrape.OPERATOR : Scrape.NONE)
                .defaultQueries(!said.bool("disableDefaultQueries").orElse(false))
                .queries(queries)
                .build());
    }

    private static void queries(Cursor said, String field, ConfigRef.Kind kind, List<ConfigRef> queries) {
        for (Cursor one : said.objects(field)) {
            Optional<String> name = one.requiredText("name", "name the object");
            Optional<String> key = one.requiredText("key", "name its entry");
            if (name.isPresent() && key.isPresent()) {
                queries.add(new ConfigRef(kind, name.get(), key.get()));
            }
        }
    }

    /** What of it can be written, queries in the order in which they read back. */
    static Monitoring writable(Monitoring said) {
        List<ConfigRef> queries = new ArrayList<>();
        for (ConfigRef.Kind kind : List.of(ConfigRef.Kind.CONFIG_MAP, ConfigRef.Kind.SECRET)) {
            for (ConfigRef one : said.queries()) {
                if (one.kind() == kind && one.key().isPresent()) {
                    queries.add(one);
                }
            }
        }
        return Monitoring.builder()
                .scrape(said.scrape() == Scrape.ANNOTATIONS ? Scrape.NONE : said.scrape())
                .defaultQueries(said.isDefaultQueries())
                .queries(queries)
                .alerts(said.alerts())
                .build();
    }

    static void write(Monitoring said, ObjectNode spec) {
        ObjectNode object = spec.putObject("monitoring");
        if (said.scrape() == Scrape.OPERATOR) {
            object.put("enablePodMonitor", true);
        }
        if (!said.isDefaultQueries()) {
            object.put("disableDefaultQueries", true);
        }
        for (ConfigRef one : said.queries()) {
            object.withArrayProperty(one.kind() == ConfigRef.Kind.SECRET ? SECRETS : CONFIG_MAPS)
                    .addObject()
                    .put("name", one.name())
                    .put("key", one.key().orElse(""));
        }
    }
}
