package io.pgspan.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrashSyncTest {
    @ParameterizedTest
    @CsvSource({
        "Linux,    5.8,                     syncfs",
        "Linux,    5.8.0-1-amd64,           syncfs",
        "Linux,    5.10.0-9-cloud-amd64,    syncfs",
        "linux,    6.1.0,                   syncfs",
        "Linux,    5.7.19,                  fsync",
        "Linux,    4.18.0-553.el8_10.x86_64,fsync",
        "Linux,    unknown,                 fsync",
        "Mac OS X, 14.5,                    fsync"
    })
    void aKernelThatKeepsErrorsToItselfIsNotReliedOn(String system, String release, String method) {
        assertThat(CrashSync.method(14, system, release)).contains(method);
    }

    @Test
    void aServerThatKnowsNoSuchParameterIsNotToldOfIt() {
        assertThat(CrashSync.method(13, "Linux", "6.1.0")).isEmpty();
    }
}
