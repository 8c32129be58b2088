package io.pgspan.samples.quickstart;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.pgspan.model.PgspanException;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Violation;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The main job: manifests in; a placed, delivered, running, failing-over and recovered PostgreSQL, and a report. Exit code 0 when all
 * of it held, 1 with the reason in one paragraph otherwise.
 */
public final class Quickstart {
    private Quickstart() {}

    /** Takes its options from system properties, see the guide. */
    public static void main(String[] args) {
        QuickstartOptions options = QuickstartOptions.of(System.getProperties());
        int code = run(options, System.out);
        try {
            ExitCode.leave(options.report(), code);
        } catch (IOException e) {
            System.out.printf("%nThe outcome could not be written: %s%n", e);
            code = 2;
        }
        System.exit(code);
    }

    static int run(QuickstartOptions options, PrintStream out) {
        try {
            Report report = new QuickstartRun(options, new Story(out)).run();
            Path html = write(report, options.report());
            out.printf("%nThe report: %s%n", html);
            return 0;
        } catch (InvalidException e) {
            out.printf("%nThe manifests can't be carried out, nothing was started. %s%n", describe(e));
            return 1;
        } catch (PgspanException e) {
            out.printf("%nThe run failed: %s%n", e.getMessage());
            return 1;
        } catch (IOException e) {
            out.printf("%nThe report could not be written: %s%n", e);
            return 1;
        } catch (RuntimeException e) {
            out.printf("%nThe run failed where nobody expected it: %s%s%n", e, keepTrace(e, options.report()));
            return 1;
        }
    }

    /** A defect's trace goes to a file: the console keeps to a paragraph. */
    private static String keepTrace(RuntimeException defect, Path folder) {
        Path file = folder.resolve("failure.txt").toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(file))) {
                defect.printStackTrace(writer);
            }
            return "; the trace is in " + file;
        } catch (IOException e) {
            return "; its trace could not be kept: " + e;
        }
    }

    private static String describe(InvalidException e) {
        StringBuilder text = new StringBuilder(
                e.violations().size() == 1 ? "1 violation:" : e.violations().size() + " violations:");
        for (Violation v : e.violations()) {
            text.append("\n  ").append(v);
        }
        return text.toString();
    }

    private static Path write(Report report, Path folder) throws IOException {
        Files.createDirectories(folder);
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(folder.resolve("report.json").toFile(), report);
        Path html = folder.resolve("report.html").toAbsolutePath().normalize();
        Files.writeString(html, HtmlReport.of(report));
        return html;
    }
}
