package io.pgspan.operators.crunchy.change;

import io.pgspan.operators.change.FieldClasses;

/**
 * What PGO does with a change of every field there is. The effect is the worst one; a change whose values do less is told so in its plan. The last column says where that is
 * known from: {@code pgo} is what release 6.0.3 does, {@code docs} its documentation, {@code patroni} and {@code postgres} what these do with
 * what PGO writes for them, {@code kubernetes} the API itself; {@code derived} is concluded from these.
 */
public final class CrunchyFieldClasses {
    private static final String METADATA = """
            kind metadata.name metadata.namespace | immutable | refuse | kubernetes: they name the object, another name is another object
            metadata.generateName metadata.uid metadata.resourceVersion metadata.generation metadata.creationTimestamp metadata.deletionTimestamp metadata.deletionGracePeriodSeconds metadata.managedFields metadata.selfLink status | ignored | server | kubernetes: the server writes them
            """;

    private static final String POD_PARTS = "%1$s.affinity %1$s.tolerations %1$s.priorityClassName";

    private static String parts(String parent) {
        return POD_PARTS.formatted(parent);
    }

    private static String service(String parent, String of) {
        return """
                %1$s %1$s.metadata %1$s.internalTrafficPolicy | nothing | patch | pgo: the service is applied as it is said, its endpoints stay
                %1$s.type %1$s.nodePort %1$s.externalTrafficPolicy %1$s.ipFamilyPolicy %1$s.ipFamilies | downtime | service | derived: %2$s who come in from outside by the old way lose it
                """.formatted(parent, of);
    }

    /** The fields of a claim: what may grow, what the operator keeps to itself, and what a claim never changes. */
    private static String claim(String parent, String grow) {
        return """
                %1$s.resources.requests | nothing | %2$s | pgo: the claim is applied with the new size, no pod restarts; it never gets smaller
                %1$s.resources.limits | nothing | patch | pgo: the limit is how far a volume may grow by itself, and is taken out of the claim
                %1$s.autoGrow | switchover | rollout | derived: a sidecar in the pod is told how full the volume may get
                %1$s.storageClassName %1$s.accessModes %1$s.volumeName %1$s.volumeMode %1$s.selector %1$s.dataSource %1$s.dataSourceRef %1$s.resources.claims | immutable | refuse | kubernetes: a claim keeps all but its size
                %1$s.volumeAttributesClassName | nothing | patch | kubernetes: a claim may go to another class of attributes where the driver takes it
                """.formatted(parent, grow);
    }

