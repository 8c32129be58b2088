package io.pgspan.operators.schema.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.operators.schema.CelRule;
import io.pgspan.operators.schema.CelVerdict;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CelEvaluatorTest {
    private static final Map<String, Object> SELF =
            Map.of("name", "tall", "reach", 7L, "load", 1.5, "hooks", List.of("a", "b"), "wait", Duration.ofMinutes(3));

    private static final CelEvaluator EVALUATOR = CelEvaluator.create();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "has(self.name) && self.name.startsWith('t')",
                "self.reach < 7.5 && self.load < 2",
                "!self.?inner.?deep.hasValue()",
                "self.?name.optMap(n, n.size() == 4).orValue(false)",
                "self.hooks.all(h, self.hooks.filter(x, x == h).size() == 1)",
                "[has(self.name), has(self.missing)].exists_one(x, x)",
                "duration('2m') < self.wait && self.wait <= duration('5m')",
                "self.name.matches('(?i:TA)')",
                "self.name.trim().upperAscii() == 'TALL'",
                "type(self.name) == string && self.name != null",
                "sets.contains(self.hooks, ['a'])",
                "self.exists(key, key == 'load')",
            })
    void rulesAsDefinitionsWriteThemHold(String rule) {
        assertThat(EVALUATOR.evaluate(rule(rule), SELF)).isEqualTo(new CelVerdict.Holds());
    }

    @Test
    void aRuleThatIsFalseSaysItsMessage() {
        assertThat(EVALUATOR.evaluate(rule("self.reach > 9"), SELF))
                .isEqualTo(new CelVerdict.Broken("a rule of the definition isn't kept"));
        assertThat(EVALUATOR.evaluate(new CelRule("self.reach > 9", "too short", "", "", false), SELF))
                .isEqualTo(new CelVerdict.Broken("too short"));
        assertThat(EVALUATOR.evaluate(
                        new CelRule("self.reach > 9", "too short", "'reach ' + string(self.reach)", "", false), SELF))
                .isEqualTo(new CelVerdict.Broken("reach 7"));
        assertThat(EVALUATOR.evaluate(new CelRule("self.reach > 9", "too short", "self.none", "", false), SELF))
                .isEqualTo(new CelVerdict.Broken("too short"));
    }

    @Test
    void aRuleThatFailsOnItsValueIsNotKept() {
        assertThat(EVALUATOR.evaluate(rule("self.missing == 1"), SELF)).isInstanceOf(CelVerdict.Broken.class);
        assertThat(EVALUATOR.evaluate(rule("self.reach / 0 == 1"), SELF)).isInstanceOf(CelVerdict.Broken.class);
        assertThat(EVALUATOR.evaluate(rule("duration(self.name) == self.wait"), SELF))
                .isInstanceOf(CelVerdict.Broken.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quantity('1Gi').isGreaterThan(quantity('1Mi'))",
                "self.hooks.isSorted()",
                "self.reach",
                "self.reach >",
                "self.name + self.reach == ''",
                "oldSelf == self",
            })
    void whatCantBeEvaluatedIsUncheckedNeverTrue(String rule) {
        assertThat(EVALUATOR.evaluate(rule(rule), SELF)).isInstanceOf(CelVerdict.Unchecked.class);
    }

    @Test
    void loopsAreCutOff() {
        List<Long> many = Collections.nCopies(1_000, 1L);
        assertThat(EVALUATOR.evaluate(rule("self.all(a, self.exists_one(b, a == b) == false)"), many))
                .isInstanceOf(CelVerdict.Unchecked.class);
    }

    private static CelRule rule(String rule) {
        return new CelRule(rule, "", "", "", false);
    }
}
