package io.pgspan.operators.kubedb.ops;

import io.pgspan.model.text.Quantity;
import io.pgspan.model.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of each type of operation. */
final class OperationRules implements Operation.Cases<List<Violation>> {
    private final OpsRequest request;
    private final DatabaseFacts facts;
    private final List<Violation> found = new ArrayList<>();

    OperationRules(OpsRequest request, DatabaseFacts facts) {
        this.request = request;
        this.facts = facts;
    }

    @Override
    public List<Violation> updateVersion(UpdateVersion operation) {
        String path = OperationType.UPDATE_VERSION.path("targetVersion");
        String target = operation.targetVersion();
        if (target.isEmpty()) {
            return refuse("update-version.target", path, "", "no target is named", "name a PostgresVersion");
        }
        facts.catalog()
                .filter(catalog -> !catalog.containsKey(target))
                .ifPresent(catalog -> refuse(
                        "update-version.target-unknown",
                        path,
                        target,
                        "there is no such PostgresVersion",
                        "use one of "
                                + String.join(
                                        ", ", catalog.keySet().stream().sorted().toList())));
        Optional<CatalogVersion> to = facts.catalog().map(catalog -> catalog.get(target));
        if (to.isPresent() && facts.version().isPresent()) {
            version(facts.version().get(), to.get(), path);
        }
        return found;
    }

    private void version(CatalogVersion from, CatalogVersion to, String path) {
        if (from.mayBecome(to).filter(may -> !may).isPresent()) {
            refuse(
                    "update-version.target-forbidden",
                    path,
                    to.name(),
                    "the constraints of " + from.name() + " do not allow it",
                    "go through a version they allow: " + String.join(" or ", from.allow()));
        }
        differ("base-os", path, to.name(), from.baseOs(), to.baseOs(), "base system");
        differ("distribution", path, to.name(), from.distribution(), to.distribution(), "distribution");
    }

    private void differ(
            String rule, String path, String target, @Nullable String from, @Nullable String to, String what) {
        if (from != null && to != null && !from.isEmpty() && !to.isEmpty() && !from.equals(to)) {
            refuse(
                    "update-version." + rule,
                    path,
                    target,
                    "its " + what + " is " + to + ", the database's is " + from,
                    "choose a version of the same " + what);
        }
    }

    @Override
    public List<Violation> horizontalScaling(HorizontalScaling operation) {
        Integer replicas = operation.replicas();
        boolean groups = !operation.readReplicas().isEmpty();
        if ((replicas != null) == groups) {
            refuse(
                    "horizontal-scaling.one-of",
                    OperationType.HORIZONTAL_SCALING.path(),
                    "",
                    groups ? "it has both replicas and readReplicas" : "it has neither replicas nor readReplicas",
                    "write exactly one of them");
        }
        if (replicas != null && replicas < 1) {
            refuse(
                    "horizontal-scaling.replicas",
                    OperationType.HORIZONTAL_SCALING.path("replicas"),
                    replicas.toString(),
                    "a database has at least one replica",
                    "write 1 or more; to stop the database, set halted in it");
        }
        for (int i = 0; i < operation.readReplicas().size(); i++) {
            if (operation.readReplicas().get(i).name().isEmpty()) {
                refuse(
                        "horizontal-scaling.group-name",
                        OperationType.HORIZONTAL_SCALING.path("readReplicas[" + i + "].name"),
                        "",
                        "the group has no name",
                        "name it");
            }
        }
        return found;
    }

    @Override
    public List<Violation> verticalScaling(VerticalScaling operation) {
        if (operation.postgres() == null
                && operation.arbiter() == null
                && operation.coordinator() == null
                && operation.readReplicas().isEmpty()) {
            boolean exporter = operation.exporter() != null;
            refuse(
                    "vertical-scaling.empty",
                    OperationType.VERTICAL_SCALING.path(),
                    exporter ? "exporter" : "",
                    exporter ? "the exporter alone is refused" : "it names no container",
                    "name postgres, arbiter, coordinator or readReplicas"
                            + (exporter ? " as well, if need be with the resources it has" : ""));
        }
        for (int i = 0; i < operation.readReplicas().size(); i++) {
            String group = operation.readReplicas().get(i).name();
            String path = OperationType.VERTICAL_SCALING.path("readReplicas[" + i + "].name");
            facts.readReplicas()
                    .filter(groups -> !groups.contains(group))
                    .ifPresent(groups -> refuse(
                            "vertical-scaling.group-unknown",
                            path,
                            group,
                            "the database has no such group of read replicas",
                            "use one of "
                                    + String.join(", ", groups.stream().sorted().toList())));
        }
        return found;
    }

