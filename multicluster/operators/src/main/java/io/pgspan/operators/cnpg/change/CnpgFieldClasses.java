package io.pgspan.operators.cnpg.change;

import io.pgspan.operators.change.FieldClasses;

/**
 * What CloudNativePG does with a change of every field of a {@code Cluster}. The effect is the worst one, of a cluster whose primary is
 * restarted where it is. The last column says where that is known from: {@code schema} and {@code webhook} of the operator, {@code rollout} its
 * reasons for making pods anew, {@code volumes} its handling of claims, {@code configuration} how it writes PostgreSQL's files,
 * {@code replica} its protocol of changing roles, {@code upgrade} its way through pg_upgrade, {@code backups}, {@code certificates},
 * {@code roles}, {@code scaling}, {@code lease}, {@code probes}; {@code kubernetes} is the API itself; {@code derived} is concluded from these.
 */
public final class CnpgFieldClasses {
    static final String METADATA = """
            apiVersion kind metadata.name metadata.namespace | immutable | refuse | kubernetes: they name the object, another name is another object
            metadata.labels | nothing | patch | kubernetes: labels of the object itself; pods have those that are inherited
            metadata.annotations | downtime | annotation | derived: some annotations are commands, up to the deletion of all pods
            metadata.finalizers metadata.ownerReferences | nothing | patch | kubernetes: they count when something is deleted
            metadata.generateName metadata.uid metadata.resourceVersion metadata.generation metadata.creationTimestamp metadata.deletionTimestamp metadata.deletionGracePeriodSeconds metadata.managedFields metadata.selfLink status | ignored | server | kubernetes: the server and the operator write them
            """;

    private static final String PODS_AND_LIFE = """
            spec.description | nothing | patch | schema: a free text
            spec.instances | rolling_restart | scale | scaling: instances are cloned one at a time; the highest number that is not the primary goes, with its volumes
            spec.imageName spec.imageCatalogRef | downtime | image | upgrade: the same major version is a rolling update, a higher one stops all pods for pg_upgrade, a lower one is refused
            spec.imagePullPolicy | downtime | pods | rollout: a pod whose template differs is made anew
            spec.imagePullSecrets[name] | downtime | pods | derived: what pods are pulled with belongs to them at worst
            spec.inheritedMetadata | nothing | patch | derived: labels and annotations of objects there are get reconciled without a restart
            spec.schedulerName spec.priorityClassName spec.affinity spec.topologySpreadConstraints | downtime | pods | rollout: a pod whose template differs is made anew, where the new rules let it
            spec.resources spec.resources.claims[name] | downtime | pods | rollout: a pod whose template differs is made anew
            spec.seccompProfile spec.podSecurityContext spec.securityContext | downtime | pods | rollout: a pod whose template differs is made anew
            spec.env[name] spec.envFrom | downtime | pods | rollout: the environment is part of what a pod is compared by
            spec.projectedVolumeTemplate | downtime | pods | rollout: a changed projected volume is a reason of its own
            spec.ephemeralVolumeSource spec.ephemeralVolumesSizeLimit | downtime | pods | rollout: the volumes of a pod are part of its template
            spec.postgresUID spec.postgresGID | immutable | refuse | webhook: user and group may not change
            spec.serviceAccountName | immutable | refuse | webhook: the account may not change
            spec.serviceAccountTemplate | nothing | patch | schema: labels and annotations of the account that is made
            spec.logLevel | downtime | pods | derived: the instance manager is told its level when its pod starts
            spec.startDelay spec.stopDelay spec.livenessProbeTimeout | downtime | pods | probes: thresholds and grace are computed from them into the pod's template
            spec.smartShutdownTimeout spec.switchoverDelay spec.failoverDelay | nothing | patch | derived: each is read when the event comes it is about
            spec.probes | downtime | pods | probes: what kubelet asks is part of the pod's template
            spec.primaryUpdateStrategy spec.primaryUpdateMethod | nothing | policy | rollout: they say what becomes of the primary at the end of an update
            spec.primaryLease | downtime | lease | lease: a change counts after the instance managers restart
            spec.enablePDB | nothing | patch | derived: budgets for disruptions are made and deleted; pods are not touched
            spec.nodeMaintenanceWindow | nothing | patch | derived: it relaxes the budgets while it is open
            spec.plugins[name] | downtime | pods | rollout: a plugin may change pods, and adds a container to archive WAL
            spec.podSelectorRefs[name] | reload | reload | configuration: rules for clients name the pods' addresses
            """;

