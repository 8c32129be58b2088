package io.pgspan.operators.crunchy;

import io.pgspan.operators.feature.Limit;
import io.pgspan.operators.feature.Restrictions;
import java.util.ArrayList;
import java.util.List;

/** All that PGO can't express: the features it refuses, the parts it lacks of those it has, and what the release at hand does not have yet. */
final class CrunchyLimits {
    static final Restrictions<CrunchyOptions> RESTRICTIONS = Restrictions.of(CrunchyCapabilities.TABLE, parts());

    private CrunchyLimits() {}

    private static List<Limit<CrunchyOptions>> parts() {
        List<Limit<CrunchyOptions>> parts = new ArrayList<>(InstanceParts.all());
        parts.addAll(SetParts.all());
        parts.addAll(ReplicationParts.all());
        parts.addAll(AccessParts.all());
        parts.addAll(BackupParts.all());
        parts.addAll(SourceParts.all());
        parts.addAll(ReleaseParts.all());
        return parts;
    }
}
