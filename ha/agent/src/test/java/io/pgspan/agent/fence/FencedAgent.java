package io.pgspan.agent.fence;

import io.pgspan.agent.LocalClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** An agent that is nothing but its fence, in a JVM of its own that tests may freeze and kill. It does as its input says. */
final class FencedAgent {
    private FencedAgent() {}

    /** @param arguments "guard" and the data directory, or "device", its path and its timeout in milliseconds */
    public static void main(String[] arguments) throws IOException {
        LocalClock clock = LocalClock.ofPlatform();
        PrintStream out = System.out;
        Fence fence = arguments[0].equals("guard")
                ? GuardProcess.start(Path.of(arguments[1]), clock::now, () -> {})
                : WatchdogDevice.on(Path.of(arguments[1]), Duration.ofMillis(Long.parseLong(arguments[2])), clock::now);
        Thread teller = new Thread(() -> tell(fence, out));
        teller.setDaemon(true);
        teller.start();
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            String order;
            while ((order = orders.readLine()) != null) {
                String[] words = order.split(" ", -1);
                if (words[0].equals("until")) {
                    fence.guardUntil(Duration.ofMillis(Long.parseLong(words[1])));
                } else if (words[0].equals("disarm")) {
                    fence.disarm();
                } else {
                    break;
                }
            }
        }
        fence.close();
    }

    private static void tell(Fence fence, PrintStream out) {
        String told = "";
        while (true) {
            String state = fence.armed() + " " + (fence instanceof GuardProcess guard ? guard.pid() : -1);
            if (!state.equals(told)) {
                told = state;
                out.print(state + "\n");
                out.flush();
            }
            LockSupport.parkNanos(5_000_000);
        }
    }
}
