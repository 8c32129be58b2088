package io.pgspan.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a data directory as a whole. The states a crash can leave behind, and what {@link #settle()} makes of them:
 *
 * <pre>
 * data  .incoming  .replaced
 * yes   any        any        the swap has not begun or is over: data stay, the others are deleted
 * no    yes        yes        between the two renames: .incoming is complete (it was flushed before the first) and moves in
 * no    no         yes        only a foreign hand leaves this: the old data move back
 * no    yes        no         a first clone or initdb broke off: deleted
 * </pre>
 */
final class DataSwap {
    private static final Logger LOG = LoggerFactory.getLogger(DataSwap.class);

    private final Path data;
    private final Path incoming;
    private final Path replaced;
    private final boolean durable;

    DataSwap(Path data, boolean durable) {
        this.data = data;
        this.incoming = data.resolveSibling(data.getFileName() + ".incoming");
        this.replaced = data.resolveSibling(data.getFileName() + ".replaced");
        this.durable = durable;
    }

    /** Where the new data are put together; within the same parent, so that renames are atomic. */
    Path incoming() {
        return incoming;
    }

    void settle() {
        if (!Files.exists(data) && Files.exists(replaced)) {
            Path survivor = Files.exists(incoming) ? incoming : replaced;
            LOG.warn("{}: a swap broke off; {} takes its place", data, survivor.getFileName());
            DataFiles.rename(survivor, data, durable);
        }
        DataFiles.deleteTree(incoming);
        DataFiles.deleteTree(replaced);
    }

    void complete() {
        if (durable) {
            new DataFlush().flush(incoming);
        }
        if (Files.exists(data)) {
            DataFiles.rename(data, replaced, durable);
        }
        DataFiles.rename(incoming, data, durable);
        DataFiles.deleteTree(replaced);
    }
}
