package io.pgspan.testkit.fleet;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The main process of a container in tests: tells its environment, counts its starts in its volume, answers that it is ready, and ends with
 * its parent. {@code TINY_EXIT} makes it end at once with that code; {@code TINY_POSTMASTER} makes it start a program of the name
 * {@code postgres} in the data directory, which outlives it.
 */
final class TinyAgent {
    private TinyAgent() {}

    public static void main(String[] args) throws IOException {
        Map<String, String> env = System.getenv();
        new TreeMap<>(env).forEach((name, value) -> {
            if (!name.equals("CLASSPATH")) {
                System.out.println(name + "=" + value);
            }
        });
        Path data = Files.createDirectories(Path.of(env.getOrDefault("PGSPAN_DATA_DIRECTORY", "")));
        Path starts = data.resolve("starts");
        int start = Files.exists(starts) ? Integer.parseInt(Files.readString(starts)) + 1 : 1;
        Files.writeString(starts, Integer.toString(start));
        System.out.println("start " + start);
        if (env.containsKey("TINY_EXIT")) {
            System.exit(Integer.parseInt(env.get("TINY_EXIT")));
        }
        if (env.containsKey("TINY_POSTMASTER")) {
            startPostmaster(data);
        }
        ProcessHandle.of(Long.parseLong(env.getOrDefault("PGSPAN_PARENT_PID", "0")))
                .ifPresentOrElse(
                        parent -> {
                            var unused = parent.onExit().thenRun(() -> System.exit(0));
                        },
                        () -> System.exit(3));
        HttpServer server = HttpServer.create(
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), Integer.parseInt(env.getOrDefault("PGSPAN_PROBE_PORT", "0"))),
                0);
        server.createContext("/readiness", exchange -> {
            boolean ready = !Files.exists(data.resolve("not-ready"));
            exchange.sendResponseHeaders(ready ? 200 : 503, -1);
            exchange.close();
        });
        server.start();
    }

    private static void startPostmaster(Path data) throws IOException {
        Path program = data.resolveSibling("postgres");
        if (!Files.exists(program)) {
            Files.copy(Path.of("/bin/sleep"), program);
        }
        Process postmaster = new ProcessBuilder(program.toString(), "600")
                .directory(data.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Files.writeString(data.resolve("postmaster.pid"), postmaster.pid() + "\n");
    }
}
