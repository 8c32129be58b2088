package io.pgspan.operators.cnpg.change;

import io.pgspan.operators.manifest.TreePath;

/** The places in a {@code Cluster} that the rules look at, read once. */
final class At {
    static final TreePath ANNOTATIONS = TreePath.of("metadata.annotations");
    static final TreePath BOOTSTRAP = TreePath.of("spec.bootstrap");
    static final TreePath CATALOG = TreePath.of("spec.imageCatalogRef");
    static final TreePath EXTENSIONS = TreePath.of("spec.postgresql.extensions");
    static final TreePath IMAGE = TreePath.of("spec.imageName");
    static final TreePath INSTANCES = TreePath.of("spec.instances");
    static final TreePath PARAMETERS = TreePath.of("spec.postgresql.parameters");
    static final TreePath PLUGINS = TreePath.of("spec.plugins");
    static final TreePath REPLICA = TreePath.of("spec.replica");
    static final TreePath SLOTS = TreePath.of("spec.replicationSlots.highAvailability");
    static final TreePath STORAGE = TreePath.of("spec.storage");
    static final TreePath STORE = TreePath.of("spec.backup.barmanObjectStore");
    static final TreePath TABLESPACES = TreePath.of("spec.tablespaces");
    static final TreePath WAL = TreePath.of("spec.walStorage");

    private At() {}
}
