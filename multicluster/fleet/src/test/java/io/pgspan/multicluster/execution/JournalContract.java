package io.pgspan.multicluster.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.multicluster.execution.Journal.Mark;
import io.pgspan.multicluster.execution.Journal.Page;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every journal promises. */
abstract class JournalContract {
    abstract Journal journal();

    @Test
    void aPlanOfWhichNothingIsKnownHasAnEmptyPage() {
        assertThat(journal().read("unknown")).isEqualTo(new Page("", Map.of()));
    }

    @Test
    void whatIsWrittenIsReadByTheNextExecutor() {
        Journal journal = journal();
        Map<String, Mark> marks = Map.of("pod/postgres-0", Mark.DONE, "pod/postgres-1", Mark.BEGUN);
        Page first = journal.write("p", journal.read("p"), Map.of("pod/postgres-0", Mark.BEGUN));
        Page second = journal.write("p", first, marks);

        assertThat(second.marks()).isEqualTo(marks);
        assertThat(journal.read("p")).isEqualTo(second);
        assertThat(journal.read("other").marks()).isEmpty();
    }

    @Test
    void whoHasNotReadTheLatestPageWritesNothing() {
        Journal journal = journal();
        Page empty = journal.read("p");
        Page first = journal.write("p", empty, Map.of("a", Mark.BEGUN));
        assertThatThrownBy(() -> journal.write("p", empty, Map.of())).isInstanceOf(JournalConflictException.class);
        Page second = journal.write("p", first, Map.of("a", Mark.DONE));
        assertThatThrownBy(() -> journal.write("p", first, Map.of())).isInstanceOf(JournalConflictException.class);
        assertThat(journal.read("p")).isEqualTo(second);
    }
}
