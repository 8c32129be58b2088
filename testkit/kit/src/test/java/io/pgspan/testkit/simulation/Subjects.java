package io.pgspan.testkit.simulation;

import io.pgspan.ha.Mutant;
import io.pgspan.ha.loop.Loops;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** What is put to the test with one thing taken out, by its name: a rule of the engine, or what the loop and its hands do right. */
final class Subjects {
    private Subjects() {}

    static Subject without(Mutant mutant) {
        return new Subject(starting -> Loops.with(starting, mutant.step()), Defect.NONE);
    }

    static Subject without(Defect defect) {
        Subject production = Subject.production();
        return defect == Defect.FAILSAFE_IN_DOUBT
                ? new Subject(production.loops(), defect, Loops::forgetDoubt)
                : new Subject(production.loops(), defect);
    }

    static Subject without(String name) {
        return Arrays.stream(Defect.values())
                .filter(d -> d.name().equals(name))
                .findFirst()
                .map(Subjects::without)
                .orElseGet(() -> without(Mutant.valueOf(name)));
    }

    /** Everything that can be taken out. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>();
        Arrays.stream(Mutant.values()).map(Mutant::name).forEach(names::add);
        Arrays.stream(Defect.values())
                .filter(d -> d != Defect.NONE)
                .map(Defect::name)
                .forEach(names::add);
        return names;
    }
}
