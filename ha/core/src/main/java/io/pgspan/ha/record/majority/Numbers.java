package io.pgspan.ha.record.majority;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a proposer carries from one wish to the next: its ballots, the last of which a majority may have promised, and its last write. */
final class Numbers {
    private final String proposer;
    private long lastNumber;
    private Ballot promised = Ballot.NONE;
    private @Nullable Write last;
    private boolean recordSeen;

    Numbers(String proposer) {
        this.proposer = proposer;
    }

    /** A ballot never used, above every number seen. */
    Ballot next(long greatestSeen) {
        lastNumber = Math.max(lastNumber, greatestSeen) + 1;
        return new Ballot(lastNumber, proposer);
    }

    /** The ballot a write may have promised along with it. */
    Ballot after(Ballot ballot) {
        return next(ballot.number());
    }

    /** The ballot promised along with the last write, as long as nothing was written under it. */
    Ballot promised() {
        return promised;
    }

    /** A ballot is good for one write. */
    void using(Ballot ballot) {
        if (ballot.equals(promised)) {
            promised = Ballot.NONE;
        }
    }

    /** A majority has taken a write. */
    void written(Write write) {
        last = write;
        promised = write.promise().equals(write.ballot()) ? Ballot.NONE : write.promise();
    }

    void seen(Answer answer) {
        recordSeen |= answer instanceof Answer.Found found && found.envelope().held() != null;
    }

    /** Whether this proposer has ever seen a record: then none can't be the first state of things any more. */
    boolean recordSeen() {
        return recordSeen;
    }

    /** The last write once more, for a voter that has missed it and has promised nothing that forbids it. */
    Optional<Request> lagging(Site site, Rules rules) {
        return last == null ? Optional.empty() : last.request(site, rules);
    }
}
