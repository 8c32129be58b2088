package io.pgspan.model.backup;

import java.util.function.Function;

/** What the first instance of a cluster is made from. */
public sealed interface DataSource permits InitDb, CloneOf, RestoreFrom, VolumesOf, LogicalImport {

    /** The answer for the alternative that this is. */
    default <R> R match(
            Function<InitDb, R> initDb,
            Function<CloneOf, R> cloneOf,
            Function<RestoreFrom, R> restoreFrom,
            Function<VolumesOf, R> volumesOf,
            Function<LogicalImport, R> logicalImport) {
        if (this instanceof InitDb it) {
            return initDb.apply(it);
        }
        if (this instanceof CloneOf it) {
            return cloneOf.apply(it);
        }
        if (this instanceof RestoreFrom it) {
            return restoreFrom.apply(it);
        }
        if (this instanceof VolumesOf it) {
            return volumesOf.apply(it);
        }
        return logicalImport.apply((LogicalImport) this);
    }
}
