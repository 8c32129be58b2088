package io.pgspan.testkit.base.story;

import java.time.Duration;

/**
 * The time of a story: virtual in a simulation, real with a real fleet. Time counts from the story's start and never goes back.
 */
public interface StoryClock {
    /** How long ago the story started. */
    Duration now();

    /**
     * Lets time pass until the next moment at which a condition may have changed, at most until {@code time}. Conditions and
     * invariants are looked at whenever it returns, so a simulation returns after each of its events and a real clock every few
     * milliseconds; who goes to {@code time} in one step is looked at only there. It is called again until {@link #now} has reached
     * {@code time}. A real clock may come back a little late.
     */
    void advanceTo(Duration time) throws InterruptedException;
}