    private static final String POSTGRESQL = """
            spec.postgresql.parameters | restart_in_place | settings | configuration: a setting is reloaded, or PostgreSQL restarts where it can't be
            spec.postgresql.shared_preload_libraries | restart_in_place | restart-settings | configuration: libraries are loaded when PostgreSQL starts
            spec.postgresql.pg_hba spec.postgresql.pg_ident spec.postgresql.ldap | reload | settings | configuration: the rules for clients are files that are read again
            spec.postgresql.enableAlterSystem | reload | settings | configuration: since PostgreSQL 17 a setting that is reloaded
            spec.postgresql.promotionTimeout | nothing | patch | schema: it counts at the next promotion
            spec.postgresql.extensions[name] spec.postgresql.extensions[name].env[name] | downtime | pods | rollout: an extension is an image mounted into the pod, and belongs to its template
            spec.postgresql.synchronous spec.postgresql.syncReplicaElectionConstraint spec.minSyncReplicas spec.maxSyncReplicas | reload | sync | configuration: who confirms is a setting that is reloaded; it may not ask for more than there are instances
            spec.replicationSlots | reload | settings | configuration: slots are made and dropped by running servers, and named in a setting that is reloaded
            spec.replicationSlots.highAvailability.slotPrefix | immutable | refuse | webhook: the prefix may not change while these slots are on
            """;

    private static final String DATA = """
            spec.storage.size spec.walStorage.size spec.tablespaces[name].storage.size | nothing | grow | volumes: requests are raised while volumes are in use; less is refused
            spec.storage.pvcTemplate.resources.requests spec.walStorage.pvcTemplate.resources.requests spec.tablespaces[name].storage.pvcTemplate.resources.requests | nothing | grow | volumes: the size when the shorter field does not say it
            spec.storage.resizeInUseVolumes spec.walStorage.resizeInUseVolumes spec.tablespaces[name].storage.resizeInUseVolumes | nothing | policy | volumes: whether requests are raised while volumes are in use
            spec.storage.storageClass spec.walStorage.storageClass spec.tablespaces[name].storage.storageClass | data_movement | claim | volumes: a claim keeps its class, only new ones have another
            spec.storage.pvcTemplate spec.walStorage.pvcTemplate spec.tablespaces[name].storage.pvcTemplate | data_movement | claim | volumes: a claim keeps what it was made with
            spec.storage.pvcTemplate.volumeAttributesClassName spec.walStorage.pvcTemplate.volumeAttributesClassName spec.tablespaces[name].storage.pvcTemplate.volumeAttributesClassName | nothing | patch | volumes: the class of attributes is reconciled in claims there are
            spec.walStorage spec.tablespaces[name] | downtime | volume | volumes: one can be added, which makes pods anew; none can be removed
            spec.tablespaces[name].temporary | reload | settings | configuration: a setting lists the temporary ones
            spec.tablespaces[name].owner | nothing | patch | derived: the owner is altered by a statement
            spec.bootstrap | data_movement | bootstrap | schema: it says how an empty cluster begins, and is not read again
            spec.bootstrap.initdb.secret spec.bootstrap.recovery.secret spec.bootstrap.pg_basebackup.secret | nothing | patch | roles: the application's password is taken from its secret at every look
            spec.externalClusters[name] | nothing | external | schema: connections that a source or a bootstrap names
            spec.replica | downtime | replica | replica: the primary's side and the follower's side change roles by these fields
            spec.backup spec.backup.barmanObjectStore | nothing | patch | backups: instances read it when they archive and back up
            """;

    private static final String ACCESS = """
            spec.enableSuperuserAccess spec.superuserSecret | nothing | patch | roles: the password is set, or taken away, by a statement
            spec.certificates | reload | reload | certificates: changed secrets are picked up without a restart
            spec.managed.roles[name] | nothing | patch | roles: roles are altered by statements
            spec.managed.services | downtime | service | schema: a service is patched, or deleted and made anew, which cuts its clients off
            spec.monitoring | nothing | patch | derived: the exporter reads its queries again
            spec.monitoring.tls | downtime | pods | derived: the exporter's port is told TLS when the pod starts
            """;

    /** Of {@code Cluster}. */
    public static final FieldClasses CLUSTER = FieldClasses.of(METADATA + PODS_AND_LIFE + POSTGRESQL + DATA + ACCESS);

    private CnpgFieldClasses() {}
}
