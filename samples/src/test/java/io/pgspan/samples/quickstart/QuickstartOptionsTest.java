package io.pgspan.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class QuickstartOptionsTest {

    @Test
    void aFolderIsRelativeToWhereMavenWasCalledAndMayHoldBlanks() {
        QuickstartOptions options = of("pgspan.calledFrom", "/some where", "pgspan.manifests", "my manifests");
        assertThat(options.manifests()).contains(Path.of("/some where/my manifests"));
    }

    @Test
    void whatIsEmptyWasNotSaid() {
        QuickstartOptions options = of("pgspan.manifests", "", "pgspan.hub", " ", "pgspan.waive", "");
        assertThat(options.manifests()).isEmpty();
        assertThat(options.hub()).isEqualTo(Optional.empty());
        assertThat(options.waivers()).isEmpty();
    }

    @Test
    void severalPathsAreWaivedAtOnce() {
        assertThat(of("pgspan.waive", "spec.a, spec.b[0].c").waivers()).containsExactly("spec.a", "spec.b[0].c");
    }

    private static QuickstartOptions of(String... pairs) {
        Properties properties = new Properties();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.setProperty(pairs[i], pairs[i + 1]);
        }
        return QuickstartOptions.of(properties);
    }
}
