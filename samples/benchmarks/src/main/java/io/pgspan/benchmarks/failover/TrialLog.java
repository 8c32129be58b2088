package io.pgspan.benchmarks.failover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The file of figures, one line each: {@code round,system,scenario,metric,value}. Lines of one trial are written at its end together, so a
 * run that was cut off goes on with the first trial that has none.
 */
final class TrialLog {
    private static final String HEADER = "round,system,scenario,metric,value";
    private static final int COLUMNS = 5;

    private final Path file;
    private final List<Figure> figures = new ArrayList<>();

    /** One measured number. No text of it holds a comma. */
    record Figure(int round, String system, String scenario, String metric, double value) {
        Figure {
            if ((system + scenario + metric).contains(",")) {
                throw new IllegalArgumentException("a comma in " + system + ", " + scenario + ", " + metric);
            }
        }
    }

    /** Continues a file, or begins it. */
    TrialLog(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                Files.readAllLines(file).stream()
                        .map(line -> line.split(",", -1))
                        .filter(c -> c.length == COLUMNS && !c[0].equals("round"))
                        .map(c -> new Figure(Integer.parseInt(c[0]), c[1], c[2], c[3], Double.parseDouble(c[4])))
                        .forEach(figures::add);
                if (!Files.readString(file).endsWith("\n")) {
                    append(List.of("")); // ends the line at which the run was cut off
                }
            } else {
                append(List.of(HEADER));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All figures so far. */
    List<Figure> figures() {
        return List.copyOf(figures);
    }

    /** Whether a trial's figures are there. */
    boolean has(int round, String system, String scenario) {
        return figures.stream()
                .anyMatch(f -> f.round() == round
                        && f.system().equals(system)
                        && f.scenario().equals(scenario));
    }

    /** Adds a trial's figures. */
    void add(List<Figure> trial) {
        append(trial.stream()
                .map(f -> String.format(
                        Locale.ROOT, "%d,%s,%s,%s,%.4f", f.round(), f.system(), f.scenario(), f.metric(), f.value()))
                .toList());
        figures.addAll(trial);
    }

    private void append(List<String> lines) {
        try {
            Files.write(file, lines, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
