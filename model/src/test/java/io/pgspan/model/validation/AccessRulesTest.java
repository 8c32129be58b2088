package io.pgspan.model.validation;

import static io.pgspan.model.validation.Mistake.hippo;
import static io.pgspan.model.validation.Mistake.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.Container;
import io.pgspan.model.PodSettings;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.access.Access;
import io.pgspan.model.access.HbaRule;
import io.pgspan.model.access.PasswordVerifier;
import io.pgspan.model.access.ScramVerifier;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.access.User;
import io.pgspan.model.init.InitScript;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AccessRulesTest extends RuleContract {

    static Stream<Mistake> mistakes() {
        return Stream.of(
                wish(
                        "access.password",
                        "access.users[0]",
                        "app",
                        w -> w.access(Access.builder()
                                .addUser(User.builder()
                                        .name("app")
                                        .passwordSecret(SecretRef.of("s"))
                                        .verifier(VERIFIER)
                                        .build())
                                .build())),
                wish(
                        "access.password",
                        "access.users[0]",
                        "app",
                        w -> w.access(Access.builder()
                                .addUser(User.builder()
                                        .name("app")
                                        .passwordless(true)
                                        .verifier(VERIFIER)
                                        .build())
                                .build())),
                wish(
                        "access.password",
                        "access.users[0]",
                        "app",
                        w -> w.access(Access.builder()
                                .addUser(User.builder()
                                        .name("app")
                                        .passwordless(true)
                                        .passwordSecret(SecretRef.of("s"))
                                        .build())
                                .build())),
                wish(
                        "access.connection-limit",
                        "access.users[0].connectionLimit",
                        -1,
                        w -> w.access(Access.builder()
                                .addUser(User.builder()
                                        .name("app")
                                        .connectionLimit(-1)
                                        .build())
                                .build())),
                wish(
                        "init.empty",
                        "initScripts[0].statements",
                        "",
                        w -> w.addInitScript(new InitScript.Sql(" \n", null))),
                wish(
                        "secrets.in-plain-sight",
                        "parameters[primary_conninfo]",
                        "***",
                        w -> w.putParameter("primary_conninfo", "host=x Password = hunter2")),
                wish(
                        "secrets.in-plain-sight",
                        "parameters[primary_conninfo]",
                        "***",
                        w -> w.putParameter("primary_conninfo", "postgres://app:hunter2@db/x")),
                wish(
                        "secrets.in-plain-sight",
                        "pod.containers[0].environment[PGPASSWORD]",
                        "***",
                        w -> w.pod(PodSettings.builder()
                                .addContainer(Container.builder()
                                        .name("side")
                                        .putEnvironment("PGPASSWORD", "hunter2")
                                        .build())
                                .build())),
                wish(
                        "secrets.in-plain-sight",
                        "pod.containers[0].environment[AWS_SECRET_ACCESS_KEY]",
                        "***",
                        w -> w.pod(PodSettings.builder()
                                .addContainer(Container.builder()
                                        .name("side")
                                        .putEnvironment("AWS_SECRET_ACCESS_KEY", "hunter2")
                                        .build())
                                .build())),
                wish(
                        "secrets.in-plain-sight",
                        "access.hba[0].options",
                        "***",
                        w -> w.access(Access.builder()
                                .addHba(HbaRule.of("host all all all ldap ldapserver=d ldapbindpasswd=hunter2"))
                                .build())));
    }

    static Stream<PostgresCluster> right() {
        return Stream.of(
                hippo().access(Access.builder()
                                .addUser(User.builder()
                                        .name("a")
                                        .verifier(VERIFIER)
                                        .connectionLimit(0)
                                        .build())
                                .addUser(User.builder()
                                        .name("b")
                                        .passwordSecret(SecretRef.of("s"))
                                        .build())
                                .addUser(User.builder()
                                        .name("c")
                                        .passwordless(true)
                                        .build())
                                .addHba(HbaRule.passwordOverTls())
                                .build())
                        .build(),
                hippo().putParameter("primary_conninfo", "host=x passfile=/run/pass")
                        .putParameter("password_encryption", "scram-sha-256")
                        .addInitScript(new InitScript.Sql("select 1", null))
                        .build(),
                hippo().pod(PodSettings.builder()
                                .addContainer(Container.builder()
                                        .name("side")
                                        .putEnvironment("PGPASSWORD_FILE", "/run/pass")
                                        .build())
                                .build())
                        .build());
    }

    private static final PasswordVerifier VERIFIER = ScramVerifier.make("pencil", new byte[16], 1);

    @Test
    void aSecretIsNeverShown() {
        mistakes()
                .forEach(
                        mistake -> assertThat(Validator.validate(mistake.wish()).toString())
                                .doesNotContain("hunter2"));
    }
}
