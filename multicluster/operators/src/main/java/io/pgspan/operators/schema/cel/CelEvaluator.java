package io.pgspan.operators.schema.cel;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelErrorCode;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.pgspan.operators.schema.CelRule;
import io.pgspan.operators.schema.CelRules;
import io.pgspan.operators.schema.CelVerdict;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules evaluated by CEL's own library, with its strings, lists, sets and optional values as Kubernetes has them. The functions Kubernetes adds
 * itself (quantities, URLs, IP addresses, formats, {@code isSorted}, {@code sum}, {@code find} and so on) are not there: a rule that uses one is
 * unchecked. Types are found while evaluating, not before.
 *
 * <p>Cost: a rule is compiled once (a millisecond), {@value #PROGRAMS_MAX} compiled rules are kept; an evaluation is cut off after
 * {@value #ITERATIONS_MAX} steps of its loops. Threads may share it.
 */
public final class CelEvaluator implements CelRules {
    /** The most steps all loops of one evaluation take. */
    static final int ITERATIONS_MAX = 100_000;

    /** The longest rule compiled, in characters. */
    static final int RULE_LENGTH_MAX = 10_000;

    private static final int PROGRAMS_MAX = 1_000;
    private static final int REGEX_SIZE_MAX = 10_000;
    private static final int MESSAGE_LENGTH_MAX = 5_120;

    /** Errors an API server would meet too: to it a rule that fails is one that isn't kept. */
    private static final Set<CelErrorCode> THE_RULES_OWN = Set.of(
            CelErrorCode.ATTRIBUTE_NOT_FOUND,
            CelErrorCode.BAD_FORMAT,
            CelErrorCode.DIVIDE_BY_ZERO,
            CelErrorCode.INDEX_OUT_OF_BOUNDS,
            CelErrorCode.NUMERIC_OVERFLOW);

    private final Cel cel;
    private final Map<String, Compiled> programs;

    /** A program, or why there is none. */
    private record Compiled(CelRuntime.@Nullable Program program, String why) {}

    private CelEvaluator(Cel cel) {
        this.cel = cel;
        this.programs = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Compiled> eldest) {
                return size() > PROGRAMS_MAX;
            }
        };
    }

    /** An evaluator with nothing compiled yet. */
    public static CelEvaluator create() {
        CelOptions options = CelOptions.current()
                .enableHeterogeneousNumericComparisons(true)
                .enableOptionalSyntax(true)
                .enableQuotedIdentifierSyntax(true)
                .comprehensionMaxIterations(ITERATIONS_MAX)
                .maxRegexProgramSize(REGEX_SIZE_MAX)
                .maxExpressionCodePointSize(RULE_LENGTH_MAX)
                .build();
        return new CelEvaluator(CelFactory.standardCelBuilder()
                .setOptions(options)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addVar("self", SimpleType.DYN)
                .addCompilerLibraries(
                        CelExtensions.optional(),
                        CelExtensions.strings(),
                        CelExtensions.lists(),
                        CelExtensions.sets(options))
                .addRuntimeLibraries(
                        CelExtensions.optional(),
                        CelExtensions.strings(),
                        CelExtensions.lists(),
                        CelExtensions.sets(options))
                .build());
    }

    @Override
    public CelVerdict evaluate(CelRule rule, @Nullable Object self) {
        Compiled compiled = compiled(rule.rule());
        if (compiled.program() == null) {
            return new CelVerdict.Unchecked(compiled.why());
        }
        try {
            @Nullable Object result = run(compiled.program(), self);
            if (result instanceof Boolean holds) {
                return holds ? new CelVerdict.Holds() : new CelVerdict.Broken(message(rule, self));
            }
            return new CelVerdict.Unchecked("its value is neither true nor false");
        } catch (CelEvaluationException e) {
            return THE_RULES_OWN.contains(e.getErrorCode())
                    ? new CelVerdict.Broken("its rule fails: " + firstLine(e))
                    : new CelVerdict.Unchecked("its evaluation failed: " + firstLine(e));
        }
    }

    private String message(CelRule rule, @Nullable Object self) {
        String said = rule.message().isEmpty() ? "a rule of the definition isn't kept" : rule.message();
        CelRuntime.@Nullable Program program = rule.messageExpression().isEmpty()
                ? null
                : compiled(rule.messageExpression()).program();
        if (program == null) {
            return said;
        }
        try {
            return run(program, self) instanceof String text && !text.isBlank() && text.length() <= MESSAGE_LENGTH_MAX
                    ? text
                    : said;
        } catch (CelEvaluationException e) {
            return said; // as an API server does
        }
    }

    private static @Nullable Object run(CelRuntime.Program program, @Nullable Object self)
            throws CelEvaluationException {
        Map<String, @Nullable Object> variables = new HashMap<>();
        variables.put("self", self);
        return program.eval(variables);
    }

    private Compiled compiled(String expression) {
        synchronized (programs) {
            return programs.computeIfAbsent(expression, this::compile);
        }
    }

    private Compiled compile(String expression) {
        try {
            return new Compiled(cel.createProgram(cel.compile(expression).getAst()), "");
        } catch (CelValidationException | CelEvaluationException e) {
            return new Compiled(null, "it can't be compiled here: " + firstLine(e));
        }
    }

    private static String firstLine(Exception e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