    /** Of {@code PostgresCluster}, in both versions of its group. */
    public static final FieldClasses CLUSTER = FieldClasses.of(METADATA + """
            apiVersion | nothing | api | pgo: both versions have the same fields and one stored form; the newer one refuses more
            metadata.labels metadata.annotations metadata.finalizers metadata.ownerReferences | nothing | patch | pgo: only annotations of its own are read, each as the plan says; labels of the object go nowhere
            spec.postgresVersion | downtime | upgrade | pgo: instances whose data has another version do not start; PGUpgrade upgrades data of a cluster that is shut down
            spec.postGISVersion | switchover | rollout | pgo: it picks another image, and installs extensions that are never taken out
            spec.image spec.imagePullPolicy spec.imagePullSecrets spec.supplementalGroups spec.openshift spec.disableDefaultPodScheduling | switchover | rollout | pgo: part of every pod's template; templates that change are rolled out, the primary last
            spec.port | switchover | rollout | pgo: part of every pod's template, and the port of the services
            spec.paused | nothing | pause | pgo: while it is set nothing but deletion is carried out
            spec.shutdown | downtime | shutdown | pgo: all instances stop, the primary last; claims stay
            spec.metadata | switchover | rollout | pgo: put on every object and every pod's template; documented as the way to restart
            spec.customTLSSecret spec.customReplicationTLSSecret | switchover | rollout | pgo: another secret or other items change the pods' template; other content of the same secret does not
            spec.databaseInitSQL | ignored | once | pgo: run once; again only when the field was taken out in between
            spec.config.files | switchover | rollout | pgo: mounted into the pods
            spec.config.parameters | restart_in_place | settings | patroni: reloaded; what needs a restart is restarted in place, the primary first, then its replicas
            spec.authentication | reload | settings | patroni: the rules are part of pg_hba.conf, which is reloaded
            spec.patroni.dynamicConfiguration | reload | settings | pgo: replaces Patroni's configuration as a whole, which its members take over within a round
            spec.patroni.dynamicConfiguration.postgresql.parameters | restart_in_place | settings | pgo: under those of config.parameters and its own; what needs a restart is restarted in place, the primary first
            spec.patroni.dynamicConfiguration.ttl spec.patroni.dynamicConfiguration.loop_wait spec.patroni.dynamicConfiguration.postgresql.use_pg_rewind | ignored | patch | pgo: overwritten by its own
            spec.patroni.dynamicConfiguration.standby_cluster | downtime | standby | patroni: with it a cluster follows another one and takes no writes
            spec.patroni.leaderLeaseDurationSeconds spec.patroni.syncPeriodSeconds | switchover | rollout | pgo: Patroni takes them over at once, and the pods' probes are made of them
            spec.patroni.port | switchover | rollout | pgo: probes and addresses in the pods' template are made of it
            spec.patroni.switchover | switchover | switchover | pgo: looked at only when the annotation trigger-switchover has a value it has not had
            spec.patroni.logging | ignored | patch | derived: Patroni opens its log when it starts; no pod restarts for it
            """ + service("spec.service", "clients")
            + service("spec.replicaService", "readers") + """
            spec.standby | downtime | standby | pgo: without it Patroni promotes the cluster, with it the cluster takes no writes any more
            spec.users[name] | nothing | users | pgo: roles are made and altered, never dropped; what is taken out of the list only loses its secret
            spec.dataSource | ignored | once | pgo: looked at only until the cluster has data
            spec.dataSource.pgbackrest.repo.name | ignored | once | pgo: looked at only until the cluster has data
            spec.instances[name].replicas | rolling_restart | scale | pgo: instances are made with new volumes, and deleted with theirs, never the primary's while others are left
            spec.instances[name].minAvailable | nothing | patch | pgo: only the disruption budget says it
            spec.instances[name].resources spec.instances[name].topologySpreadConstraints spec.instances[name].containers spec.instances[name].sidecars spec.instances[name].metadata spec.instances[name].volumes.additional | switchover | rollout | pgo: part of the set's pod template, which is rolled out with the primary last
            """ + parts("spec.instances[name]")
            + " | switchover | rollout | pgo: part of the set's pod template; a pod keeps its node until it is made anew\n"
            + """
            spec.instances[name].volumes.temp | switchover | rollout | kubernetes: the volume belongs to the pod, and is made anew with it
            spec.instances[name].dataVolumeClaimSpec | switchover | scale | pgo: of a set that is added, or taken out with all its instances at once
            spec.instances[name].walVolumeClaimSpec | switchover | rollout | pgo: the log moves to the volume, or back, while the instance starts; a volume that is no more wished for stays until its log has moved
            spec.instances[name].tablespaceVolumes[name] | switchover | rollout | pgo: mounted into the set's pods
            """ + claim("spec.instances[name].dataVolumeClaimSpec", "grow")
            + claim("spec.instances[name].walVolumeClaimSpec", "grow")
            + claim("spec.instances[name].tablespaceVolumes[name].dataVolumeClaimSpec", "grow") + """
            spec.backups | data_movement | backups | pgo: without it the repositories' volumes are deleted, after an annotation allows that; archiving stops
            spec.backups.snapshots | nothing | patch | pgo: taken of a copy of the data, after a backup
            spec.backups.pgbackrest.image | switchover | rollout | pgo: sidecars of the instances run it, and the repository host
            spec.backups.pgbackrest.configuration | switchover | rollout | pgo: mounted into the instances and the repository host
            spec.backups.pgbackrest.global | nothing | repos | pgo: the files change under running processes; the backup that replicas are made of is taken anew
            spec.backups.pgbackrest.metadata | rolling_restart | repo-host | pgo: on the objects of backups, the repository host's pod among them
            spec.backups.pgbackrest.manual | nothing | backup | pgo: looked at only when the annotation pgbackrest-backup has a value it has not had
            spec.backups.pgbackrest.restore | nothing | restore-job | pgo: how the job of a restore is run
            spec.backups.pgbackrest.restore.enabled spec.backups.pgbackrest.restore.repoName spec.backups.pgbackrest.restore.clusterName spec.backups.pgbackrest.restore.clusterNamespace spec.backups.pgbackrest.restore.options | data_movement | restore | pgo: with enabled, and an annotation pgbackrest-restore whose value it has not had, the data is overwritten
            spec.backups.pgbackrest.jobs | nothing | patch | pgo: of backups that begin later
            spec.backups.pgbackrest.repoHost | rolling_restart | repo-host | pgo: the pod that keeps repositories on volumes restarts; archiving waits meanwhile
            spec.backups.pgbackrest.repoHost.sshConfigMap spec.backups.pgbackrest.repoHost.sshSecret | ignored | patch | pgo: read by 5.0 only
            spec.backups.pgbackrest.sidecars | switchover | rollout | pgo: of containers in the instances' pods
            spec.backups.pgbackrest.log | switchover | rollout | derived: instances make the directory when they start
            spec.backups.pgbackrest.repos[name] | data_movement | repos | pgo: a repository on a volume that is taken out is deleted with its backups
            spec.backups.pgbackrest.repos[name].s3 spec.backups.pgbackrest.repos[name].gcs spec.backups.pgbackrest.repos[name].azure | nothing | repos | pgo: a repository elsewhere is another one, with a stanza and a first backup of its own; what is in the old place stays there
            spec.backups.pgbackrest.repos[name].schedules | nothing | patch | pgo: jobs by the clock are made, changed and deleted
            """
            + claim("spec.backups.pgbackrest.repos[name].volume.volumeClaimSpec", "grow")
                    .replace("| switchover | rollout |", "| rolling_restart | repo-host |")
            + """
            spec.proxy.pgBouncer | downtime | pooler | pgo: with it a role and functions for it are made in PostgreSQL; without it they and its secret are dropped
            spec.proxy.pgBouncer.replicas | downtime | pooler | pgo: 0 stops the pooler and keeps its secret
            spec.proxy.pgBouncer.port | rolling_restart | pooler | pgo: the deployment is rolled out, and the service has another port
            spec.proxy.pgBouncer.image spec.proxy.pgBouncer.resources spec.proxy.pgBouncer.topologySpreadConstraints spec.proxy.pgBouncer.containers spec.proxy.pgBouncer.sidecars spec.proxy.pgBouncer.volumes spec.proxy.pgBouncer.metadata spec.proxy.pgBouncer.customTLSSecret spec.proxy.pgBouncer.config.files | rolling_restart | pooler | pgo: part of the pooler's pods, which are rolled out by their deployment
            """ + parts("spec.proxy.pgBouncer")
            + " | rolling_restart | pooler | pgo: part of the pooler's pods, which are rolled out by their deployment\n"
            + """
            spec.proxy.pgBouncer.config | reload | pooler | pgo: a sidecar lets the pooler read its file again
            spec.proxy.pgBouncer.minAvailable | nothing | patch | pgo: only the disruption budget says it
            """ + service("spec.proxy.pgBouncer.service", "clients of the pooler") + """
            spec.monitoring | switchover | rollout | pgo: the exporter is a container of the instances' pods, and preloads libraries
            spec.instrumentation | switchover | rollout | pgo: the collector is a container of the instances' pods, of the pooler's and of the repository host's
            spec.userInterface | nothing | patch | pgo: pgAdmin has a pod of its own
            """
            + service("spec.userInterface.pgAdmin.service", "users of pgAdmin")
            + claim("spec.userInterface.pgAdmin.dataVolumeClaimSpec", "grow")
                    .replace("| switchover | rollout |", "| nothing | patch |"));

