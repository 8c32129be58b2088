package io.pgspan.model.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import io.pgspan.model.access.HbaRule.Connection;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is accepted and refused was looked up in {@code pg_hba_file_rules} of PostgreSQL 18. */
class HbaRuleTest {

    @Test
    void readsEveryField() {
        HbaRule rule = HbaRule.of(
                "hostssl app,\"a b\"  +admins, joe\t10.0.0.0/8 ldap ldapserver=x \"ldapsuffix=, dc=a\" # why");

        assertThat(rule.connection()).isEqualTo(Connection.HOSTSSL);
        assertThat(rule.databases()).containsExactly(HbaName.named("app"), HbaName.named("a b"));
        assertThat(rule.users()).containsExactly(new HbaName("+admins", false), HbaName.named("joe"));
        assertThat(rule.address()).contains("10.0.0.0/8");
        assertThat(rule.method()).isEqualTo("ldap");
        assertThat(rule.options()).isEqualTo(Map.of("ldapserver", "x", "ldapsuffix", ", dc=a"));
        assertThat(rule.line())
                .isEqualTo("hostssl app,\"a b\" +admins,joe 10.0.0.0/8 ldap ldapserver=x \"ldapsuffix=, dc=a\"");
    }

    @Test
    void aKeywordInQuotesIsAName() {
        HbaRule quoted = HbaRule.of("local \"all\" \"+admins\" peer");

        assertThat(quoted)
                .isNotEqualTo(HbaRule.of("local all +admins peer"))
                .hasToString("local \"all\" \"+admins\" peer");
        assertThat(quoted.databases()).containsExactly(HbaName.named("all"));
        assertThat(HbaRule.of("local \"app\" all peer"))
                .as("quotes around a name say nothing")
                .isEqualTo(HbaRule.of("local app all peer"));
        assertThat(HbaRule.of("local a\"l\"l all peer").databases())
                .as("the quote does not begin the word")
                .containsExactly(HbaName.ALL);
        assertThat(HbaRule.of("local all +\"my group\" peer").users()).containsExactly(new HbaName("+my group", false));
        assertThat(HbaRule.of("local \"\"\"all\"\"\" all peer").databases()).containsExactly(HbaName.named("\"all\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local all all trust",
                "local all all peer map=x",
                "local all all ident",
                "host all all 127.0.0.1/32 scram-sha-256",
                "host all all 127.0.0.1 255.255.255.255 md5",
                "host all all 10.0.0.1 255.0.255.0 scram-sha-256",
                "host all all ::1/128 scram-sha-256",
                "host all all fe80::1%lo/64 scram-sha-256",
                "host all all ::ffff:1.2.3.4/96 md5",
                "host all all ::/0 md5",
                "host all all 1:2:3:4:5:6:7:8/64 md5",
                "host all all ::1 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff scram-sha-256",
                "host all all example.com scram-sha-256",
                "host all all .example.com scram-sha-256",
                "host all all samehost scram-sha-256",
                "host all all samenet reject",
                "host sameuser,samerole,samegroup +admins all md5",
                "host replication repl all scram-sha-256",
                "host /^db\\d+$ /^u all scram-sha-256",
                "host \"\" all all reject",
                "host / + all scram-sha-256",
                "host \"+admins\" \"/^db\" all scram-sha-256",
                "hostssl all all all cert clientcert=verify-full",
                "hostnossl all all all password",
                "hostgssenc all all all gss",
                "hostnogssenc all all all sspi",
                "host all all all oauth issuer=https://x scope=y"
            })
    void whatPostgresqlAcceptsIsAcceptedAndWrittenBack(String line) {
        assertThat(HbaRule.of(line)).hasToString(line);
        assertThat(HbaRule.of(line).line()).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# comment",
                "host",
                "host all",
                "host all all",
                "host all all all",
                "HOST all all all md5",
                "host,hostssl all all all md5",
                "host all all a,b md5",
                "host all all all md5,trust",
                "host all all all MD5",
                "host all all all bogus",
                "host all all all md5 foo",
                "host all all 127.0.0.1 scram-sha-256",
                "host all all 10.0.0.0/33 scram-sha-256",
                "host all all ::1/129 scram-sha-256",
                "host all all 10.0.0.0/-1 scram-sha-256",
                "host all all 10.0.0.0/ scram-sha-256",
                "host all all 10.0.0.1 ::1 scram-sha-256",
                "host all all 10.0.0.0/8,10.1.0.0/16 md5",
                "host all all example.com/24 scram-sha-256",
                "host all all all/24 md5",
                "host all all 256.1.1.1/8 md5",
                "host all all 1::2::3/8 md5",
                "host all all :::/8 md5",
                "host all all 1:2:3:4:5:6:7/64 md5",
                "host all all 12345::/64 md5",
                "host all all \"x",
                "host all all all cert",
                "local all all cert",
                "local all all gss",
                "local all all all md5",
                "host all all all peer",
                "host all all all md5 clientcert=verify-ca",
                "host all all all md5\nhost all all all trust",
                "host all all all md5 \\",
                "include other.conf",
                "host @dbs all all md5",
                "host all @users all md5",
                "host all all \"all\" md5"
            })
    void whatPostgresqlRefusesIsRefusedAndSoAreFilesOfTheServersDisk(String line) {
        assertThatThrownBy(() -> HbaRule.of(line))
                .isInstanceOf(PgspanException.class)
                .hasMessageStartingWith("pg_hba rule")
                .hasMessageContaining("; ");
    }

