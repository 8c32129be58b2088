package io.pgspan.benchmarks.failover;

import io.pgspan.benchmarks.failover.TrialLog.Figure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of all trials as a Markdown table, one line per scenario, metric and system. */
final class Summary {
    private static final double HALF = 0.5;
    private static final double NEARLY_ALL = 0.95;

    private Summary() {}

    private record Key(String scenario, String metric, String system) {}

    static String of(List<Figure> figures) {
        Map<Key, List<Double>> groups = new LinkedHashMap<>();
        for (Scenario scenario : Scenario.values()) {
            for (Figure f : figures) {
                if (f.scenario().equals(scenario.label())) {
                    groups.computeIfAbsent(new Key(f.scenario(), f.metric(), ""), k -> new ArrayList<>());
                }
            }
        }
        List<String> systems = figures.stream().map(Figure::system).distinct().toList();
        StringBuilder text = new StringBuilder("""
                | scenario | figure | system | median | p95 | min | max | count |
                | --- | --- | --- | --- | --- | --- | --- | --- |
                """);
        for (Key key : groups.keySet()) {
            for (String system : systems) {
                double[] values = figures.stream()
                        .filter(f -> f.scenario().equals(key.scenario())
                                && f.metric().equals(key.metric())
                                && f.system().equals(system))
                        .mapToDouble(Figure::value)
                        .sorted()
                        .toArray();
                if (values.length > 0) {
                    text.append(line(new Key(key.scenario(), key.metric(), system), values));
                }
            }
        }
        return text.toString();
    }

    private static String line(Key key, double[] sorted) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s | %s | %d |%n",
                key.scenario(),
                key.metric(),
                key.system(),
                number(median(sorted)),
                number(rank(sorted, NEARLY_ALL)),
                number(sorted[0]),
                number(sorted[sorted.length - 1]),
                sorted.length);
    }

    static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : HALF * (sorted[middle - 1] + sorted[middle]);
    }

    /** The nearest rank: with ten values the 95th percentile is the largest. */
    static double rank(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
