package io.pgspan.operators.nativeengine;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The claim of a member's data volume, on the storage class the placement chose for its cluster. */
final class PvcRenderer {
    private PvcRenderer() {}

    static ObjectNode render(Member member) {
        ObjectNode claim = member.object("PersistentVolumeClaim", member.claimName());
        ObjectNode spec = claim.putObject("spec");
        spec.putArray("accessModes").add("ReadWriteOnce");
        String storageClass = member.placed().storageClassName();
        if (!storageClass.isEmpty()) {
            spec.put("storageClassName", storageClass);
        }
        spec.putObject("resources")
                .putObject("requests")
                .put("storage", member.cluster().storage().size().toString());
        return claim;
    }
}
