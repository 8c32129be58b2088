package io.pgspan.samples.quickstart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The run's events along one axis of time: a lane for each part, a dot for each event, the time between them to scale. */
final class TimelinePicture {
    private static final int WIDTH = 980;
    private static final int LEFT = 90;
    private static final int LANE = 40;
    private static final int TICKS_MAX = 10;

    private TimelinePicture() {}

    static String svg(List<Report.Event> events, long durationMillis) {
        List<String> parts = new ArrayList<>();
        events.stream().map(Report.Event::part).distinct().forEach(parts::add);
        long span = Math.max(1, durationMillis);
        int height = LANE * parts.size() + 30;
        StringBuilder svg =
                new StringBuilder("<svg viewBox=\"0 0 " + WIDTH + " " + height + "\" width=\"100%\" role=\"img\">");
        long step = Math.max(1, (span / 1000 + TICKS_MAX - 1) / TICKS_MAX);
        for (long second = 0; second * 1000 <= span; second += step) {
            double x = x(second * 1000, span);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%.1f\" y1=\"0\" x2=\"%.1f\" y2=\"%d\" stroke=\"#e6eaef\"/><text class=\"soft\" x=\"%.1f\" y=\"%d\">%d s</text>",
                    x,
                    x,
                    height - 24,
                    x + 3,
                    height - 8,
                    second));
        }
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            int y = LANE * i + LANE / 2;
            List<Report.Event> lane =
                    events.stream().filter(e -> e.part().equals(part)).toList();
            double from = x(lane.get(0).atMillis(), span);
            double to = x(lane.get(lane.size() - 1).atMillis(), span);
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"0\" y=\"%d\">%s</text><line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#1f6feb\" stroke-width=\"3\" stroke-linecap=\"round\"/>",
                    y + 4,
                    HtmlReport.text(part),
                    from,
                    y,
                    to,
                    y));
            for (Report.Event event : lane) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%d\" r=\"5\" fill=\"#fff\" stroke=\"#1f6feb\" stroke-width=\"2\"><title>%s: %s</title></circle>",
                        x(event.atMillis(), span),
                        y,
                        HtmlReport.seconds(event.atMillis()),
                        HtmlReport.text(event.what())));
            }
        }
        return svg.append("</svg>").toString();
    }

    private static double x(long millis, long span) {
        return LEFT + (WIDTH - LEFT - 40.0) * millis / span;
    }
}
