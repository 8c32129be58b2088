package io.pgspan.postgres;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a server that was not shut down flushes its data directory before it recovers. PostgreSQL opens and flushes each file unless told
 * otherwise, which takes the longer the more relations there are: 30 to 300 ms for a new database, minutes for a hundred thousand files. One
 * {@code syncfs} a file system does the same, at the cost of flushing what others have written there: a volume of a member is its own.
 */
public final class CrashSync {
    private static final int SINCE_MAJOR = 14;
    private static final Pattern RELEASE = Pattern.compile("(\\d+)\\.(\\d+).*");

    private CrashSync() {}

    /**
     * The value of {@code recovery_init_sync_method} for this machine; empty for a PostgreSQL before 14, which has no such parameter.
     * {@code syncfs} needs Linux 5.8 or newer: before, it kept errors of the disk to itself.
     */
    public static Optional<String> method(int major) {
        return method(major, System.getProperty("os.name", ""), System.getProperty("os.version", ""));
    }

    static Optional<String> method(int major, String system, String release) {
        if (major < SINCE_MAJOR) {
            return Optional.empty();
        }
        return Optional.of(flushesFileSystems(system, release) ? "syncfs" : "fsync");
    }

    /** Whether this machine's {@code syncfs} tells errors of the disk. */
    static boolean flushesFileSystems() {
        return flushesFileSystems(System.getProperty("os.name", ""), System.getProperty("os.version", ""));
    }

    private static boolean flushesFileSystems(String system, String release) {
        return system.toLowerCase(Locale.ROOT).equals("linux") && tellsErrors(release);
    }

    private static boolean tellsErrors(String release) {
        Matcher numbers = RELEASE.matcher(release);
        if (!numbers.matches()) {
            return false;
        }
        int first = Integer.parseInt(numbers.group(1));
        return first > 5 || (first == 5 && Integer.parseInt(numbers.group(2)) >= 8);
    }
}
