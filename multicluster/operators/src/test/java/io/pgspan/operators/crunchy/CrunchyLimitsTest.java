package io.pgspan.operators.crunchy;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.InstanceSet;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Storage;
import io.pgspan.model.Tablespace;
import io.pgspan.model.Volumes;
import io.pgspan.model.access.Access;
import io.pgspan.model.access.User;
import io.pgspan.operators.crunchy.release.PgoVersion;
import io.pgspan.operators.feature.UnsupportedFeature;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrunchyLimitsTest {
    private static final PostgresCluster WISH = PostgresCluster.of("zoo", "hippo", 3);

    @Test
    void aListThatNamesUsersIsCompleteAnyway() {
        Access access = Access.builder()
                .users(List.of(User.builder().name("app").build()))
                .usersListed(true)
                .build();

        assertThat(rules(WISH.withAccess(access), CrunchyOptions.ofDefaults())).contains("crunchy.users-listed");
        assertThat(rules(WISH.withAccess(access.withUsersListed(false)), CrunchyOptions.ofDefaults()))
                .doesNotContain("crunchy.users-listed");
    }

    @Test
    void aSetHasAnInstance() {
        assertThat(rules(sets(0), CrunchyOptions.ofDefaults())).contains("crunchy.set-empty");
        assertThat(rules(sets(1), CrunchyOptions.ofDefaults())).doesNotContain("crunchy.set-empty");
    }

    @Test
    void theNewerApiNeedsItsRelease() {
        assertThat(rules(WISH, v1("5.8"))).contains("crunchy.options-of-release");
        assertThat(rules(WISH, v1("6.0"))).doesNotContain("crunchy.options-of-release");
    }

    @Test
    void tablespacesNeedTheirRelease() {
        PostgresCluster spaced = WISH.withVolumes(Volumes.builder()
                .tablespaces(List.of(Tablespace.of("fast", Storage.of("1Gi"))))
                .build());

        assertThat(rules(spaced, of("5.3"))).contains("crunchy.since-5.4");
        assertThat(rules(spaced, of("5.4"))).doesNotContain("crunchy.since-5.4");
    }

    private static PostgresCluster sets(int replicas) {
        return WISH.withFurtherInstances(
                List.of(InstanceSet.builder().name("more").replicas(replicas).build()));
    }

    private static CrunchyOptions of(String release) {
        return CrunchyOptions.builder().operator(PgoVersion.of(release)).build();
    }

    private static CrunchyOptions v1(String release) {
        return of(release).toBuilder().api(CrunchyApi.V1).build();
    }

    private static List<String> rules(PostgresCluster wish, CrunchyOptions options) {
        return Crunchy.dialect().unsupported(wish, options).stream()
                .map(UnsupportedFeature::rule)
                .toList();
    }
}
