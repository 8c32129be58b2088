package io.pgspan.model.validation;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.init.InitScript;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Users, and secrets where everybody reads them. What a secret's value is, is never shown. */
final class AccessRules {
    private static final Pattern CONNECTION_PASSWORD = Pattern.compile("(?i)password\\s*=|://[^/@\\s]*:[^/@\\s]+@");
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(PASSWORD|PASSWD|SECRET_ACCESS_KEY|SECRET_KEY).*");
    private static final String HIDDEN = "***";

    private AccessRules() {}

    static List<Rule<PostgresCluster>> all() {
        return List.of(
                Findings.rule("access.password", AccessRules::passwords),
                Findings.rule("access.connection-limit", AccessRules::limits),
                Findings.rule("init.empty", AccessRules::scripts),
                Findings.rule("secrets.in-plain-sight", AccessRules::secrets));
    }

    private static void passwords(PostgresCluster cluster, Findings found) {
        Parts.each(cluster.access().users(), "access.users").forEach((path, user) -> {
            boolean secret = user.passwordSecret().isPresent();
            boolean verifier = user.verifier().isPresent();
            found.addIf(
                    (secret && verifier) || (user.isPasswordless() && (secret || verifier)),
                    path,
                    user.name(),
                    "the password is said in two ways that exclude each other",
                    "keep one of passwordSecret, verifier and passwordless");
        });
    }

    private static void limits(PostgresCluster cluster, Findings found) {
        Parts.each(cluster.access().users(), "access.users")
                .forEach((path, user) -> user.connectionLimit()
                        .ifPresent(limit -> found.addIf(
                                limit < 0,
                                path + ".connectionLimit",
                                limit,
                                "there are no fewer connections than none",
                                "use 0 or more, or leave it out for any number")));
    }

    private static void scripts(PostgresCluster cluster, Findings found) {
        Parts.each(cluster.initScripts(), "initScripts")
                .forEach((path, script) -> found.addIf(
                        script instanceof InitScript.Sql sql && sql.statements().isBlank(),
                        path + ".statements",
                        "",
                        "there is nothing to run",
                        "write statements, or remove the script"));
    }

    private static void secrets(PostgresCluster cluster, Findings found) {
        new TreeMap<>(cluster.parameters())
                .forEach((name, value) -> found.addIf(
                        CONNECTION_PASSWORD.matcher(value).find(),
                        "parameters[" + name + "]",
                        HIDDEN,
                        "a password stands where everybody who reads the wish or pg_settings sees it",
                        "name a secret in standby.stream.password, or use a certificate or a password file"));
        Parts.containers(cluster)
                .forEach((path, container) -> new TreeMap<>(container.environment())
                        .forEach((name, value) -> found.addIf(
                                SECRET_NAME.matcher(name).matches()
                                        && !value.isEmpty()
                                        && !name.toUpperCase(Locale.ROOT).endsWith("_FILE"),
                                path + ".environment[" + name + "]",
                                HIDDEN,
                                "a secret stands where everybody who reads the wish sees it",
                                "keep it in a secret and mount that as a file")));
        Parts.each(cluster.access().hba(), "access.hba")
                .forEach((path, rule) -> found.addIf(
                        rule.holdsSecret(),
                        path + ".options",
                        HIDDEN,
                        "an option holds a password where everybody who reads the wish sees it",
                        "let the server bind without a password, or keep pg_hba.conf out of the wish"));
    }
}
