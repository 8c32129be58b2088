package io.pgspan.ha.record.majority;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One store as its proposer knows it. */
final class Site {
    /** How many requests one attempt sends to a store at most: against an object that keeps changing. */
    static final int REQUESTS_MAX = 8;

    /** An object as last seen. */
    record Known(String version, String uid, Envelope envelope) {}

    final String name;
    private @Nullable Known known;
    private boolean absent;
    private @Nullable Request waiting;
    private long waitingSince;
    private long toldIn = -1;
    private int requestsLeft = REQUESTS_MAX;
    private boolean doubted;
    private String silent = "";
    private String wentBack = "";
    private String uidSeen = "";
    private Ballot promiseSeen = Ballot.NONE;

    Site(String name) {
        this.name = name;
    }

    /** Its object; null while nothing is known of one. */
    @Nullable
    Known known() {
        return known;
    }

    /** What its object holds; null while nothing is known of one. */
    @Nullable
    Envelope envelope() {
        return known == null ? null : known.envelope;
    }

    boolean absent() {
        return absent;
    }

    /** Whether a request may be sent to it. */
    boolean idle() {
        return waiting == null && silent.isEmpty();
    }

    boolean waiting() {
        return waiting != null;
    }

    /** Why it is not asked again in this attempt; empty while it is. */
    String silent() {
        return silent;
    }

    /** How its object was last seen to hold less than before; empty when it was not. */
    String wentBack() {
        return wentBack;
    }

    /** Whether what is known was told in answer to a request sent in this look. */
    boolean toldIn(long look) {
        return toldIn == look && (known != null || absent);
    }

    /** A new attempt asks everybody again. */
    void forgive() {
        requestsLeft = REQUESTS_MAX;
        doubted = false;
        silent = "";
    }

    /** Takes note that an idle site is sent a request in this look; false when it has had its share, and is given up for now. */
    boolean send(Request request, long look) {
        boolean write = !(request instanceof Request.Read);
        if (requestsLeft == 0) {
            silent = "its object keeps changing";
            return false;
        }
        if (write && doubted) {
            silent = "it does not answer writes";
            return false;
        }
        requestsLeft--;
        waiting = request;
        waitingSince = look;
        return true;
    }

    /** Takes an answer; the request it answers. Empty when nothing was asked. */
    Optional<Request> answered(Answer answer, long look, boolean anyAge) {
        Request request = waiting;
        if (request == null) {
            return Optional.empty();
        }
        waiting = null;
        known = null;
        absent = answer instanceof Answer.Absent;
        toldIn = anyAge ? look : waitingSince;
        if (answer instanceof Answer.Found found) {
            found(found);
        } else if (answer instanceof Answer.Written written) {
            keep(new Known(written.version(), written.uid(), envelope(request)));
        } else if (answer instanceof Answer.Unknown unknown) {
            lost(request, unknown.why(), look);
        }
        return Optional.of(request);
    }

    private static Envelope envelope(Request request) {
        return request.match(read -> Envelope.BLANK, Request.Create::envelope, Request.Update::envelope);
    }

    private void found(Answer.Found found) {
        if (found.uid().equals(uidSeen) && found.envelope().promised().compareTo(promiseSeen) < 0) {
            wentBack = "its object went back from promise " + promiseSeen + " to "
                    + found.envelope().promised() + ", as from a backup: delete the object, then consent to this store";
            silent = wentBack;
        } else {
            keep(new Known(found.version(), found.uid(), found.envelope()));
        }
    }

    private void keep(Known told) {
        known = told;
        wentBack = "";
        uidSeen = told.uid();
        promiseSeen = told.envelope().promised();
    }

    /** An unanswered read ends the attempt's interest; an unanswered write is looked after once. What an earlier attempt sent counts not. */
    private void lost(Request request, String why, long look) {
        if (waitingSince == look) {
            if (request instanceof Request.Read) {
                silent = why;
            } else {
                doubted = true;
            }
        }
    }
}
