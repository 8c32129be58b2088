package io.pgspan.operators.kubedb.ops;

import io.pgspan.model.text.Quantity;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The traps of each type of operation. */
final class OperationLints implements Operation.Cases<List<Lint>> {
    private static final String COORDINATOR_STATUS = "Coordinator/Status";
    private static final Set<String> COORDINATOR_STATES = Set.of("Pause", "Resume", "NonTransferableResume");

    private final OpsRequest request;
    private final DatabaseFacts facts;
    private final List<Lint> found = new ArrayList<>();

    OperationLints(OpsRequest request, DatabaseFacts facts) {
        this.request = request;
        this.facts = facts;
    }

    @Override
    public List<Lint> horizontalScaling(HorizontalScaling operation) {
        if (operation.streamingMode() == null) {
            warn(
                    "horizontal-scaling.streaming-mode",
                    OperationType.HORIZONTAL_SCALING.path("streamingMode"),
                    "",
                    "the schema writes Asynchronous, which may end synchronous replication",
                    "write the mode the database has");
        }
        if (operation.standbyMode() == null) {
            note(
                    "horizontal-scaling.standby-mode",
                    OperationType.HORIZONTAL_SCALING.path("standbyMode"),
                    "",
                    "the schema writes Hot, whatever the database has",
                    "write the mode the database has");
        }
        if (facts.distributed().orElse(false)) {
            note(
                    "horizontal-scaling.policy-first",
                    OperationType.HORIZONTAL_SCALING.path(),
                    "",
                    "a pod whose ordinal the placement policy does not cover is not created",
                    "extend the policy before growing, shrink it after shrinking");
        }
        return found;
    }

    @Override
    public List<Lint> verticalScaling(VerticalScaling operation) {
        storage("arbiter", operation.arbiter(), Severity.ERROR);
        storage("postgres", operation.postgres(), Severity.WARNING);
        if (operation.mode() == VerticalScaling.Mode.IN_PLACE
                && facts.distributed().orElse(false)) {
            warn(
                    "vertical-scaling.in-place",
                    OperationType.VERTICAL_SCALING.path("mode"),
                    "InPlace",
                    "the pods of a distributed database can't be resized in place: they restart",
                    "plan for a restart");
        }
        return found;
    }

    private void storage(String field, @Nullable PodResources pod, Severity severity) {
        if (pod == null) {
            return;
        }
        storage(field, "requests", pod.resources().requests(), severity);
        storage(field, "limits", pod.resources().limits(), severity);
    }

    private void storage(String field, String kind, Map<String, Quantity> amounts, Severity severity) {
        Quantity storage = amounts.get(ContainerResources.STORAGE);
        if (storage != null) {
            add(
                    severity,
                    "vertical-scaling." + field + "-storage",
                    OperationType.VERTICAL_SCALING.path(field + ".resources." + kind + ".storage"),
                    storage.toString(),
                    severity == Severity.ERROR
                            ? "storage is not scaled this way: the request stays Pending for ever and others wait"
                            : "storage is not scaled this way",
                    "make a VolumeExpansion with volumeExpansion." + field + " and leave storage out here");
        }
    }

    @Override
    public List<Lint> volumeExpansion(VolumeExpansion operation) {
        if (request.apply() == OpsRequest.Apply.IF_READY) {
            note(
                    "volume-expansion.if-ready",
                    "spec.apply",
                    "IfReady",
                    "a database whose disk is full is not ready: the expansion then never begins",
                    "write apply: Always when the disk is full or nearly so");
        }
        return found;
    }

    @Override
    public List<Lint> reconfigure(Reconfigure operation) {
        for (String file : operation.applyConfig().keySet().stream().sorted().toList()) {
            if (!file.equals(Reconfigure.USER_CONF)) {
                warn(
                        "reconfigure.file",
                        OperationType.RECONFIGURE.path("applyConfig"),
                        file,
                        "only " + Reconfigure.USER_CONF + " is a configuration file",
                        "put the settings into " + Reconfigure.USER_CONF);
            }
        }
        return found;
    }

