package io.pgspan.operators.decode;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Origins;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Severity;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.List;

/** What one reading finds, in the order found; the cursors of all its objects share one. */
public final class Findings {
    private final String dialect;
    private final List<Lint> lints = new ArrayList<>();
    private final List<Unreadable> unreadable = new ArrayList<>();
    private final Origins origins = new Origins();

    /** A place of one object whose value is not what can stand there. */
    private record Unreadable(Manifest manifest, TreePath path) {
        boolean concerns(Manifest object, TreePath at) {
            return manifest.isSameObject(object) && (path.covers(at) || at.covers(path));
        }
    }

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

    /** Adds what the texts themselves violate, and what the API server would say of each object where its definitions are known. */
    public void addTexts(ManifestSet set, ReadOptions options) {
        set.violations().forEach(this::add);
        options.installedSchemas()
                .ifPresent(installed -> set.manifests()
                        .forEach(manifest -> installed.check(manifest).forEach(lint -> {
                            spoils(manifest, lint.severity(), TreePath.of(lint.path()));
                            add(lint);
                        })));
    }

    /**
     * Adds what rules say about an object, each with its place in the text. What only follows from a value that could not be read, because an
     * error of reading stands in this object at its path, above or below, is left out. What another rule says there leaves nothing out: the
     * order of rules does not matter.
     *
     * @param judged whose paths are those of the object
     */
    public void addJudged(Manifest manifest, List<Lint> judged) {
        for (Lint lint : judged) {
            TreePath at = TreePath.of(lint.path());
            if (unreadable.stream().noneMatch(place -> place.concerns(manifest, at))) {
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
        spoils(manifest, severity, at);
        add(new Lint(
                dialect + "." + rule,
                severity,
                manifest.location(at).toString(),
                at.toString(),
                ValueText.show(value),
                happens,
                instead));
    }

    private void spoils(Manifest manifest, Severity severity, TreePath at) {
        if (severity == Severity.ERROR) {
            unreadable.add(new Unreadable(manifest, at));
        }
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
