package io.pgspan.samples.quickstart;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The report as one HTML file that needs nothing else: no script, no font, no network. */
final class HtmlReport {
    private static final String STYLE = """
            :root{--ink:#1c2430;--soft:#5d6b7d;--line:#d8dee6;--paper:#fff;--wash:#f5f7fa;--primary:#1f6feb;--standby:#2da44e;
            --arbiter:#8250df;--down:#cf222e}
            *{box-sizing:border-box}body{margin:0;background:var(--wash);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
            main{max-width:1040px;margin:0 auto;padding:32px 20px}h1{font-size:26px;margin:0 0 4px}h2{font-size:18px;margin:0 0 12px}
            .sub{color:var(--soft);margin:0 0 20px}section{background:var(--paper);border:1px solid var(--line);border-radius:10px;
            padding:18px 20px;margin:0 0 18px;overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:13px}
            th,td{text-align:left;padding:6px 10px;border-bottom:1px solid var(--line);vertical-align:top}th{color:var(--soft);
            font-weight:600;white-space:nowrap}.figures{display:flex;flex-wrap:wrap;gap:12px}.figure{flex:1 1 150px;
            border:1px solid var(--line);border-radius:8px;padding:10px 14px}.figure b{display:block;font-size:22px}
            .figure span{color:var(--soft);font-size:12px}.topologies{display:flex;flex-wrap:wrap;gap:24px}.topologies>div{flex:1 1 420px}
            svg text{font:12px system-ui,sans-serif;fill:var(--ink)}svg .soft{fill:var(--soft);font-size:11px}ul{margin:0;padding-left:18px}
            code{font:12px ui-monospace,monospace}.yes{color:var(--standby)}.no{color:var(--down)}
            """;

    private final Report report;

    private HtmlReport(Report report) {
        this.report = report;
    }

    static String of(Report report) {
        return new HtmlReport(report).render();
    }

    private String render() {
        Report.Input in = report.input();
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\""
                + " content=\"width=device-width,initial-scale=1\"><title>pgspan: "
                + text(in.cluster()) + "</title><style>" + STYLE + "</style></head><body><main><h1>"
                + text(in.cluster())
                + "</h1><p class=\"sub\">PostgreSQL " + text(in.postgresVersionRun()) + " (wanted "
                + text(in.postgresVersionWanted()) + "), " + in.replicas() + " replicas"
                + (in.arbiter() ? " and an arbiter" : "") + " on " + text(String.join(", ", in.clusters())) + ", hub "
                + text(in.hub()) + "; the run took " + seconds(report.durationMillis()) + "</p>"
                + section("Figures", figures())
                + section("Topology", topologies())
                + section("Timeline", TimelinePicture.svg(report.events(), report.durationMillis()))
                + section("Placement", placement())
                + section("What survives", survival())
                + section("pg_stat_replication", replication())
                + section("Said of the input", said(in))
                + section("Events", events())
                + "</main></body></html>";
    }

    private String figures() {
        Report.Failover f = report.failover();
        Report.Recovery r = report.recovery();
        return "<div class=\"figures\">"
                + figure(f.lostRows() + "", "acknowledged rows lost of " + f.acknowledgedRows())
                + figure(seconds(f.electionMillis()), "election: " + f.killed() + " killed, " + f.promoted() + " leads")
                + figure(seconds(f.writeOutageMillis()), "write outage")
                + figure(seconds(f.rejoinedMillis()), "until " + f.killed() + " was back in place")
                + figure(f.timelineBefore() + " → " + f.timelineAfter(), "timeline")
                + figure(r.rowsRecovered() + " / " + r.rowsExpected(), "rows recovered to " + r.target())
                + "</div>";
    }

    private static String figure(String value, String label) {
        return "<div class=\"figure\"><b>" + text(value) + "</b><span>" + text(label) + "</span></div>";
    }

    private String topologies() {
        return "<div class=\"topologies\"><div><p class=\"sub\">before the kill</p>" + topology(report.topologyBefore())
                + "</div><div><p class=\"sub\">at the end</p>" + topology(report.pods()) + "</div></div>";
    }

