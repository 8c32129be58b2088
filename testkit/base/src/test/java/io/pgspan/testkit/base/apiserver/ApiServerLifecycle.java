package io.pgspan.testkit.base.apiserver;

import java.time.Clock;

/** A program that uses a server and returns from main: it must end. */
final class ApiServerLifecycle {
    private ApiServerLifecycle() {}

    /** Throws where the server can't be used. */
    public static void main(String[] arguments) {
        ApiServerModel model = ApiServerModel.builder(Clock.systemUTC()).build();
        try (ApiServerHttp server = new ApiServerHttp(model)) {
            server.client().configMaps().inform();
            server.client().configMaps().list();
        }
    }
}
