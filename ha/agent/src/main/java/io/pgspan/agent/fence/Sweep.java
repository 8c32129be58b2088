package io.pgspan.agent.fence;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Ends PostgreSQL by SIGKILL, one pass over the machine's processes after another. One pass is not enough: a postmaster may fork
 * until its own signal arrives, and a killed postmaster leaves backends behind that may still acknowledge what they have committed.
 */
final class Sweep {
    private Sweep() {}

    /**
     * What a pass came upon.
     *
     * @param living those to end who lived when it looked; none says that nothing was left
     * @param signalled how many of them it could still signal: the others had gone meanwhile
     */
    record Pass(List<ProcessRow> living, int signalled) {}

    /**
     * One pass.
     *
     * @throws IOException when the processes can't be listed
     */
    static Pass pass(Set<String> dataDirectories, long bornByMillis) throws IOException {
        List<ProcessRow> condemned = Condemned.among(ProcessTable.read(dataDirectories), bornByMillis);
        int signalled = 0;
        for (ProcessRow row : condemned) {
            signalled += kill(row) ? 1 : 0;
        }
        return new Pass(condemned, signalled);
    }

    /**
     * The id may be a stranger's by now: the handle is taken first, then the process is looked at again, and the handle itself
     * signals only the process it was taken of.
     */
    static boolean kill(ProcessRow row) {
        Optional<ProcessHandle> handle = ProcessHandle.of(row.pid());
        ProcessRow now = ProcessTable.row(row.pid(), Set.of());
        return handle.isPresent()
                && now != null
                && now.isSame(row)
                && handle.get().destroyForcibly();
    }
}
