package io.pgspan.operators.decode;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Origins;
import io.pgspan.operators.Severity;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.List;

/** What one reading finds, in the order found; the cursors of all its objects share one. */
public final class Findings {
    private final String dialect;
    private final List<Lint> lints = new ArrayList<>();
    private final Origins origins = new Origins();

    private Findings(String dialect) {
        this.dialect = dialect;
    }

    /**
     * Nothing found yet.
     *
     * @param dialect the first word of every finding's id
     */
    public static Findings of(String dialect) {
        return new Findings(dialect);
    }

    /** The first word of every finding's id that a cursor makes. */
    public String dialect() {
        return dialect;
    }

    /** Where each part of the wish was said. */
    public Origins origins() {
        return origins;
    }

    /** One more finding. */
    public void add(Lint lint) {
        lints.add(lint);
    }

    /** One more finding, which is an error. */
    public void add(Violation violation) {
        add(Lint.of(Severity.ERROR, violation));
    }

    /**
     * Adds what rules say about an object, each with its place in the text. What only follows from a value that could not be read, because an
     * error stands at its path, above or below, is left out.
     *
     * @param judged whose paths are those of the object
     */
    public void addJudged(Manifest manifest, List<Lint> judged) {
        List<TreePath> unreadable = violations().stream()
                .map(violation -> TreePath.of(violation.path()))
                .toList();
        for (Lint lint : judged) {
            TreePath at = TreePath.of(lint.path());
            if (unreadable.stream().noneMatch(error -> error.covers(at) || at.covers(error))) {
                add(new Lint(
                        lint.id(),
                        lint.severity(),
                        manifest.location(at).toString(),
                        lint.path(),
                        lint.value(),
                        lint.happens(),
                        lint.instead()));
            }
        }
    }

    /** Everything found so far. */
    public List<Lint> all() {
        return List.copyOf(lints);
    }

    /** The errors among them. */
    public List<Violation> violations() {
        List<Violation> errors = new ArrayList<>();
        for (Lint lint : lints) {
            if (lint.severity() == Severity.ERROR) {
                errors.add(lint.toViolation());
            }
        }
        return errors;
    }

    void add(
            String rule,
            Severity severity,
            Manifest manifest,
            TreePath at,
            JsonNode value,
            String happens,
            String instead) {
        add(new Lint(
                dialect + "." + rule,
                severity,
                manifest.location(at).toString(),
                at.toString(),
                ValueText.show(value),
                happens,
                instead));
    }

    void wrongType(Manifest manifest, TreePath at, JsonNode value, String wanted) {
        add(
                "wrong-type",
                Severity.ERROR,
                manifest,
                at,
                value,
                "it is " + ValueText.type(value) + ", but " + wanted + " is expected",
                ValueText.remedy(value, wanted));
    }
}
