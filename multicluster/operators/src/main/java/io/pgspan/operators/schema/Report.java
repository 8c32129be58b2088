package io.pgspan.operators.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Severity;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a check of one object finds, in the order found; or, as a trial, only whether it finds an error. */
final class Report {
    /** The most findings told about one object; the next one says that there are more. */
    static final int FINDINGS_MAX = 1_000;

    private static final int SHOWN_LENGTH_MAX = 80;

    private final @Nullable Manifest manifest;
    private final List<Lint> found = new ArrayList<>();
    private final List<TreePath> failures = new ArrayList<>();
    private final List<CelPass.Spot> spots = new ArrayList<>();
    private boolean failed;

    private Report(@Nullable Manifest manifest) {
        this.manifest = manifest;
    }

    static Report of(Manifest manifest) {
        return new Report(manifest);
    }

    /** A report that keeps no findings. */
    static Report trial() {
        return new Report(null);
    }

    /** Whether an error was found. */
    boolean isFailed() {
        return failed;
    }

    /** Whether an error was found at this place or below it. */
    boolean isFailedBelow(TreePath at) {
        for (TreePath failure : failures) {
            if (at.covers(failure)) {
                return true;
            }
        }
        return false;
    }

    /** A place whose rules are to be evaluated when the walk is over. */
    void spot(CelPass.Spot spot) {
        if (manifest != null) {
            spots.add(spot);
        }
    }

    /** The places that were noted. */
    List<CelPass.Spot> spots() {
        return spots;
    }

    List<Lint> all() {
        return List.copyOf(found);
    }

    void error(String rule, TreePath at, JsonNode value, String happens, String instead) {
        failed = true;
        if (manifest != null && failures.size() < FINDINGS_MAX) {
            failures.add(at);
        }
        add(Severity.ERROR, rule, at, value, happens, instead);
    }

    void warning(String rule, TreePath at, JsonNode value, String happens, String instead) {
        add(Severity.WARNING, rule, at, value, happens, instead);
    }

    void info(String rule, TreePath at, JsonNode value, String happens, String instead) {
        add(Severity.INFO, rule, at, value, happens, instead);
    }

    private void add(Severity severity, String rule, TreePath at, JsonNode value, String happens, String instead) {
        if (manifest == null || found.size() > FINDINGS_MAX) {
            return;
        }
        if (found.size() == FINDINGS_MAX) {
            found.add(new Lint(
                    "schema.more-findings",
                    Severity.ERROR,
                    manifest.location(TreePath.ROOT).toString(),
                    "",
                    "",
                    "there are more than " + FINDINGS_MAX + " findings; the rest is not told",
                    "correct these and check again"));
            return;
        }
        found.add(new Lint(
                "schema." + rule,
                severity,
                manifest.location(at).toString(),
                at.toString(),
                show(value),
                happens,
                instead));
    }

    /** A value, short; empty when absent. */
    static String show(JsonNode node) {
        String text = node.isMissingNode() ? "" : node.isTextual() ? node.asText() : node.toString();
        return text.length() <= SHOWN_LENGTH_MAX ? text : text.substring(0, SHOWN_LENGTH_MAX) + "…";
    }
}
