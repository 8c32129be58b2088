package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pgspan.model.backup.VolumesOf;
import io.pgspan.operators.decode.Cursor;
import java.util.Optional;

/** {@code volumeSnapshots} whose sources are claims. */
final class VolumesSource {
    static final String CLAIM = "PersistentVolumeClaim";

    private VolumesSource() {}

    static Optional<String> claim(Cursor source) {
        if (!source.isPresent()) {
            return Optional.empty();
        }
        CnpgWords.skipUsual(source, "kind", TextNode.valueOf(CLAIM));
        CnpgWords.skipUsual(source, "apiGroup", TextNode.valueOf(""));
        return source.requiredText("name", "name the claim");
    }

    static void write(VolumesOf volumes, ObjectNode recovery) {
        ObjectNode snapshots = recovery.putObject("volumeSnapshots");
        write(volumes.dataClaim(), snapshots.putObject("storage"));
        volumes.walClaim().ifPresent(claim -> write(claim, snapshots.putObject("walStorage")));
    }

    private static void write(String claim, ObjectNode source) {
        source.put("apiGroup", "").put("kind", CLAIM).put("name", claim);
    }
}