    @Test
    void theFactoryAndTheConstructorRefuseTheSame() {
        List<HbaName> all = List.of(HbaName.ALL);

        assertThatThrownBy(() -> new HbaRule(Connection.HOST, all, all, null, "md5", Map.of()))
                .isInstanceOf(PgspanException.class);
        assertThatThrownBy(() -> new HbaRule(Connection.LOCAL, all, all, "all", "md5", Map.of()))
                .isInstanceOf(PgspanException.class);
        assertThatThrownBy(() -> new HbaRule(Connection.LOCAL, List.of(), all, null, "md5", Map.of()))
                .isInstanceOf(PgspanException.class);
        assertThatThrownBy(() -> new HbaRule(Connection.LOCAL, all, all, null, "md5", Map.of("a", "b\nhost")))
                .isInstanceOf(PgspanException.class);
        assertThatThrownBy(() -> new HbaRule(Connection.HOST, all, all, "a b c", "md5", Map.of()))
                .isInstanceOf(PgspanException.class);
    }

    @Test
    void secretsOfOptionsAreWrittenButNeverShown() {
        HbaRule rule = HbaRule.of("host all all all ldap ldapserver=x ldapbindpasswd=hunter2");

        assertThat(rule.line()).contains("ldapbindpasswd=hunter2");
        assertThat(rule).hasToString("host all all all ldap ldapbindpasswd=*** ldapserver=x");
        assertThat(rule.holdsSecret()).isTrue();
        assertThatThrownBy(() -> HbaRule.of("host all all all ldap ldapbindpasswd=hunter2 oops"))
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void theUsualRuleIsReadyMade() {
        assertThat(HbaRule.passwordOverTls()).isEqualTo(HbaRule.of("hostssl all all all scram-sha-256"));
    }

    @Provide
    Arbitrary<HbaName> names() {
        return Combinators.combine(
                        Arbitraries.oneOf(
                                Arbitraries.strings()
                                        .withChars("al+/@\",# \tx\\é")
                                        .ofMaxLength(5),
                                Arbitraries.of("all", "replication", "+x", "/x", "@x")),
                        Arbitraries.of(true, false))
                .as(HbaName::new)
                .filter(name -> name.literal() || !name.text().startsWith("@"));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyRuleReadsBackAsItself(
            @ForAll @From("names") HbaName database,
            @ForAll @From("names") HbaName user,
            @ForAll @From("names") HbaName value) {
        HbaRule rule = new HbaRule(
                Connection.HOST,
                List.of(database, HbaName.named("app")),
                List.of(user),
                "10.0.0.0/8",
                "ldap",
                Map.of("ldapprefix", value.text(), "z", "1"));

        assertThat(HbaRule.of(rule.line())).isEqualTo(rule);
    }
}
