package io.pgspan.agent.fence;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The guard's process. It reads orders from standard input and confirms each on standard output; the end of the input is the death of
 * the agent. Orders carry the agent's time of sending, which the answer repeats: {@code until <sent> <deadline>},
 * {@code disarm <sent>}, {@code ping <sent>}; answers: {@code ok <sent> <deadline in force, negative when none>}.
 *
 * <p>Polite signals don't end a guard with something to guard: it is over when the agent is. It needs nothing but the JDK, so that
 * it starts with one entry on the class path and stays small.
 */
final class GuardMain {
    private GuardMain() {}

    /** @param arguments the data directory */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream answers = System.out;
        Guard guard = new Guard(new BootClock(), Path.of(arguments[0]), line -> answer(answers, line));
        Thread watcher = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(watcher)));
        Thread orders = new Thread(() -> obey(guard, answers), "orders");
        orders.setDaemon(true);
        orders.start();
        answer(answers, "ready");
        guard.run();
        Runtime.getRuntime().halt(0);
    }

    private static void obey(Guard guard, PrintStream answers) {
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            String order;
            while ((order = orders.readLine()) != null) {
                obey(order.split(" ", -1), guard, answers);
            }
        } catch (IOException | RuntimeException e) {
            answer(answers, "unable " + e);
        } finally {
            guard.agentIsGone();
        }
    }

    private static void obey(String[] order, Guard guard, PrintStream answers) {
        switch (order[0]) {
            case "until" -> guard.guardUntil(Long.parseLong(order[2]));
            case "disarm" -> guard.disarm();
            default -> {
                // a ping asks for the state only
            }
        }
        answer(answers, "ok " + order[1] + " " + guard.until());
    }

    /** A print stream swallows errors: nobody may be there to read. */
    private static void answer(PrintStream answers, String line) {
        answers.print(line + "\n");
        answers.flush();
    }

    private static void awaitEnd(Thread watcher) {
        try {
            watcher.join(); // as long as the agent lives, by intent
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
