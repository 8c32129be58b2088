package io.pgspan.operators.kubedb.ops;

import io.pgspan.operators.decode.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An operation from its part of {@code spec}; from an absent part, one that says nothing. */
record OperationReader(Cursor spec) {

    Operation read(OperationType type) {
        Cursor payload = spec.object(type.payload());
        return switch (type) {
            case UPDATE_VERSION ->
                new UpdateVersion(payload.text("targetVersion").orElse(""));
            case HORIZONTAL_SCALING -> horizontalScaling(payload);
            case VERTICAL_SCALING -> verticalScaling(payload);
            case VOLUME_EXPANSION ->
                new VolumeExpansion(
                        payload.quantity("postgres").orElse(null),
                        payload.quantity("arbiter").orElse(null),
                        payload.choice("mode", OpsWords.EXPANSION_MODE).orElse(null));
            case RESTART -> new Restart();
            case RECONFIGURE -> reconfigure(payload);
            case RECONFIGURE_TLS -> reconfigureTls(payload);
            case ROTATE_AUTH -> new RotateAuth(PartReader.ref(payload.object("secretRef"), TypedRef.SECRET));
            case RECONNECT_STANDBY ->
                new ReconnectStandby(payload.goDuration("readyTimeOut").orElse(null));
            case FORCE_FAIL_OVER -> new ForceFailOver(payload.texts("candidates"));
            case SET_RAFT_KEY_PAIR -> new SetRaftKeyPair(payload.labels("keyPair"));
            case STORAGE_MIGRATION ->
                new StorageMigration(
                        payload.text("storageClassName").orElse(""),
                        payload.choice("oldPVReclaimPolicy", OpsWords.RECLAIM).orElse(null));
        };
    }

    private static HorizontalScaling horizontalScaling(Cursor payload) {
        if (payload.has("member")) {
            payload.reject(
                    "ops.horizontal-scaling.member",
                    "member",
                    "the field is on some pages of the documentation, but not in the schema: it is dropped without a word",
                    "write replicas");
        }
        List<ReadReplicaScaling> groups = new ArrayList<>();
        payload.objects("readReplicas").forEach(group -> groups.add(PartReader.group(group)));
        return new HorizontalScaling(
                payload.integer("replicas").orElse(null),
                payload.choice("standbyMode", OpsWords.STANDBY).orElse(null),
                payload.choice("streamingMode", OpsWords.STREAMING).orElse(null),
                groups);
    }

    private static VerticalScaling verticalScaling(Cursor payload) {
        List<ReadReplicaResources> groups = new ArrayList<>();
        for (Cursor group : payload.objects("readReplicas")) {
            groups.add(
                    new ReadReplicaResources(group.text("name").orElse(""), PartReader.pod(group.object("postgres"))));
        }
        return new VerticalScaling(
                PartReader.pod(payload.object("postgres")),
                PartReader.pod(payload.object("arbiter")),
                PartReader.container(payload.object("coordinator")),
                PartReader.container(payload.object("exporter")),
                groups,
                payload.choice("mode", OpsWords.SCALING_MODE).orElse(VerticalScaling.Mode.RESTART));
    }

    private static Reconfigure reconfigure(Cursor payload) {
        Cursor tuning = payload.object("tuning");
        return new Reconfigure(
                payload.object("configSecret").text("name").orElse(null),
                payload.labels("applyConfig"),
                payload.bool("removeCustomConfig").orElse(false),
                tuning.isPresent()
                        ? new Tuning(
                                tuning.choice("profile", OpsWords.PROFILE).orElse(null),
                                tuning.integer("maxConnections").orElse(null),
                                tuning.choice("storageType", OpsWords.MEDIA).orElse(null),
                                tuning.bool("disableAutoTune").orElse(false))
                        : null,
                restart(payload).orElse(Reconfigure.RestartMode.AUTO));
    }

    private static Optional<Reconfigure.RestartMode> restart(Cursor payload) {
        if (payload.peek("restart").isBoolean()) {
            payload.skip("restart");
            payload.reject(
                    "ops.reconfigure.restart-unquoted",
                    "restart",
                    "YAML takes the bare word for true or false, but the field is a text: the API server refuses it",
                    "write it in quotes: restart: \"" + payload.peek("restart").asText() + "\"");
            return Optional.empty();
        }
        return payload.choice("restart", OpsWords.RESTART);
    }

    private static ReconfigureTls reconfigureTls(Cursor payload) {
        List<Certificate> certificates = new ArrayList<>();
        payload.objects("certificates").forEach(certificate -> certificates.add(certificate(certificate)));
        return new ReconfigureTls(
                PartReader.ref(payload.object("issuerRef"), ""),
                certificates,
                payload.bool("rotateCertificates").orElse(false),
                payload.bool("remove").orElse(false),
                payload.choice("sslMode", OpsWords.SSL_MODE).orElse(null),
                payload.choice("clientAuthMode", OpsWords.CLIENT_AUTH).orElse(null),
                payload.bool("rotateGrpcCertificates").orElse(false));
    }

    private static Certificate certificate(Cursor at) {
        Cursor subject = at.object("subject");
        return new Certificate(
                at.requiredText("alias", "name the certificate, for example server")
                        .orElse(""),
                PartReader.ref(at.object("issuerRef"), ""),
                at.text("secretName").orElse(null),
                subject.isPresent() ? subject(subject) : null,
                at.goDuration("duration").orElse(null),
                at.goDuration("renewBefore").orElse(null),
                at.texts("dnsNames"),
                at.texts("ipAddresses"),
                at.texts("uris"),
                at.texts("emailAddresses"),
                at.object("privateKey").choice("encoding", OpsWords.ENCODING).orElse(null));
    }

    private static Certificate.Subject subject(Cursor at) {
        return new Certificate.Subject(
                at.texts("organizations"),
                at.texts("countries"),
                at.texts("organizationalUnits"),
                at.texts("localities"),
                at.texts("provinces"),
                at.texts("streetAddresses"),
                at.texts("postalCodes"),
                at.text("serialNumber").orElse(null));
    }
}
