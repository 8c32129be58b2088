package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How PostgreSQL is kept from running as root, which it refuses. Both wrappers replace themselves by the program, so the child's
 * process id is the postmaster's.
 */
enum RunAs {
    /** Not root: nothing to do. */
    SELF,
    /** Root in a namespace of its own, where its id is nobody's: files stay root's and still belong to the server. */
    UNSHARE,
    /** Root without user namespaces: an ordinary id, to which the data is handed over. */
    SETPRIV;

    private static final int NOBODY = 65534;
    private static final Duration TRIAL_LIMIT = Duration.ofSeconds(10);

    /** Tried once a JVM. */
    private static final class Chosen {
        static final RunAs VALUE = choose();
    }

    /**
     * The way this machine offers.
     *
     * @throws PgspanException when root has no way out of being root
     */
    static RunAs chosen() {
        return Chosen.VALUE;
    }

    private static RunAs choose() {
        if (!isRoot()) {
            return SELF;
        }
        if (UNSHARE.leavesRoot()) {
            return UNSHARE;
        }
        return SETPRIV; // its failure shows, with its reason, at the first program it is asked to run
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid") instanceof Integer uid && uid == 0;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    private boolean leavesRoot() {
        try {
            Command.Outcome outcome = Command.run(wrap(List.of("id", "-u")), TRIAL_LIMIT);
            return outcome.exitCode() == 0 && !outcome.output().strip().equals("0");
        } catch (PgspanException e) {
            return false;
        }
    }

    List<String> wrap(List<String> command) {
        List<String> wrapped = new ArrayList<>(
                switch (this) {
                    case SELF -> List.of();
                    case UNSHARE -> List.of("unshare", "-U");
                    case SETPRIV -> List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
                });
        wrapped.addAll(command);
        return wrapped;
    }

    /** Hands a file, or a directory with all it holds, to the id the server runs under. */
    void own(Path tree) throws IOException {
        if (this == SETPRIV) {
            DataFiles.walk(tree, RunAs::chown);
        }
    }

    private static void chown(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", NOBODY, LinkOption.NOFOLLOW_LINKS);
    }
}
