package io.pgspan.multicluster.execution;

class InMemoryJournalTest extends JournalContract {
    private final Journal journal = new InMemoryJournal();

    @Override
    Journal journal() {
        return journal;
    }
}
