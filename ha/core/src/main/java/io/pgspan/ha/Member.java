package io.pgspan.ha;

/**
 * A member as the engine knows it.
 *
 * @param name its name, which is its pod's name
 * @param arbiter whether it holds no data: it watches, answers and never leads
 * @param tags what an operator says of it
 */
public record Member(String name, boolean arbiter, Tags tags) {
    /** A member of which nothing special is said. */
    public Member(String name, boolean arbiter) {
        this(name, arbiter, Tags.none());
    }
}