    @Override
    public List<Violation> volumeExpansion(VolumeExpansion operation) {
        if (operation.mode() == null) {
            refuse(
                    "volume-expansion.mode",
                    OperationType.VOLUME_EXPANSION.path("mode"),
                    "",
                    "it is not said whether pods run meanwhile",
                    "write Online, or Offline where the storage driver can't grow a volume in use");
        }
        if (operation.postgres() == null && operation.arbiter() == null) {
            refuse(
                    "volume-expansion.empty",
                    OperationType.VOLUME_EXPANSION.path(),
                    "",
                    "no size is given",
                    "write postgres, arbiter or both");
        }
        larger("postgres", operation.postgres(), facts.storage());
        larger("arbiter", operation.arbiter(), facts.arbiterStorage());
        return found;
    }

    private void larger(String field, @Nullable Quantity wanted, Optional<Quantity> now) {
        if (wanted == null) {
            return;
        }
        boolean positive = wanted.signum() > 0;
        now.filter(size -> wanted.compareTo(size) <= 0)
                .or(() -> Optional.of(wanted).filter(size -> !positive))
                .ifPresent(size -> refuse(
                        "volume-expansion.not-larger",
                        OperationType.VOLUME_EXPANSION.path(field),
                        wanted.toString(),
                        positive ? "the volume has " + size + " already" : "that is no size",
                        "write more; a volume can't shrink"));
    }

    @Override
    public List<Violation> reconfigure(Reconfigure operation) {
        if (operation.configSecret() == null
                && operation.applyConfig().isEmpty()
                && !operation.removeCustomConfig()
                && operation.tuning() == null) {
            refuse(
                    "reconfigure.empty",
                    OperationType.RECONFIGURE.path(),
                    "",
                    "it names no configuration",
                    "write configSecret, applyConfig, tuning or removeCustomConfig");
        }
        if (operation.removeCustomConfig() && operation.restart() == Reconfigure.RestartMode.NO) {
            refuse(
                    "reconfigure.restart",
                    OperationType.RECONFIGURE.path("restart"),
                    "false",
                    "a configuration can't be dropped without a restart",
                    "write auto");
        }
        return found;
    }

    @Override
    public List<Violation> rotateAuth(RotateAuth operation) {
        TypedRef secret = operation.secretRef();
        if (secret == null) {
            return found;
        }
        String path = OperationType.ROTATE_AUTH.path("secretRef.name");
        if (secret.name().isEmpty()) {
            return refuse(
                    "rotate-auth.secret",
                    path,
                    "",
                    "no secret is named",
                    "name it, or leave secretRef out for a random password");
        }
        facts.userNamesBySecret()
                .filter(names -> !names.containsKey(secret.name()))
                .ifPresent(names -> refuse(
                        "rotate-auth.secret",
                        path,
                        secret.name(),
                        "there is no such secret with a user's name and a password",
                        "create it with the keys username and password"));
        Optional<String> next = facts.userNamesBySecret().map(names -> names.get(secret.name()));
        if (next.isPresent()
                && facts.userName().filter(name -> !name.equals(next.get())).isPresent()) {
            refuse(
                    "rotate-auth.user-name",
                    path,
                    secret.name(),
                    "its user is " + next.get() + ", the database's is "
                            + facts.userName().get(),
                    "keep the user's name; only the password can change");
        }
        return found;
    }

    @Override
    public List<Violation> storageMigration(StorageMigration operation) {
        found.addAll(new MigrationRules(request, facts).check(operation));
        return found;
    }

    @Override
    public List<Violation> restart(Restart operation) {
        return found;
    }

    @Override
    public List<Violation> reconfigureTls(ReconfigureTls operation) {
        return found;
    }

    @Override
    public List<Violation> reconnectStandby(ReconnectStandby operation) {
        return found;
    }

    @Override
    public List<Violation> forceFailOver(ForceFailOver operation) {
        return found;
    }

    @Override
    public List<Violation> setRaftKeyPair(SetRaftKeyPair operation) {
        return found;
    }

    private List<Violation> refuse(String rule, String path, String value, String message, String remedy) {
        found.add(Violation.of("kubedb.ops." + rule, path, value, message, remedy));
        return found;
    }
}
