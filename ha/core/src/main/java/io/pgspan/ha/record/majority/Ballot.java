package io.pgspan.ha.record.majority;

import io.pgspan.model.PgspanException;

/**
 * The rank of an attempt to write. Two attempts never share one: a proposer's name is unique to its process's life, and it never uses
 * a number twice. So equal numbers of two proposers are told apart, and everybody tells them apart alike.
 *
 * @param number 1 or more; 0 only in {@link #NONE}
 * @param proposer who attempts
 */
public record Ballot(long number, String proposer) implements Comparable<Ballot> {
    /** Below every ballot: nothing promised, nothing accepted. */
    public static final Ballot NONE = new Ballot(0, "");

    /** @throws PgspanException when the number is negative, or no proposer goes with a number */
    public Ballot {
        if (number < 0 || (number == 0) != proposer.isEmpty()) {
            throw new PgspanException(
                    "ballot " + number + "@" + proposer + ": wanted a number from 1 on and the name of its proposer");
        }
    }

    /** As {@code number@proposer}; empty for {@link #NONE}. */
    public String text() {
        return number == 0 ? "" : number + "@" + proposer;
    }

    /**
     * Reads {@link #text()}.
     *
     * @throws PgspanException when the text is no ballot
     */
    public static Ballot of(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        int at = text.indexOf('@');
        try {
            return new Ballot(Long.parseLong(text.substring(0, Math.max(at, 0))), text.substring(at + 1));
        } catch (NumberFormatException e) {
            throw new PgspanException("ballot '" + text + "': wanted number@proposer", e);
        }
    }

    @Override
    public int compareTo(Ballot other) {
        int byNumber = Long.compare(number, other.number);
        return byNumber != 0 ? byNumber : proposer.compareTo(other.proposer);
    }

    @Override
    public String toString() {
        return text();
    }
}
