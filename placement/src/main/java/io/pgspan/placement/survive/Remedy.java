package io.pgspan.placement.survive;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The smallest change, of those the operator can carry out, that takes fatal domains of one level away without making anything else
 * worse.
 *
 * @param question what was asked
 * @param level the level of the fatal domains
 * @param actions what to do, in order; none when nothing helps
 * @param removes domains whose loss is fatal now and would not be
 * @param remains domains whose loss stays fatal
 * @param complete whether nothing smaller or better was left untried: false when the bound on situations was met before
 * @param why in a sentence
 */
public record Remedy(
        Question question,
        Level level,
        List<Action> actions,
        List<FailureDomain> removes,
        List<FailureDomain> remains,
        boolean complete,
        String why) {

    /** Copies the lists. */
    public Remedy {
        actions = List.copyOf(actions);
        removes = List.copyOf(removes);
        remains = List.copyOf(remains);
    }

    /** Whether there is anything to do. */
    public boolean helps() {
        return !actions.isEmpty();
    }

    /** What to do, as a clause. */
    public String what() {
        return actions.isEmpty()
                ? "nothing that this operator can carry out"
                : actions.stream().map(Action::what).collect(Collectors.joining(", and "));
    }
}
