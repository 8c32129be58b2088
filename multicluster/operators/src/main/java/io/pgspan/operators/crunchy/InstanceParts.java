package io.pgspan.operators.crunchy;

import io.pgspan.model.Container;
import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.PodSettings;
import io.pgspan.model.PostgresVersion;
import io.pgspan.model.Storage;
import io.pgspan.model.Tablespace;
import io.pgspan.model.Volumes;
import io.pgspan.model.access.ConfigRef;
import io.pgspan.model.init.InitScript;
import io.pgspan.operators.feature.InstanceFeatures;
import io.pgspan.operators.feature.OperationFeatures;
import io.pgspan.operators.feature.PartLimit;
import io.pgspan.operators.feature.PlacementFeatures;
import java.util.ArrayList;
import java.util.List;

/** What PGO has in part only of instances, their volumes and pods, and of the cluster's life. */
final class InstanceParts {
    private InstanceParts() {}

    static List<PartLimit<CrunchyOptions>> all() {
        return List.of(
                PartLimit.of(
                        "crunchy.minor-version",
                        InstanceFeatures.IMAGE,
                        "version",
                        "PGO takes the major version only: which minor one runs, the image decides",
                        "name the major version, and an image that has the minor one",
                        wish -> wish.version().minor() == 0
                                ? wish
                                : wish.withVersion(
                                        new PostgresVersion(wish.version().major(), 0))),
                PartLimit.of(
                        "crunchy.temporary-durable",
                        InstanceFeatures.TEMPORARY_VOLUME,
                        "volumes.temporary",
                        "a volume for temporary files goes with its pod",
                        "say that it is ephemeral",
                        wish -> wish.withVolumes(ephemeral(wish.volumes()))),
                PartLimit.of(
                        "crunchy.volume-parts",
                        InstanceFeatures.WAL_VOLUME,
                        "volumes",
                        "PGO makes durable volumes, and of tablespaces the volumes only, with plain names",
                        "use durable volumes, and make tablespaces with an init script",
                        wish -> wish.withVolumes(durable(wish.volumes()))),
                PartLimit.of(
                        "crunchy.container-parts",
                        InstanceFeatures.SIDECARS,
                        "pod.containers",
                        "containers run beside PostgreSQL, never before it, and these names are PGO's own: "
                                + String.join(", ", CrunchyWords.OWN_CONTAINERS),
                        "use another name, and none that runs before PostgreSQL",
                        wish -> wish.withPod(beside(wish.pod()))),
                PartLimit.of(
                        "crunchy.clusters",
                        PlacementFeatures.CLUSTERS,
                        "placement.rules",
                        "a PostgresCluster lives in one Kubernetes cluster: in each other one a standby cluster"
                                + " follows, asynchronously, and only people promote it",
                        "render the wish for its Kubernetes clusters and waive this, or place it in one",
                        PlacementFeatures.CLUSTERS::without),
                PartLimit.of(
                        "crunchy.init-script",
                        OperationFeatures.INIT_SQL,
                        "initScripts",
                        "PGO runs one entry of a config map, in the database postgres",
                        "put the SQL into one entry of a config map and name both",
                        wish -> wish.initScripts().isEmpty()
                                ? wish
                                : wish.withInitScripts(scripts(wish.initScripts()))),
                PartLimit.of(
                        "crunchy.deletion",
                        OperationFeatures.DELETE_VOLUMES,
                        "deletionPolicy",
                        "PGO deletes the volumes with the cluster",
                        "say so, and let the storage class retain what is deleted, or back up to an object store",
                        wish -> wish.deletionPolicy() == DeletionPolicy.KEEP_DATA
                                ? wish.withDeletionPolicy(DeletionPolicy.DELETE_VOLUMES)
                                : wish));
    }

    static Volumes ephemeral(Volumes volumes) {
        return volumes.withTemporary(volumes.temporary().map(Storage::ephemeral));
    }

    static Volumes durable(Volumes volumes) {
        if (volumes.wal().isEmpty() && volumes.tablespaces().isEmpty()) {
            return volumes;
        }
        List<Tablespace> plain = new ArrayList<>();
        for (Tablespace one : volumes.tablespaces()) {
            if (InstanceFields.NAME.matcher(one.name()).matches()) {
                plain.add(Tablespace.of(one.name(), durable(one.storage())));
            }
        }
        return volumes.withWal(volumes.wal().map(InstanceParts::durable)).withTablespaces(plain);
    }

    static Storage durable(Storage storage) {
        return new Storage(storage.size(), storage.storageClassName(), true);
    }

    static PodSettings beside(PodSettings pod) {
        if (pod.containers().isEmpty()) {
            return pod;
        }
        List<Container> kept = new ArrayList<>();
        for (Container one : pod.containers()) {
            if (!one.isInit() && !CrunchyWords.OWN_CONTAINERS.contains(one.name())) {
                kept.add(one);
            }
        }
        return pod.withContainers(kept);
    }

    private static List<InitScript> scripts(List<InitScript> scripts) {
        for (InitScript script : scripts) {
            if (script instanceof InitScript.Kept kept
                    && kept.ref().kind() == ConfigRef.Kind.CONFIG_MAP
                    && kept.ref().key().isPresent()
                    && kept.database().isEmpty()) {
                return List.of(script);
            }
        }
        return List.of();
    }
}
