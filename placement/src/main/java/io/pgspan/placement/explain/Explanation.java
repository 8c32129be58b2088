package io.pgspan.placement.explain;

import java.util.function.Function;

/** An answer about one pod: as an object, a sentence, a text and a diagram. */
public sealed interface Explanation permits WhyHere, WhyNotThere, WhyNowhere {
    /** The pod's name. */
    String pod();

    /** The answer in short. */
    String sentence();

    /** The answer with its numbers. Lines end with {@code \n}. */
    String text();

    /** The answer as a Mermaid flowchart. */
    String mermaid();

    /** Calls the function of the kind at hand. */
    default <R> R match(Function<WhyHere, R> here, Function<WhyNotThere, R> notThere, Function<WhyNowhere, R> nowhere) {
        if (this instanceof WhyHere it) {
            return here.apply(it);
        }
        if (this instanceof WhyNotThere it) {
            return notThere.apply(it);
        }
        return nowhere.apply((WhyNowhere) this);
    }
}
