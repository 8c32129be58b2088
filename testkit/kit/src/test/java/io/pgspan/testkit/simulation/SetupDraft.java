package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaPolicy;
import io.pgspan.ha.HaRules;
import io.pgspan.ha.Member;
import io.pgspan.ha.Tags;
import io.pgspan.ha.sync.SyncWish;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A story's cluster as far as it has been described: three plain members when nothing is said. */
final class SetupDraft {
    private final Map<String, UnaryOperator<Tags>> tags = new LinkedHashMap<>();
    private final List<String> arbiters = new ArrayList<>();
    private int size = 3;
    private HaPolicy policy = HaPolicy.ofDefaults();
    private HaRules rules = HaRules.ofDefaults();
    private boolean guarded = true;
    private boolean unfenced;
    private boolean rewinds = true;
    private boolean oldAgents;
    private int writeEveryMillis = 100;
    private int bytesPerWrite = 100;

    void size(int members) {
        size = members;
    }

    void policy(HaPolicy timing) {
        policy = timing;
    }

    void rules(UnaryOperator<HaRules> change) {
        rules = change.apply(rules);
    }

    void wish(SyncWish wish) {
        rules = rules.with(wish);
    }

    void tag(String member, UnaryOperator<Tags> change) {
        tags.merge(member, change, (a, b) -> t -> b.apply(a.apply(t)));
    }

    void arbiter(String member) {
        arbiters.add(member);
    }

    void unguarded() {
        guarded = false;
    }

    void guardsFreezeToo() {
        unfenced = true;
    }

    void withoutRewind() {
        rewinds = false;
    }

    void withOldAgents() {
        oldAgents = true;
    }

    void writeEvery(int millis) {
        writeEveryMillis = millis;
    }

    void bytesPerWrite(int bytes) {
        bytesPerWrite = bytes;
    }

    Setup finish() {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String name = "pg-" + i;
            Tags said = tags.getOrDefault(name, UnaryOperator.identity()).apply(Tags.none());
            members.add(new Member(name, arbiters.contains(name), said));
        }
        return new Setup(
                members,
                rules.sync().count(),
                policy,
                rules,
                guarded,
                unfenced,
                rewinds,
                oldAgents,
                writeEveryMillis,
                bytesPerWrite,
                1);
    }
}
