package io.pgspan.operators.kubedb.change;

import io.pgspan.operators.manifest.TreePath;

/** The places in a {@code Postgres} that the rules look at, read once. */
final class At {
    static final TreePath API_VERSION = TreePath.of("apiVersion");
    static final TreePath ARBITER = TreePath.of("spec.arbiter");
    static final TreePath ARBITER_RESOURCES = TreePath.of("spec.arbiter.resources");
    static final TreePath AUTH_SECRET = TreePath.of("spec.authSecret");
    static final TreePath CLIENT_AUTH_MODE = TreePath.of("spec.clientAuthMode");
    static final TreePath CONFIGURATION_INLINE = TreePath.of("spec.configuration.inline[\"user.conf\"]");
    static final TreePath CONFIGURATION_SECRET_NAME = TreePath.of("spec.configuration.secretName");
    static final TreePath CONFIGURATION_TUNING = TreePath.of("spec.configuration.tuning");
    static final TreePath COORDINATOR_RESOURCES =
            TreePath.of("spec.podTemplate.spec.containers[name=pg-coordinator].resources");
    static final TreePath DISTRIBUTED = TreePath.of("spec.distributed");
    static final TreePath EXPORTER_RESOURCES = TreePath.of("spec.monitor.prometheus.exporter.resources");
    static final TreePath HALTED = TreePath.of("spec.halted");
    static final TreePath KIND = TreePath.of("kind");
    static final TreePath METADATA = TreePath.of("metadata");
    static final TreePath MONITOR = TreePath.of("spec.monitor");
    static final TreePath NUM_SYNC_REPLICAS = TreePath.of("spec.synchronousReplicationConfig.numSyncReplicas");
    static final TreePath POSTGRES_RESOURCES = TreePath.of("spec.podTemplate.spec.containers[name=postgres].resources");
    static final TreePath READ_REPLICAS = TreePath.of("spec.readReplicas");
    static final TreePath REMOTE_REPLICA = TreePath.of("spec.remoteReplica");
    static final TreePath REPLICAS = TreePath.of("spec.replicas");
    static final TreePath SPEC = TreePath.of("spec");
    static final TreePath SSL_MODE = TreePath.of("spec.sslMode");
    static final TreePath STORAGE_RESOURCES_REQUESTS = TreePath.of("spec.storage.resources.requests");
    static final TreePath STORAGE_STORAGE_CLASS_NAME = TreePath.of("spec.storage.storageClassName");
    static final TreePath STORAGE_TYPE = TreePath.of("spec.storageType");
    static final TreePath STREAMING_MODE = TreePath.of("spec.streamingMode");
    static final TreePath TLS = TreePath.of("spec.tls");
    static final TreePath TLS_CERTIFICATES = TreePath.of("spec.tls.certificates");
    static final TreePath TLS_ISSUER_REF = TreePath.of("spec.tls.issuerRef");
    static final TreePath VERSION = TreePath.of("spec.version");

    private At() {}
}
