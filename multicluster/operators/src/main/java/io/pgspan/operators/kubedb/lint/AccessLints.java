package io.pgspan.operators.kubedb.lint;

import static io.pgspan.operators.lint.Trap.info;
import static io.pgspan.operators.lint.Trap.refused;
import static io.pgspan.operators.lint.Trap.warning;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.lint.Look;
import io.pgspan.operators.lint.Trap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Passwords, encryption, and what the pods may not have. */
final class AccessLints {
    private static final Set<String> MOUNTS = Set.of(
            "/var/initdb",
            "/dev/shm",
            "/var/pv",
            "/etc/config",
            "/run_scripts",
            "/role_scripts",
            "/scripts",
            "/tls/certs");
    private static final Set<String> VOLUMES = Set.of(
            "initial-script",
            "shared-memory",
            "data",
            "custom-config",
            "run-scripts",
            "role-scripts",
            "scripts",
            "certs");
    private static final Set<String> ENVIRONMENT = Set.of("POSTGRES_USER", "POSTGRES_PASSWORD");
    private static final int SCRAM_SINCE = 11;
    private static final int SCRAM_DEFAULT_SINCE = 18;

    private AccessLints() {}

    static List<Trap> all() {
        return List.of(
                warning(
                        "md5-default",
                        "spec.clientAuthMode",
                        o -> !Look.has(o, "spec", "clientAuthMode")
                                && DatabaseLook.major(o) > 0
                                && DatabaseLook.major(o) < SCRAM_DEFAULT_SINCE,
                        "below PostgreSQL 18 the webhook writes md5, which whoever records a login can break",
                        "write clientAuthMode: scram"),
                warning(
                        "md5",
                        "spec.clientAuthMode",
                        o -> Look.is(o, "md5", "spec", "clientAuthMode"),
                        "whoever records a login can break the password",
                        "write clientAuthMode: scram"),
                refused(
                        "scram-version",
                        "spec.clientAuthMode",
                        o -> Look.is(o, "scram", "spec", "clientAuthMode")
                                && DatabaseLook.major(o) > 0
                                && DatabaseLook.major(o) < SCRAM_SINCE,
                        "KubeDB takes scram since PostgreSQL 11",
                        "use a newer version"),
                refused(
                        "cert-without-tls",
                        "spec.clientAuthMode",
                        o -> Look.is(o, "cert", "spec", "clientAuthMode")
                                && (Look.is(o, "disable", "spec", "sslMode") || !Look.has(o, "spec", "tls")),
                        "clients can't show a certificate without encryption",
                        "write tls with an issuer, and an sslMode other than disable"),
                refused(
                        "ssl-without-tls",
                        "spec.sslMode",
                        o -> Look.has(o, "spec", "sslMode")
                                && !Look.is(o, "disable", "spec", "sslMode")
                                && !Look.has(o, "spec", "tls"),
                        "no certificate is made without tls",
                        "write tls with an issuer, or sslMode: disable"),
                refused(
                        "tls-disabled",
                        "spec.sslMode",
                        o -> Look.has(o, "spec", "tls") && Look.is(o, "disable", "spec", "sslMode"),
                        "certificates and no encryption contradict each other",
                        "remove tls, or write another sslMode"),
                info(
                        "no-encryption",
                        "spec.tls",
                        o -> !Look.has(o, "spec", "tls") && DatabaseLook.isDistributed(o),
                        "passwords and data cross between Kubernetes clusters without PostgreSQL's encryption; only the "
                                + "slice's tunnel protects them",
                        "write tls with an issuer"),
                refused(
                        "auth-secret-incomplete",
                        "spec.authSecret",
                        o -> Look.has(o, "spec", "authSecret") && !Look.has(o, "spec", "authSecret", "name"),
                        "the schema requires the name once the object is given; an empty one is made by KubeDB",
                        "write kind: Secret and the name"),
                refused(
                        "auth-secret-external",
                        "spec.authSecret.externallyManaged",
                        o -> Look.isTrue(o, "spec", "authSecret", "externallyManaged")
                                && Look.text(o, "spec", "authSecret", "name").isEmpty(),
                        "a secret that somebody else manages must be named",
                        "write its name"),
                refused(
                        "reserved-environment",
                        "spec.podTemplate.spec.containers",
                        o -> containers(o, c -> Look.anyItem(c.path("env"), "name", ENVIRONMENT)),
                        "POSTGRES_USER and POSTGRES_PASSWORD belong to the authentication secret",
                        "write authSecret"),
                refused(
                        "reserved-mount",
                        "spec.podTemplate.spec.containers",
                        o -> containers(o, c -> Look.anyItem(c.path("volumeMounts"), "mountPath", MOUNTS)),
                        "KubeDB mounts its own volumes at one of these paths",
                        "mount it elsewhere"),
                refused(
                        "reserved-volume",
                        "spec.podTemplate.spec.volumes",
                        o -> Look.anyItem(Look.at(o, "spec", "podTemplate", "spec", "volumes"), "name", VOLUMES),
                        "KubeDB has a volume of this name itself",
                        "use another name"));
    }

    private static boolean containers(JsonNode object, Predicate<JsonNode> test) {
        JsonNode pod = Look.at(object, "spec", "podTemplate", "spec");
        for (String field : List.of("containers", "initContainers")) {
            for (JsonNode container : pod.path(field)) {
                if (test.test(container)) {
                    return true;
                }
            }
        }
        return false;
    }
}
