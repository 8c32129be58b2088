package io.pgspan.operators;

import io.pgspan.model.validation.Violation;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.TreePath;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * From the model back to the text: where each part of a wish was said. A rule of the model names a path of the model; its reader
 * wants the file, the line and the path there.
 */
public final class Origins {
    private final Map<String, Origin> places = new HashMap<>();
    private final Set<String> doubtful = new HashSet<>();

    private record Origin(Manifest manifest, TreePath path) {}

    /** Nothing is known yet. */
    public Origins() {}

    /** A part of the wish was said at this path. */
    public void put(String modelPath, Manifest manifest, String path) {
        places.put(modelPath, new Origin(manifest, TreePath.of(path)));
    }

    /** A part of the wish was said at this path. */
    public void put(String modelPath, Manifest manifest, TreePath path) {
        places.put(modelPath, new Origin(manifest, path));
    }

    /** One value among several of one part; the last one said counts. */
    public void put(String modelPath, String value, Manifest manifest, TreePath path) {
        put(modelPath + "=" + value, manifest, path);
    }

    /** One value among several of one part, for example an ordinal among the ordinals of a rule; the last one said counts. */
    public void put(String modelPath, String value, Manifest manifest, String path) {
        put(modelPath + "=" + value, manifest, path);
    }

    /** This part could not be read and has its default: what the model says about it is a consequence, not another mistake. */
    public void doubt(String modelPath) {
        doubtful.add(modelPath);
    }

    /** The same violation at its place in the text; empty when it only follows from another mistake. */
    public Optional<Violation> locate(Violation violation) {
        if (doubtful.contains(violation.path())) {
            return Optional.empty();
        }
        Origin origin = places.get(violation.path() + "=" + violation.value());
        for (TreePath at = TreePath.of(violation.path());
                origin == null && !at.steps().isEmpty();
                at = at.parent()) {
            origin = places.get(at.toString());
        }
        return Optional.of(
                origin == null
                        ? violation
                        : origin.manifest()
                                .violation(
                                        violation.rule(),
                                        origin.path(),
                                        violation.value(),
                                        violation.message(),
                                        violation.remedy()));
    }
}
