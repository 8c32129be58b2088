package io.pgspan.multicluster.execution;

import java.util.HashMap;
import java.util.Map;

/** A journal that ends with its process: for plans whose steps may all be done again. Any number of threads may share it. */
public final class InMemoryJournal implements Journal {
    private final Map<String, Page> pages = new HashMap<>();

    /** An empty one. */
    public InMemoryJournal() {}

    @Override
    public synchronized Page read(String plan) {
        return pages.getOrDefault(plan, new Page("", Map.of()));
    }

    @Override
    public synchronized Page write(String plan, Page read, Map<String, Mark> marks) {
        Page there = read(plan);
        if (!there.version().equals(read.version())) {
            throw new JournalConflictException(plan);
        }
        int next = there.version().isEmpty() ? 1 : Integer.parseInt(there.version()) + 1;
        Page page = new Page(Integer.toString(next), marks);
        pages.put(plan, page);
        return page;
    }
}
