package io.pgspan.operators.crunchy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.Resources;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.podspec.ResourceFields;

/** What PGO's own helpers in instance pods ask for. */
final class SidecarFields {
    private SidecarFields() {}

    /** @param first the first item of {@code instances}, or an empty cursor */
    static Sidecars read(Cursor first, Cursor pgbackrest) {
        return new Sidecars(
                resources(first, "replicaCertCopy"),
                resources(pgbackrest, "pgbackrest"),
                resources(pgbackrest, "pgbackrestConfig"));
    }

    private static Resources resources(Cursor parent, String name) {
        return ResourceFields.read(parent.path("sidecars", name, "resources"));
    }

    static void writeCopy(Sidecars sidecars, ObjectNode instance) {
        write(instance, "replicaCertCopy", sidecars.certificateCopy());
    }

    static void writeBackup(Sidecars sidecars, ObjectNode pgbackrest) {
        write(pgbackrest, "pgbackrest", sidecars.backupServer());
        write(pgbackrest, "pgbackrestConfig", sidecars.backupConfig());
    }

    private static void write(ObjectNode parent, String name, Resources resources) {
        if (!resources.equals(Resources.unsaid())) {
            ResourceFields.write(
                    parent.withObjectProperty("sidecars").putObject(name).putObject("resources"), resources);
        }
    }
}
