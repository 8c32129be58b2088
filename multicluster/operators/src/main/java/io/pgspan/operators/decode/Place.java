package io.pgspan.operators.decode;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.Severity;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.TreePath;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a cursor stands, and what was found wrong there and below. Its path is built when it is first asked for. */
final class Place {
    private static final int NO_INDEX = -1;

    private final Manifest manifest;
    private final Findings findings;
    private final @Nullable Place parent;
    private final String field;
    private final int index;
    private @Nullable Set<String> faulty;
    private @Nullable TreePath path;

    private Place(Manifest manifest, Findings findings, @Nullable Place parent, String field, int index) {
        this.manifest = manifest;
        this.findings = findings;
        this.parent = parent;
        this.field = field;
        this.index = index;
    }

    static Place root(Manifest manifest, Findings findings) {
        return new Place(manifest, findings, null, "", NO_INDEX);
    }

    Place field(String name) {
        return new Place(manifest, findings, this, name, NO_INDEX);
    }

    Place item(String name, int item) {
        return new Place(manifest, findings, this, name, item);
    }

    Manifest manifest() {
        return manifest;
    }

    Findings findings() {
        return findings;
    }

    TreePath path() {
        if (path == null) {
            TreePath above = parent == null ? TreePath.ROOT : parent.path().field(field);
            path = index == NO_INDEX ? above : above.index(index);
        }
        return path;
    }

    boolean isFaulty(String name) {
        return faulty != null && faulty.contains(name);
    }

    void add(String rule, Severity severity, String name, JsonNode value, String happens, String instead) {
        if (severity == Severity.ERROR) {
            fault(name);
        }
        findings.add(rule, severity, manifest, path().field(name), value, happens, instead);
    }

    void addItem(String rule, String name, int item, JsonNode value, String happens, String instead) {
        fault(name);
        findings.add(rule, Severity.ERROR, manifest, path().field(name).index(item), value, happens, instead);
    }

    /** Once per field: a field is read again as often as a reader likes. */
    void wrongType(String name, JsonNode value, String wanted) {
        if (!isFaulty(name)) {
            fault(name);
            findings.wrongType(manifest, path().field(name), value, wanted);
        }
    }

    void wrongItem(String name, int item, JsonNode value, String wanted) {
        if (value.isNull()) {
            addItem("required", name, item, value, "the item is empty", "write " + wanted + ", or remove the item");
        } else {
            fault(name);
            findings.wrongType(manifest, path().field(name).index(item), value, wanted);
        }
    }

    void wrongEntry(String name, String key, JsonNode value, String wanted) {
        fault(name);
        findings.wrongType(manifest, path().field(name).field(key), value, wanted);
    }

    /** From here up to the root, so that whoever asks above knows of errors below. */
    private void fault(String name) {
        String below = name;
        for (Place at = this; at != null; at = at.parent) {
            if (at.faulty == null) {
                at.faulty = new HashSet<>();
            }
            at.faulty.add(below);
            below = at.field;
        }
    }
}
