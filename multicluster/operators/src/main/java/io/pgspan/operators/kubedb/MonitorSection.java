package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.monitoring.Exporter;
import io.pgspan.model.monitoring.Monitoring;
import io.pgspan.model.monitoring.Monitoring.Scrape;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.GoText;
import io.pgspan.operators.decode.Words;
import io.pgspan.operators.podspec.ResourceFields;
import io.pgspan.operators.podspec.TextFields;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code monitor}: the exporter runs with each agent; they differ in how Prometheus is told. */
final class MonitorSection {
    private static final Words<Scrape> AGENT = Words.of("prometheus.io/operator", Scrape.OPERATOR)
            .or("prometheus.io/builtin", Scrape.ANNOTATIONS)
            .or("prometheus.io", Scrape.NONE);

    private MonitorSection() {}

    static Optional<Monitoring> read(Cursor spec) {
        Cursor monitor = spec.object("monitor");
        Optional<Scrape> scrape = monitor.choice("agent", AGENT);
        if (scrape.isEmpty()) {
            return Optional.empty();
        }
        Cursor prometheus = monitor.object("prometheus");
        Cursor serviceMonitor = prometheus.object("serviceMonitor");
        return Optional.of(Monitoring.builder()
                .scrape(scrape.get())
                .exporter(exporter(prometheus.object("exporter")))
                .labels(serviceMonitor.labels("labels"))
                .interval(serviceMonitor.goDuration("interval"))
                .build());
    }

    private static Optional<Exporter> exporter(Cursor exporter) {
        Optional<Integer> port = exporter.integer("port");
        List<String> args = exporter.texts("args");
        Resources resources = ResourceFields.read(exporter.object("resources"));
        if (port.isEmpty() && args.isEmpty() && resources.equals(Resources.unsaid())) {
            return Optional.empty();
        }
        return Optional.of(Exporter.builder()
                .port(port.map(OptionalInt::of).orElse(OptionalInt.empty()))
                .args(args)
                .resources(resources)
                .build());
    }

    static void write(PostgresCluster wish, ObjectNode spec) {
        if (wish.monitoring().isEmpty()) {
            return;
        }
        Monitoring said = wish.monitoring().get();
        ObjectNode prometheus = spec.putObject("monitor")
                .put("agent", AGENT.word(said.scrape()))
                .putObject("prometheus");
        said.exporter().ifPresent(e -> exporter(prometheus.putObject("exporter"), e));
        if (!said.labels().isEmpty() || said.interval().isPresent()) {
            ObjectNode serviceMonitor = prometheus.putObject("serviceMonitor");
            TextFields.write(serviceMonitor, "labels", said.labels());
            said.interval().ifPresent(time -> serviceMonitor.put("interval", GoText.text(time)));
        }
    }

    private static void exporter(ObjectNode object, Exporter exporter) {
        exporter.port().ifPresent(port -> object.put("port", port));
        TextFields.write(object, "args", exporter.args());
        if (!exporter.resources().equals(Resources.unsaid())) {
            ResourceFields.write(object.putObject("resources"), exporter.resources());
        }
    }
}
