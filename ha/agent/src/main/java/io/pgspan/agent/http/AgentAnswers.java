package io.pgspan.agent.http;

/** What an agent's endpoints answer with. Both methods are called by several threads at once and must not wait for the loop. */
public interface AgentAnswers {

    /** What the member is at this very moment: a lease that has run out since the last turn of the loop no longer counts. */
    AgentSnapshot snapshot();

    /**
     * Takes a command in.
     *
     * @param command well-formed; whether it makes sense is for the agent to say
     * @param actor who asks: the DNS name of the caller's certificate
     */
    CommandOutcome perform(AgentCommand command, String actor);
}
