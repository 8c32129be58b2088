package io.pgspan.operators.kubedb.ops;

import com.fasterxml.jackson.databind.node.ArrayNode;

/** An operation's part of {@code spec}. One whose part may be absent has none when it says nothing. */
record OperationWriter(Json spec) implements Operation.Cases<Json> {

    @Override
    public Json updateVersion(UpdateVersion operation) {
        return payload(operation).text("targetVersion", operation.targetVersion());
    }

    @Override
    public Json horizontalScaling(HorizontalScaling operation) {
        Json json = payload(operation)
                .number("replicas", operation.replicas())
                .word("standbyMode", operation.standbyMode(), OpsWords.STANDBY)
                .word("streamingMode", operation.streamingMode(), OpsWords.STREAMING);
        if (!operation.readReplicas().isEmpty()) {
            ArrayNode groups = json.array("readReplicas");
            operation.readReplicas().forEach(group -> PartWriter.group(groups.addObject(), group));
        }
        return json;
    }

    @Override
    public Json verticalScaling(VerticalScaling operation) {
        Json json = payload(operation);
        PartWriter.pod(json, "postgres", operation.postgres());
        PartWriter.pod(json, "arbiter", operation.arbiter());
        PartWriter.container(json, "coordinator", operation.coordinator());
        PartWriter.container(json, "exporter", operation.exporter());
        if (!operation.readReplicas().isEmpty()) {
            ArrayNode groups = json.array("readReplicas");
            operation
                    .readReplicas()
                    .forEach(group -> PartWriter.pod(
                            new Json(groups.addObject()).text("name", group.name()), "postgres", group.postgres()));
        }
        return json.word(
                "mode",
                operation.mode() == VerticalScaling.Mode.RESTART ? null : operation.mode(),
                OpsWords.SCALING_MODE);
    }

    @Override
    public Json volumeExpansion(VolumeExpansion operation) {
        return payload(operation)
                .quantity("postgres", operation.postgres())
                .quantity("arbiter", operation.arbiter())
                .word("mode", operation.mode(), OpsWords.EXPANSION_MODE);
    }

    @Override
    public Json restart(Restart operation) {
        return spec;
    }

    @Override
    public Json reconfigure(Reconfigure operation) {
        Json json = payload(operation);
        if (operation.configSecret() != null) {
            json.object("configSecret").text("name", operation.configSecret());
        }
        json.labels("applyConfig", operation.applyConfig())
                .flag("removeCustomConfig", operation.removeCustomConfig())
                .word(
                        "restart",
                        operation.restart() == Reconfigure.RestartMode.AUTO ? null : operation.restart(),
                        OpsWords.RESTART);
        Tuning tuning = operation.tuning();
        if (tuning != null) {
            json.object("tuning")
                    .word("profile", tuning.profile(), OpsWords.PROFILE)
                    .number("maxConnections", tuning.maxConnections())
                    .word("storageType", tuning.storageType(), OpsWords.MEDIA)
                    .flag("disableAutoTune", tuning.disableAutoTune());
        }
        return json;
    }

    @Override
    public Json reconfigureTls(ReconfigureTls operation) {
        Json json = payload(operation)
                .flag("rotateCertificates", operation.rotateCertificates())
                .flag("remove", operation.remove())
                .word("sslMode", operation.sslMode(), OpsWords.SSL_MODE)
                .word("clientAuthMode", operation.clientAuthMode(), OpsWords.CLIENT_AUTH)
                .flag("rotateGrpcCertificates", operation.rotateGrpcCertificates());
        PartWriter.ref(json, "issuerRef", operation.issuerRef());
        if (!operation.certificates().isEmpty()) {
            ArrayNode certificates = json.array("certificates");
            operation
                    .certificates()
                    .forEach(certificate -> certificate(new Json(certificates.addObject()), certificate));
        }
        return json;
    }

    @Override
    public Json rotateAuth(RotateAuth operation) {
        if (operation.secretRef() != null) {
            PartWriter.ref(payload(operation), "secretRef", operation.secretRef());
        }
        return spec;
    }

    @Override
    public Json reconnectStandby(ReconnectStandby operation) {
        return operation.readyTimeout() == null
                ? spec
                : payload(operation).duration("readyTimeOut", operation.readyTimeout());
    }

    @Override
    public Json forceFailOver(ForceFailOver operation) {
        return operation.candidates().isEmpty() ? spec : payload(operation).texts("candidates", operation.candidates());
    }

    @Override
    public Json setRaftKeyPair(SetRaftKeyPair operation) {
        return operation.keyPair().isEmpty() ? spec : payload(operation).labels("keyPair", operation.keyPair());
    }

    @Override
    public Json storageMigration(StorageMigration operation) {
        return payload(operation)
                .text("storageClassName", operation.storageClassName())
                .word("oldPVReclaimPolicy", operation.oldVolumes(), OpsWords.RECLAIM);
    }

    private static void certificate(Json json, Certificate certificate) {
        json.text("alias", certificate.alias())
                .text("secretName", certificate.secretName())
                .duration("duration", certificate.duration())
                .duration("renewBefore", certificate.renewBefore())
                .texts("dnsNames", certificate.dnsNames())
                .texts("ipAddresses", certificate.ipAddresses())
                .texts("uris", certificate.uris())
                .texts("emailAddresses", certificate.emailAddresses());
        PartWriter.ref(json, "issuerRef", certificate.issuerRef());
        if (certificate.encoding() != null) {
            json.object("privateKey").word("encoding", certificate.encoding(), OpsWords.ENCODING);
        }
        Certificate.Subject subject = certificate.subject();
        if (subject != null) {
            json.object("subject")
                    .texts("organizations", subject.organizations())
                    .texts("countries", subject.countries())
                    .texts("organizationalUnits", subject.organizationalUnits())
                    .texts("localities", subject.localities())
                    .texts("provinces", subject.provinces())
                    .texts("streetAddresses", subject.streetAddresses())
                    .texts("postalCodes", subject.postalCodes())
                    .text("serialNumber", subject.serialNumber());
        }
    }

    private Json payload(Operation operation) {
        return spec.object(operation.type().payload());
    }
}
