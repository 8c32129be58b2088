package io.pgspan.operators.cnpg;

import java.util.List;

/** Every part of a wish that an operator may lack, to be waived. */
final class EveryPath {
    static final List<String> WAIVED = List.of(
            "version",
            "image",
            "parameters",
            "annotations",
            "volumes",
            "storage",
            "pod",
            "furtherInstances",
            "arbiter",
            "placement",
            "replication",
            "election",
            "access",
            "tls",
            "services",
            "poolers",
            "monitoring",
            "backups",
            "dataSource",
            "standby",
            "initScripts",
            "lifecycle",
            "deletionPolicy");

    private EveryPath() {}
}
