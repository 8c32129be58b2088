package io.pgspan.operators.crunchy.upgrade;

import io.pgspan.operators.crunchy.release.PgoVersion;
import io.pgspan.operators.decode.Fields;

/** The fields of a {@code PGUpgrade}, as operator 6.0.3 has them. */
final class UpgradeFields {
    private static final String TABLE = """
            $: apiVersion kind status:any
            metadata: name namespace labels:labels annotations:labels finalizers[] ownerReferences[]:any generateName uid
            metadata: resourceVersion generation:int creationTimestamp deletionTimestamp deletionGracePeriodSeconds:int
            metadata: managedFields[]:any selfLink
            spec: postgresClusterName fromPostgresVersion:int toPostgresVersion:int image
            spec: imagePullPolicy:Always|Never|IfNotPresent imagePullSecrets[]:any resources:any affinity:any
            spec: tolerations[]:any priorityClassName jobs:int transferMethod:Clone|Copy|CopyFileRange|Link
            spec.metadata: labels:labels annotations:labels
            """;

    private static final Fields NEWEST = Fields.of(TABLE);
    private static final Fields BEFORE_5_8 = Fields.of(TABLE + "spec: toPostgresImage");

    private UpgradeFields() {}

    /** Those of a release; what came later is told elsewhere, with the release that has it. */
    static Fields of(PgoVersion release) {
        return release.isAtLeast(5, 8) ? NEWEST : BEFORE_5_8;
    }
}
