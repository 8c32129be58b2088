package io.pgspan.operators.cnpg;

import io.pgspan.operators.feature.Limit;
import io.pgspan.operators.feature.Restrictions;
import java.util.ArrayList;
import java.util.List;

/** All that CloudNativePG can't express: the features it refuses, and the parts it lacks of those it has. */
final class CnpgLimits {
    static final Restrictions<CloudNativePgOptions> RESTRICTIONS = Restrictions.of(CnpgCapabilities.TABLE, parts());

    private CnpgLimits() {}

    private static List<Limit<CloudNativePgOptions>> parts() {
        List<Limit<CloudNativePgOptions>> parts = new ArrayList<>(InstanceParts.all());
        parts.addAll(AccessParts.all());
        parts.addAll(SourceParts.all());
        parts.addAll(BackupParts.all());
        parts.addAll(SatelliteParts.all());
        return parts;
    }
}