    /** Of {@code PGUpgrade}: one object is one upgrade, and what it says is read when its jobs are made. */
    public static final FieldClasses UPGRADE = FieldClasses.of(METADATA + """
            apiVersion metadata.labels metadata.annotations metadata.finalizers metadata.ownerReferences | nothing | object | kubernetes: an upgrade is told by its name
            spec.postgresClusterName spec.fromPostgresVersion spec.toPostgresVersion spec.image spec.imagePullPolicy spec.imagePullSecrets spec.resources spec.affinity spec.tolerations spec.priorityClassName spec.jobs spec.transferMethod spec.metadata | ignored | object | pgo: read when its jobs are made; after it has succeeded or failed nothing is done any more
            spec.toPostgresImage | ignored | object | pgo: since 5.8 the image has both versions, and this one is not read
            """);

    /** Of {@code PGAdmin}: a pod of its own, of which a database notices connections at most. */
    public static final FieldClasses ADMIN = FieldClasses.of(METADATA + """
            apiVersion metadata.labels metadata.annotations metadata.finalizers metadata.ownerReferences | nothing | object | kubernetes: pgAdmin is told by its name
            spec.affinity spec.config spec.image spec.imagePullPolicy spec.imagePullSecrets spec.instrumentation spec.metadata spec.priorityClassName spec.resources spec.serverGroups[name] spec.serviceName spec.tolerations spec.users spec.volumes | nothing | object | pgo: pgAdmin runs in a pod of its own, which is made anew
            spec.dataVolumeClaimSpec.resources spec.dataVolumeClaimSpec.volumeAttributesClassName | nothing | object | pgo: the claim is applied with the new size; it never gets smaller
            spec.dataVolumeClaimSpec.storageClassName spec.dataVolumeClaimSpec.accessModes spec.dataVolumeClaimSpec.volumeName spec.dataVolumeClaimSpec.volumeMode spec.dataVolumeClaimSpec.selector spec.dataVolumeClaimSpec.dataSource spec.dataVolumeClaimSpec.dataSourceRef | immutable | refuse | kubernetes: a claim keeps all but its size
            """);

    private CrunchyFieldClasses() {}
}
