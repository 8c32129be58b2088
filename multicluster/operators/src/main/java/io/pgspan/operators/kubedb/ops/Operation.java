package io.pgspan.operators.kubedb.ops;

/** What a request asks for. */
public sealed interface Operation
        permits UpdateVersion,
                HorizontalScaling,
                VerticalScaling,
                VolumeExpansion,
                Restart,
                Reconfigure,
                ReconfigureTls,
                RotateAuth,
                ReconnectStandby,
                ForceFailOver,
                SetRaftKeyPair,
                StorageMigration {

    /** Its type. */
    OperationType type();

    /** One answer per type; a forgotten one does not compile. */
    <R> R match(Cases<R> cases);

    /**
     * One answer per type.
     *
     * @param <R> the answers
     */
    interface Cases<R> {
        /** The answer for another version of PostgreSQL. */
        R updateVersion(UpdateVersion operation);

        /** The answer for another number of replicas. */
        R horizontalScaling(HorizontalScaling operation);

        /** The answer for other resources of containers. */
        R verticalScaling(VerticalScaling operation);

        /** The answer for larger volumes. */
        R volumeExpansion(VolumeExpansion operation);

        /** The answer for a restart. */
        R restart(Restart operation);

        /** The answer for another configuration. */
        R reconfigure(Reconfigure operation);

        /** The answer for other certificates. */
        R reconfigureTls(ReconfigureTls operation);

        /** The answer for another password. */
        R rotateAuth(RotateAuth operation);

        /** The answer for the repair of standbys. */
        R reconnectStandby(ReconnectStandby operation);

        /** The answer for a failover that may lose data. */
        R forceFailOver(ForceFailOver operation);

        /** The answer for entries in the coordinator's store. */
        R setRaftKeyPair(SetRaftKeyPair operation);

        /** The answer for another storage class. */
        R storageMigration(StorageMigration operation);
    }
}