    @Override
    public List<Lint> reconfigureTls(ReconfigureTls operation) {
        boolean says = operation.issuerRef() != null
                || !operation.certificates().isEmpty()
                || operation.rotateCertificates()
                || operation.rotateGrpcCertificates()
                || operation.sslMode() != null
                || operation.clientAuthMode() != null;
        if (!says && !operation.remove()) {
            warn(
                    "reconfigure-tls.empty",
                    OperationType.RECONFIGURE_TLS.path(),
                    "",
                    "it asks for nothing",
                    "say what changes");
        }
        if (operation.remove()
                && (operation.issuerRef() != null
                        || !operation.certificates().isEmpty()
                        || operation.rotateCertificates())) {
            warn(
                    "reconfigure-tls.remove",
                    OperationType.RECONFIGURE_TLS.path("remove"),
                    "true",
                    "it ends TLS and asks for certificates at once",
                    "write one of them");
        }
        if (operation.remove() && operation.clientAuthMode() == ReconfigureTls.ClientAuthMode.CERT) {
            warn(
                    "reconfigure-tls.cert",
                    OperationType.RECONFIGURE_TLS.path("clientAuthMode"),
                    "cert",
                    "without TLS no client can show a certificate: the database refuses this combination",
                    "write scram");
        }
        if (operation.clientAuthMode() == ReconfigureTls.ClientAuthMode.MD5) {
            warn(
                    "reconfigure-tls.md5",
                    OperationType.RECONFIGURE_TLS.path("clientAuthMode"),
                    "md5",
                    "MD5 hashes of passwords are weak and PostgreSQL is about to drop them",
                    "write scram");
        }
        return found;
    }

    @Override
    public List<Lint> rotateAuth(RotateAuth operation) {
        if (operation.secretRef() != null && facts.userName().isEmpty()) {
            note(
                    "rotate-auth.same-user",
                    OperationType.ROTATE_AUTH.path("secretRef.name"),
                    operation.secretRef().name(),
                    "a secret with another user's name is refused, though a page of the documentation speaks of one",
                    "keep the user's name; only the password can change");
        }
        return found;
    }

    @Override
    public List<Lint> forceFailOver(ForceFailOver operation) {
        warn(
                "force-fail-over.data-loss",
                OperationType.FORCE_FAIL_OVER.path(),
                String.join(", ", operation.candidates()),
                "commits that only the missing pod has are lost for good",
                "bring the missing pod back if there is any way to");
        return found;
    }

    @Override
    public List<Lint> setRaftKeyPair(SetRaftKeyPair operation) {
        String path = OperationType.SET_RAFT_KEY_PAIR.path("keyPair");
        if (operation.keyPair().isEmpty()) {
            warn("set-raft-key-pair.empty", path, "", "it sets nothing", "write at least one key");
        }
        String status = operation.keyPair().get(COORDINATOR_STATUS);
        if (status != null && !COORDINATOR_STATES.contains(status)) {
            warn(
                    "set-raft-key-pair.status",
                    path,
                    status,
                    "the coordinators do not know this state",
                    "write Pause, Resume or NonTransferableResume");
        }
        if (status != null && status.equals("Pause")) {
            warn(
                    "set-raft-key-pair.pause",
                    path,
                    status,
                    "there is no failover until the state is Resume again",
                    "set it back in the end");
        }
        return found;
    }

    @Override
    public List<Lint> updateVersion(UpdateVersion operation) {
        return found;
    }

    @Override
    public List<Lint> restart(Restart operation) {
        return found;
    }

    @Override
    public List<Lint> reconnectStandby(ReconnectStandby operation) {
        return found;
    }

    @Override
    public List<Lint> storageMigration(StorageMigration operation) {
        return found;
    }

    private void warn(String rule, String path, String value, String happens, String instead) {
        add(Severity.WARNING, rule, path, value, happens, instead);
    }

    private void note(String rule, String path, String value, String happens, String instead) {
        add(Severity.INFO, rule, path, value, happens, instead);
    }

    private void add(Severity severity, String rule, String path, String value, String happens, String instead) {
        found.add(Lint.of(severity, Violation.of("kubedb.ops." + rule, path, value, happens, instead)));
    }
}
