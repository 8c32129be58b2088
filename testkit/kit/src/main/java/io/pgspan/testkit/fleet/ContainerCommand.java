package io.pgspan.testkit.fleet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command of a container: this JVM's {@code java} with the options' flags, class path and main class. The class path goes by
 * environment, because a command line that names it is unreadable in a process list.
 */
final class ContainerCommand {
    /** No performance data file: SIGKILL would leave it behind in the system's temporary directory. */
    static final List<String> QUICK_AND_SMALL = List.of(
            "-XX:TieredStopAtLevel=1",
            // an agent does the same few things for ever: what it does once a second is worth compiling after a minute;
            // much lower, and compiling what a start does but once costs more than the rest of it
            "-XX:CompileThresholdScaling=0.3",
            // the compiler gives way to what it compiles: else it takes a third of both cores in an agent's first
            // switchovers
            "-XX:ThreadPriorityPolicy=1",
            "-XX:CompilerThreadPriority=15",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xss512k",
            "-Xms24m",
            "-Xmx128m",
            "-XX:MaxMetaspaceSize=96m",
            "-XX:ReservedCodeCacheSize=32m",
            "-XX:-UsePerfData");

    private ContainerCommand() {}

    static List<String> of(FleetOptions options, Path temporary) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
        command.addAll(options.jvmFlags());
        command.add("-Djava.io.tmpdir=" + temporary);
        command.add(options.mainClass());
        return command;
    }
}
