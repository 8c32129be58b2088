package io.pgspan.samples.controller;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.pgspan.multicluster.change.ClusterObjects;
import io.pgspan.multicluster.change.KubernetesObjects;
import io.pgspan.multicluster.execution.Cancellation;
import io.pgspan.multicluster.execution.ConfigMapJournal;
import io.pgspan.multicluster.execution.Pace;
import io.pgspan.multicluster.execution.PlanExecutor;
import java.nio.file.Path;
import java.time.Duration;

/** The loop as a program: {@code controller NAMESPACE FOLDER} or {@code controller NAMESPACE configmap:NAME}. */
public final class Controller {
    private static final Duration REST = Duration.ofSeconds(10);
    private static final String MAP = "configmap:";

    private Controller() {}

    /** Runs until the process is told to end; what is under way then goes on at the next start. */
    public static void main(String[] args) throws InterruptedException {
        if (args.length != 2) {
            System.err.println("usage: controller NAMESPACE FOLDER, or controller NAMESPACE configmap:NAME");
            System.exit(2);
        }
        Cancellation cancellation = new Cancellation();
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            cancellation.cancel();
            main.interrupt();
        }));
        try (KubernetesClient client = new KubernetesClientBuilder().build()) {
            ClusterObjects objects = KubernetesObjects.of(client);
            Wishes wishes = args[1].startsWith(MAP)
                    ? Wishes.configMap(objects, args[0], args[1].substring(MAP.length()))
                    : Wishes.folder(Path.of(args[1]));
            PlanExecutor executor = PlanExecutor.with(ConfigMapJournal.in(client, args[0]), Pace.ofMachine());
            WishLoop loop = new WishLoop(wishes, objects, args[0], executor, System.out::println);
            while (!cancellation.isCancelled()) {
                loop.pass(cancellation);
                Pace.ofMachine().rest(REST);
            }
        }
    }
}
