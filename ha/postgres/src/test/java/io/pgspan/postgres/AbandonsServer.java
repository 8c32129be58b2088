package io.pgspan.postgres;

import java.nio.file.Path;
import java.time.Duration;

/** A program that starts a server and dies without stopping it, as a killed agent does. */
final class AbandonsServer {
    static final int EXIT_CODE = 23;

    private AbandonsServer() {}

    public static void main(String[] arguments) {
        Path data = Path.of(arguments[1]);
        LocalPostgres control = LocalPostgres.on(
                PostgresInstall.at(Path.of(arguments[0]), "test"), data, data.resolveSibling("abandoned.log"), false);
        control.start();
        if (control.awaitReady(Endpoint.of(arguments[2]), Duration.ofSeconds(30))) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
        Runtime.getRuntime().halt(1);
    }
}
