package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaAction;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Where the record is kept: one API server's object, or a majority of several. */
interface RecordPlace {
    /** What a read comes to: what there is, or no answer in time. */
    sealed interface Answer {
        record Seen(Optional<Versioned> object) implements Answer {}

        record Nothing() implements Answer {}
    }

    /** One agent's way to use it, from its start to its death. Limits are in true microseconds. */
    interface Client {
        /** Reads; the consumer hears when an answer comes, or when the limit has passed without one. */
        void read(long limit, Consumer<Answer> answered);

        /** Writes, if the version still is the one expected. What its caller has given up may still be applied. */
        void update(long limit, HaAction.WriteRecord write, Consumer<WriteResult> answered);

        /** A server hints that its object may have changed; whether the record may have. */
        boolean hinted(int server);
    }

    /** The record as it truly is, whoever knows it. */
    ClusterRecord record();

    /** A way to use it for an agent that has just started. */
    Client client(SimMember member, SimAgent agent);

    /** Its objects, one on each server. */
    List<? extends ApiObject> objects();

    /** Nothing is missing any more, and what needs an operator gets one. */
    void faultsStop();

    /** Whether it can ever again be read and written without a human who rebuilds it. */
    boolean usable();
}