    private static String topology(List<Report.Pod> pods) {
        Map<String, List<Report.Pod>> byCluster = new TreeMap<>();
        for (String cluster :
                new TreeSet<>(pods.stream().map(Report.Pod::cluster).toList())) {
            byCluster.put(
                    cluster,
                    pods.stream().filter(p -> p.cluster().equals(cluster)).toList());
        }
        StringBuilder svg = new StringBuilder();
        int y = 0;
        for (Map.Entry<String, List<Report.Pod>> entry : byCluster.entrySet()) {
            int height = 34 + 46 * entry.getValue().size();
            svg.append(rect(1, y + 1, 418, height - 2, "#f5f7fa", "#d8dee6"));
            svg.append("<text class=\"soft\" x=\"14\" y=\"")
                    .append(y + 20)
                    .append("\">")
                    .append(text(entry.getKey()))
                    .append("</text>");
            int row = y + 30;
            for (Report.Pod pod : entry.getValue()) {
                svg.append(rect(14, row, 392, 38, "#fff", colour(pod.role())));
                svg.append("<circle cx=\"30\" cy=\"")
                        .append(row + 19)
                        .append("\" r=\"6\" fill=\"")
                        .append(colour(pod.role()))
                        .append("\"/>");
                svg.append("<text x=\"46\" y=\"")
                        .append(row + 17)
                        .append("\">")
                        .append(text(pod.name() + "  ·  " + pod.role().toLowerCase(java.util.Locale.ROOT)))
                        .append("</text>");
                svg.append("<text class=\"soft\" x=\"46\" y=\"")
                        .append(row + 31)
                        .append("\">")
                        .append(text(pod.node()
                                + (pod.timeline() == 0
                                        ? ""
                                        : "  ·  timeline " + pod.timeline() + "  ·  " + pod.receivedLsn())))
                        .append("</text>");
                row += 46;
            }
            y += height + 8;
        }
        return "<svg viewBox=\"0 0 420 " + y + "\" width=\"100%\" role=\"img\">" + svg + "</svg>";
    }

    private static String rect(int x, int y, int width, int height, String fill, String stroke) {
        return "<rect x=\"" + x + "\" y=\"" + y + "\" width=\"" + width + "\" height=\"" + height
                + "\" rx=\"7\" fill=\"" + fill + "\" stroke=\"" + stroke + "\"/>";
    }

    private static String colour(String role) {
        return switch (role) {
            case "PRIMARY" -> "#1f6feb";
            case "STANDBY" -> "#2da44e";
            case "ARBITER" -> "#8250df";
            default -> "#cf222e";
        };
    }

    private String placement() {
        return table(
                List.of("pod", "cluster", "node", "zone", "storage class", "scheduled on", "why"),
                report.placement(),
                p -> List.of(
                        text(p.pod()),
                        text(p.cluster()),
                        text(p.node()),
                        text(p.zone()),
                        text(p.storageClass()),
                        text(p.actualNode()),
                        list(p.reasons())));
    }

    private String survival() {
        return table(
                List.of("loss of", "domain", "lost pods", "data survives", "writable", "why"),
                report.survivability(),
                s -> List.of(
                        text(s.kind().toLowerCase(java.util.Locale.ROOT)),
                        text(s.domain()),
                        text(String.join(", ", s.lostPods())),
                        yes(s.dataSurvives()),
                        yes(s.writable()),
                        text(s.why())));
    }

    private static String yes(boolean yes) {
        return yes ? "<span class=\"yes\">yes</span>" : "<span class=\"no\">no</span>";
    }

    private String replication() {
        if (report.replication().isEmpty()) {
            return "<p class=\"sub\">no standbys</p>";
        }
        List<String> columns = List.copyOf(report.replication().get(0).keySet());
        return table(
                columns,
                report.replication(),
                row -> columns.stream().map(c -> text(row.getOrDefault(c, ""))).toList());
    }

    private static String said(Report.Input in) {
        return "<ul>" + items(in.overrides()) + items(in.notes()) + "</ul>";
    }

    private String events() {
        return table(
                List.of("at", "part", "what"),
                report.events(),
                e -> List.of(seconds(e.atMillis()), text(e.part()), text(e.what())));
    }

    private static <T> String table(List<String> head, List<T> rows, Function<T, List<String>> cells) {
        StringBuilder html = new StringBuilder("<table><thead><tr>");
        head.forEach(h -> html.append("<th>").append(text(h)).append("</th>"));
        html.append("</tr></thead><tbody>");
        for (T row : rows) {
            html.append("<tr>");
            cells.apply(row).forEach(c -> html.append("<td>").append(c).append("</td>"));
            html.append("</tr>");
        }
        return html.append("</tbody></table>").toString();
    }

    private static String section(String title, String body) {
        return "<section><h2>" + text(title) + "</h2>" + body + "</section>";
    }

    private static String list(List<String> texts) {
        return "<ul>" + items(texts) + "</ul>";
    }

    private static String items(List<String> texts) {
        StringBuilder html = new StringBuilder();
        texts.forEach(t -> html.append("<li>").append(text(t)).append("</li>"));
        return html.toString();
    }

    static String seconds(long millis) {
        return millis < 1000 ? millis + " ms" : String.format(java.util.Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    static String text(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
