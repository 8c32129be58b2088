package io.pgspan.testkit.base.binaries;

import java.util.Locale;

/**
 * This machine in the artifacts' words.
 *
 * @param artifact as in the artifact id, such as {@code linux-amd64}
 * @param archive the name of the archive in the jar, such as {@code postgres-linux-x86_64.txz}
 */
record Platform(String artifact, String archive) {
    static Platform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Platform of(String osName, String osArch) {
        String name = osName.toLowerCase(Locale.ROOT);
        String os = name.startsWith("mac") ? "darwin" : name.startsWith("windows") ? "windows" : "linux";
        String arch = osArch.toLowerCase(Locale.ROOT);
        return switch (arch) {
            case "amd64", "x86_64", "x64" -> new Platform(os + "-amd64", "postgres-" + os + "-x86_64.txz");
            case "aarch64", "arm64" -> new Platform(os + "-arm64v8", "postgres-" + os + "-arm_64.txz");
            default -> new Platform(os + "-" + arch, "postgres-" + os + "-" + arch + ".txz");
        };
    }
}
