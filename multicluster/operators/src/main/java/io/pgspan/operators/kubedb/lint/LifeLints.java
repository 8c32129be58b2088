package io.pgspan.operators.kubedb.lint;

import static io.pgspan.operators.lint.Trap.info;
import static io.pgspan.operators.lint.Trap.refused;
import static io.pgspan.operators.lint.Trap.warning;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.lint.Look;
import io.pgspan.operators.lint.Trap;
import java.util.List;

/** Data, deletion, creation and the objects around. */
final class LifeLints {
    private static final int NAME_LENGTH_MAX = 63;
    private static final int STANDBY_SUFFIX = "-standby".length();

    private LifeLints() {}

    static List<Trap> all() {
        return List.of(
                warning(
                        "deletion-default",
                        "spec.deletionPolicy",
                        o -> !Look.has(o, "spec", "deletionPolicy") && !Look.isTrue(o, "spec", "halted"),
                        "the webhook writes Delete: whoever deletes the object deletes its volumes; some pages still say "
                                + "Halt",
                        "write deletionPolicy: Halt or DoNotTerminate for data you want to keep"),
                info(
                        "wipe-out",
                        "spec.deletionPolicy",
                        o -> Look.is(o, "WipeOut", "spec", "deletionPolicy"),
                        "deletion takes volumes, secrets and backups along",
                        "write DoNotTerminate in production"),
                warning(
                        "ephemeral",
                        "spec.storageType",
                        o -> Look.is(o, "Ephemeral", "spec", "storageType"),
                        "data lives as long as its pod, and the type can't be changed later",
                        "write storageType: Durable"),
                warning(
                        "halted-deletion",
                        "spec.halted",
                        o -> Look.isTrue(o, "spec", "halted")
                                && Look.has(o, "spec", "deletionPolicy")
                                && !Look.is(o, "Halt", "spec", "deletionPolicy")
                                && !Look.is(o, "DoNotTerminate", "spec", "deletionPolicy"),
                        "the webhook writes deletionPolicy: Halt over what is here while the database is halted",
                        "write deletionPolicy: Halt"),
                refused(
                        "init-without-time",
                        "spec.init.archiver.recoveryTimestamp",
                        o -> Look.has(o, "spec", "init", "archiver")
                                && !Look.has(o, "spec", "init", "archiver", "recoveryTimestamp"),
                        "the moment to restore to is required",
                        "write a time of RFC 3339, for example 2026-01-31T12:00:00Z"),
                warning(
                        "init-initialized",
                        "spec.init.initialized",
                        o -> Look.has(o, "spec", "init", "initialized"),
                        "the operator sets this once the data is there; set by hand, nothing is restored and init can "
                                + "never be changed",
                        "leave it out"),
                warning(
                        "config-secret-deprecated",
                        "spec.configSecret",
                        o -> Look.has(o, "spec", "configSecret"),
                        "the webhook merges it into configuration.secretName",
                        "write configuration.secretName"),
                refused(
                        "configuration-inline-key",
                        "spec.configuration.inline",
                        LifeLints::hasOtherInlineKey,
                        "only the key user.conf is taken",
                        "put all settings under user.conf"),
                info(
                        "storage-class-on-hub",
                        "spec.storage.storageClassName",
                        o -> DatabaseLook.isDistributed(o) && Look.has(o, "spec", "storage", "storageClassName"),
                        "the class must exist on the hub too, or the object is refused, even where every rule of the policy "
                                + "names another one",
                        "leave it out and name classes in the policy's rules"),
                warning(
                        "standby-service-name",
                        "metadata.name",
                        o -> Look.text(o, "metadata", "name").length() + STANDBY_SUFFIX > NAME_LENGTH_MAX,
                        "names are cut at 63 characters, and of the standby service's the word standby is lost first",
                        "use a name of at most 55 characters"),
                info(
                        "remote-replica",
                        "spec.remoteReplica",
                        o -> Look.has(o, "spec", "remoteReplica")
                                && !Look.isTrue(o, "spec", "healthChecker", "disableWriteCheck"),
                        "the health check writes a table, which a read-only replica refuses: it never becomes Ready",
                        "write healthChecker.disableWriteCheck: true, and use the source's credentials"),
                refused(
                        "health-checker",
                        "spec.healthChecker",
                        o -> Look.number(o, 1, "spec", "healthChecker", "periodSeconds") < 1
                                || Look.number(o, 1, "spec", "healthChecker", "timeoutSeconds") < 1
                                || Look.number(o, 1, "spec", "healthChecker", "failureThreshold") < 1,
                        "the three numbers must be at least 1",
                        "write 1 or more"),
                refused(
                        "monitor-agent",
                        "spec.monitor.agent",
                        o -> Look.has(o, "spec", "monitor")
                                && Look.text(o, "spec", "monitor", "agent").isEmpty(),
                        "the agent must be named",
                        "write prometheus.io/operator or prometheus.io/builtin"),
                refused(
                        "exporter-port",
                        "spec.monitor.prometheus.exporter.port",
                        o -> Look.has(o, "spec", "monitor", "prometheus", "exporter", "port")
                                && isOutside(Look.number(o, 0, "spec", "monitor", "prometheus", "exporter", "port")),
                        "the port must be between 1024 and 65535",
                        "leave it out: the default is 56790"));
    }

    private static boolean isOutside(int port) {
        return port < 1024 || port > 65_535;
    }

    private static boolean hasOtherInlineKey(JsonNode object) {
        JsonNode inline = Look.at(object, "spec", "configuration", "inline");
        return inline.size() > (inline.has("user.conf") ? 1 : 0);
    }
}
