package io.pgspan.agent.audit;

import io.pgspan.ha.Decision;
import io.pgspan.ha.HaEngine;
import io.pgspan.ha.HaInput;
import io.pgspan.ha.HaState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Decides again what an audit record tells of. */
public final class AuditReplay {
    private AuditReplay() {}

    /**
     * A decision made again.
     *
     * @param rule the rule that decides now
     * @param reason why, in a sentence
     * @param actions what is to be done
     * @param same whether rule and reason are the recorded ones
     * @param differences what this version's state has and the recorded one lacks, or the other way round; empty when the replay is exact
     */
    public record Explanation(
            String rule, String reason, List<String> actions, boolean same, List<String> differences) {
        /** Copies the lists. */
        public Explanation {
            actions = List.copyOf(actions);
            differences = List.copyOf(differences);
        }
    }

    /**
     * Runs the engine over the recorded state and fact.
     *
     * @throws io.pgspan.agent.AgentException when the record's state is none of this version's
     */
    public static Explanation explain(AuditRecord record) {
        ValueReader states = new ValueReader();
        ValueReader inputs = new ValueReader();
        HaState state = states.read(record.state(), HaState.class);
        HaInput input = inputs.read(record.input(), HaInput.class);
        Decision decision = HaEngine.step(state, input);
        List<String> differences =
                states.differences().stream().map(d -> "state" + d).collect(Collectors.toCollection(ArrayList::new));
        inputs.differences().forEach(d -> differences.add("input" + d));
        return new Explanation(
                decision.rule(),
                decision.reason(),
                decision.actions().stream().map(Object::toString).toList(),
                decision.rule().equals(record.rule()) && decision.reason().equals(record.reason()),
                differences);
    }
}
