package io.pgspan.ha.record.majority;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which objects a wish needs before anything can be agreed: a creation one in every store, the admission of a store's new object
 * that one, blank. A blank object has no vote until a write names it, so making one endangers nothing.
 */
final class Founding {
    private final boolean all;
    private final Optional<Site> subject;
    private final Sites sites;

    Founding(Wish wish, Sites sites) {
        this.all = wish instanceof Wish.Create;
        this.subject = subject(wish, sites);
        this.sites = sites;
    }

    private static Optional<Site> subject(Wish wish, Sites sites) {
        if (wish instanceof Wish.Dismiss dismiss) {
            return Optional.of(sites.named(dismiss.store()));
        }
        return wish instanceof Wish.Admit admit ? Optional.of(sites.named(admit.store())) : Optional.empty();
    }

    /** Whether a look must go on until a store has answered that this is about. */
    boolean waits() {
        return all ? sites.pending() : subject.filter(sites::pending).isPresent();
    }

    /** Whether the store a consent is about does not answer. */
    boolean subjectSilent() {
        return subject.filter(site -> !site.silent().isEmpty()).isPresent();
    }

    /** The uid of the object a consent is about, empty when there is none. */
    String subjectUid() {
        Site.Known known = subject.map(Site::known).orElse(null);
        return known == null ? "" : known.uid();
    }

    private List<Site> needed() {
        return all ? List.copyOf(sites.all()) : subject.stream().toList();
    }

    boolean complete() {
        return needed().stream().allMatch(this::made);
    }

    boolean hopeless() {
        return needed().stream().anyMatch(site -> !site.silent().isEmpty());
    }

    private boolean made(Site site) {
        Envelope envelope = site.envelope();
        return envelope != null && (all || envelope.held() == null);
    }

    /** Who votes on the first record. */
    SortedMap<String, String> founders() {
        SortedMap<String, String> uids = new TreeMap<>();
        for (Site site : needed()) {
            Site.Known known = site.known();
            if (known != null) {
                uids.put(site.name, known.uid());
            }
        }
        return uids;
    }

    /** What brings a store nearer to what is needed. An object that holds something loses it, but not its promise. */
    Optional<Request> request(Site site) {
        if (!needed().contains(site) || made(site)) {
            return Optional.empty();
        }
        if (site.absent()) {
            return Optional.of(new Request.Create(site.name, Envelope.BLANK));
        }
        Site.Known known = site.known();
        return Optional.of(
                known == null
                        ? new Request.Read(site.name)
                        : new Request.Update(
                                site.name,
                                known.version(),
                                new Envelope(known.envelope().promised(), Ballot.NONE, null)));
    }
}
