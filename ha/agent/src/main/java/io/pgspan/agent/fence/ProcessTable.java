package io.pgspan.agent.fence;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The living processes of the machine, from {@code /proc} alone: the data directory itself is never touched, since its disk may hang
 * when this matters. A server process is known by its working directory, in which PostgreSQL stands for as long as it lives, and by
 * its program; {@code postmaster.pid} is not asked, for it tells nothing of the children of a postmaster that is dead already. Cost:
 * two link reads and one file read per process of the machine, together about 15 microseconds.
 */
final class ProcessTable {
    private static final File PROC = new File("/proc");
    private static final String DELETED = " (deleted)";

    /** Start times are told in hundredths of a second, whatever the kernel's own tick is (USER_HZ). */
    private static final int MILLIS_PER_TICK = 10;

    private static final int PARENT_FIELD = 1;
    private static final int START_FIELD = 19;
    private static final int STAT_BYTES_MAX = 1024;

    private ProcessTable() {}

    /**
     * Everything that lives now; zombies don't.
     *
     * @param dataDirectories the names of the data directory, symbolic links resolved
     */
    static List<ProcessRow> read(Set<String> dataDirectories) throws IOException {
        String[] names = PROC.list();
        if (names == null) {
            throw new IOException("/proc can't be listed");
        }
        List<ProcessRow> rows = new ArrayList<>(names.length);
        for (String name : names) {
            if (Character.isDigit(name.charAt(0))) {
                ProcessRow row = row(Long.parseLong(name), dataDirectories);
                if (row != null) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    /** One process; null when there is none of this id any more. */
    static @Nullable ProcessRow row(long pid, Set<String> dataDirectories) {
        String home = "/proc/" + pid;
        byte[] bytes = new byte[STAT_BYTES_MAX];
        int length;
        try (FileInputStream stat = new FileInputStream(home + "/stat")) {
            length = stat.read(bytes);
        } catch (IOException e) {
            return null;
        }
        return parse(
                pid,
                new String(bytes, 0, Math.max(0, length), StandardCharsets.ISO_8859_1),
                dataDirectories.contains(link(home + "/cwd")) && isPostgres(link(home + "/exe")));
    }

    /** A line of {@code /proc/.../stat}; the second field is a name in parentheses that may hold anything. */
    static @Nullable ProcessRow parse(long pid, String stat, boolean server) {
        int name = stat.lastIndexOf(')');
        String[] fields =
                name < 0 ? new String[0] : stat.substring(name + 1).strip().split(" ", -1);
        if (fields.length <= START_FIELD || "ZXx".contains(fields[0])) {
            return null;
        }
        return new ProcessRow(
                pid,
                Long.parseLong(fields[PARENT_FIELD]),
                Long.parseLong(fields[START_FIELD]) * MILLIS_PER_TICK,
                server);
    }

    private static boolean isPostgres(String program) {
        return program.substring(program.lastIndexOf('/') + 1).startsWith("postgres");
    }

    /** Where a link leads; empty when it can't be read (gone, or somebody else's). */
    private static String link(String link) {
        try {
            String target = Files.readSymbolicLink(Path.of(link)).toString();
            return target.endsWith(DELETED) ? target.substring(0, target.length() - DELETED.length()) : target;
        } catch (IOException | SecurityException e) {
            return "";
        }
    }
}
