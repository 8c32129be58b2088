package io.pgspan.placement.survive;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the loss of some failure domains at once means, judged at the moment of the loss: nothing has been recreated elsewhere yet, and
 * any data-bearing member may have been the primary.
 *
 * @param domains what is lost, sorted
 * @param lostPods the members that ran there, in order of the members
 * @param survivors the members that run elsewhere, in order of the members
 * @param lostApiServers the Kubernetes clusters whose API server falls with them, sorted
 * @param answers the answer to each question
 * @param reasons in sentences: the data, the election, the writes, and what else is lost
 */
public record Loss(
        List<FailureDomain> domains,
        List<String> lostPods,
        List<String> survivors,
        List<String> lostApiServers,
        Map<Question, Boolean> answers,
        List<String> reasons) {

    /** Copies the collections. */
    public Loss {
        domains = List.copyOf(domains);
        lostPods = List.copyOf(lostPods);
        survivors = List.copyOf(survivors);
        lostApiServers = List.copyOf(lostApiServers);
        answers = Map.copyOf(answers);
        reasons = List.copyOf(reasons);
    }

    /** Whether that question's answer is yes for certain. */
    public boolean holds(Question question) {
        return answers.getOrDefault(question, false);
    }

    /** The level of what is lost; of several domains that of the largest. */
    public Level level() {
        return domains.get(domains.size() - 1).level();
    }

    /** The paths of what is lost, joined by {@code +}. */
    public String domain() {
        return domains.stream().map(FailureDomain::path).collect(Collectors.joining(" + "));
    }

    /**
     * Whether every acknowledged commit is on a member that is left, whichever was the primary; false for asynchronous replication
     * whenever a data-bearing member is lost, although a copy may survive: {@link #why} tells.
     */
    public boolean dataSurvives() {
        return holds(Question.COMMITS);
    }

    /** Whether the survivors can go on, or after a failover go on, to accept and acknowledge writes. */
    public boolean writable() {
        return holds(Question.WRITES);
    }

    /** The reasons as one text. */
    public String why() {
        return String.join("; ", reasons);
    }
}
