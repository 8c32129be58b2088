package io.pgspan.multicluster.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.agent.AgentConfig;
import io.pgspan.agent.AgentException;
import io.pgspan.agent.tls.AgentTransport;
import io.pgspan.ha.HaRules;
import io.pgspan.ha.Member;
import io.pgspan.ha.Tags;
import io.pgspan.ha.sync.SyncWish;
import io.pgspan.model.PostgresVersion;
import io.pgspan.postgres.Endpoint;
import io.pgspan.testkit.base.certificates.TestAuthority;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentEnvironmentTest {
    private static final Map<String, String> MEMBER = Map.of(
            "PGSPAN_MEMBER", "hippo-0",
            "PGSPAN_POD_UID", "uid",
            "PGSPAN_MEMBERS", "hippo-0=a.example,hippo-1=b.example");

    private static AgentEnvironment with(String... more) {
        Map<String, String> env = new HashMap<>(MEMBER);
        for (int i = 0; i < more.length; i += 2) {
            env.put(more[i], more[i + 1]);
        }
        return new AgentEnvironment(env);
    }

    @Test
    void anAgentWithoutCertificatesDoesNotStart(@TempDir Path empty) {
        assertThatThrownBy(with()::transport)
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("PGSPAN_TLS_DIRECTORY");
        assertThatThrownBy(with("PGSPAN_TLS_DIRECTORY", empty.toString())::transport)
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("tls.crt");
    }

    @Test
    void itsCertificatesAreTheOnesOfTheMountedSecret(@TempDir Path directory) {
        TestAuthority.create("hippo").issue("hippo-0").writeTo(directory);
        AgentTransport transport =
                with("PGSPAN_TLS_DIRECTORY", directory.toString()).transport();
        assertThat(transport.<Boolean>match(tls -> tls.member().equals("hippo-0"), () -> false))
                .isTrue();
    }

    @Test
    void plaintextIsOnlyHadByAskingForItInSoManyWords() {
        assertThat(with("PGSPAN_PLAINTEXT", "only-in-tests").transport()).isEqualTo(AgentTransport.plaintextForTests());
        for (String word : new String[] {"true", "yes", "1", "ONLY-IN-TESTS"}) {
            assertThatThrownBy(with("PGSPAN_PLAINTEXT", word)::transport)
                    .isInstanceOf(AgentException.class)
                    .hasMessageContaining("only-in-tests");
        }
    }

    @Test
    void theMembersMayAskAndWhoElseIsNamed() {
        AgentConfig config = with("PGSPAN_CALLERS", "operator, , probe-2", "PGSPAN_LISTEN_ADDRESS", "127.0.0.1")
                .config(PostgresVersion.of("17.2"), AgentTransport.plaintextForTests());
        assertThat(config.endpoints().callers()).containsExactlyInAnyOrder("hippo-0", "hippo-1", "operator", "probe-2");
        assertThat(config.endpoints().listen()).isEqualTo(new Endpoint("127.0.0.1", 8008));
        assertThat(config.endpoints().probes()).contains(new Endpoint("127.0.0.1", 8009));
    }

    private static AgentConfig config(String... more) {
        return with(more).config(PostgresVersion.of("17.2"), AgentTransport.plaintextForTests());
    }

    @Test
    void whatIsSpecialAboutAMemberFollowsItsAddress() {
        List<Member> members = config(
                        "PGSPAN_MEMBERS",
                        "hippo-0=a;domain=east;priority=2,hippo-1=b:1:2;nofailover;nosync;syncPriority=3,hippo-2=c;arbiter")
                .engineMembers();
        assertThat(members)
                .containsExactly(
                        new Member("hippo-0", false, Tags.none().in("east").preferred(2)),
                        new Member("hippo-1", false, new Tags(true, 1, true, 3, "")),
                        new Member("hippo-2", true));
        for (String wrong :
                List.of("hippo-0", "hippo-0=", "hippo-0=a:1", "hippo-0=a;witness", "hippo-0=a;priority=high")) {
            assertThatThrownBy(() -> config("PGSPAN_MEMBERS", wrong))
                    .isInstanceOf(AgentException.class)
                    .hasMessageContaining("PGSPAN_MEMBERS")
                    .hasMessageContaining(wrong.contains("high") ? "a whole number" : "nofailover");
        }
    }

    @Test
    void whatLeadershipShallBeLikeIsSaidInWords() {
        assertThat(config().rules()).isEqualTo(HaRules.ofDefaults());
        assertThat(config("PGSPAN_SYNC_CONFIRMATIONS", "1").rules().sync())
                .isEqualTo(SyncWish.quorum(1).strictly());
        HaRules rules = config(
                        "PGSPAN_SYNC_CONFIRMATIONS", "2",
                        "PGSPAN_SYNC_MODE", "priority",
                        "PGSPAN_SYNC_STRICT", "false",
                        "PGSPAN_MAXIMUM_LAG_BYTES", "0",
                        "PGSPAN_FAILSAFE", "true")
                .rules();
        assertThat(rules)
                .isEqualTo(HaRules.ofDefaults()
                        .with(SyncWish.priority(2))
                        .withMaximumLag(0)
                        .withFailsafe());
        assertThatThrownBy(() -> config("PGSPAN_FAILSAFE", "yes")).hasMessageContaining("true or false");
        assertThatThrownBy(() -> config("PGSPAN_MAXIMUM_LAG_BYTES", "1MB")).hasMessageContaining("bytes");
        assertThatThrownBy(() -> config("PGSPAN_SYNC_CONFIRMATIONS", "1", "PGSPAN_SYNC_MODE", "any"))
                .hasMessageContaining("quorum or priority");
    }
}
