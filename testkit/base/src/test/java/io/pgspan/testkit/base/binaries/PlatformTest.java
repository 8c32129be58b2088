package io.pgspan.testkit.base.binaries;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlatformTest {
    @Test
    void machines_are_named_as_the_artifacts_are() {
        assertThat(Platform.of("Linux", "amd64")).isEqualTo(new Platform("linux-amd64", "postgres-linux-x86_64.txz"));
        assertThat(Platform.of("Linux", "aarch64"))
                .isEqualTo(new Platform("linux-arm64v8", "postgres-linux-arm_64.txz"));
        assertThat(Platform.of("Mac OS X", "aarch64"))
                .isEqualTo(new Platform("darwin-arm64v8", "postgres-darwin-arm_64.txz"));
        assertThat(Platform.of("Mac OS X", "x86_64"))
                .isEqualTo(new Platform("darwin-amd64", "postgres-darwin-x86_64.txz"));
    }
}
