package io.pgspan.operators.cnpg.change;

import io.pgspan.operators.change.Change;
import io.pgspan.operators.manifest.TreePath;

/** Which changes go with a major version. */
final class Coupling {
    private static final String SERVER_NAME = "serverName";

    private Coupling() {}

    /** The name in the archive: WAL of two major versions must not lie under one. */
    static boolean isServerName(Change change) {
        return change.path().last().key().equals(SERVER_NAME) && (change.isIn(At.PLUGINS) || change.isIn(At.STORE));
    }

    /** What the older major version may not know. */
    static boolean isOfVersion(Change change) {
        return change.isIn(At.PARAMETERS) || change.isIn(At.EXTENSIONS);
    }

    /** Whether a path is a setting of this name. */
    static boolean isSetting(TreePath path, String name) {
        return At.PARAMETERS.covers(path) && path.last().key().equals(name);
    }
}
