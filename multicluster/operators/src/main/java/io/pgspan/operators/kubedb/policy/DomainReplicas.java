package io.pgspan.operators.kubedb.policy;

import io.pgspan.model.PgspanException;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** How many pods a domain takes; always a text in the object. */
public sealed interface DomainReplicas {

    /**
     * Reads the text: empty is {@link Rest}, a whole number without leading zeros is {@link Exactly}, all else is an {@link Expression}.
     * Every text is one of these and is written back as it was.
     */
    static DomainReplicas of(String text) {
        if (text.isEmpty()) {
            return new Rest();
        }
        return Exactly.TEXT.matcher(text).matches() ? new Exactly(Integer.parseInt(text)) : new Expression(text);
    }

    /** As it stands in the object. */
    String text();

    /** One answer per kind. */
    <R> R match(Supplier<R> rest, IntFunction<R> exactly, Function<String, R> expression);

    /** All pods that no other domain takes. */
    record Rest() implements DomainReplicas {
        @Override
        public String text() {
            return "";
        }

        @Override
        public <R> R match(Supplier<R> rest, IntFunction<R> exactly, Function<String, R> expression) {
            return rest.get();
        }
    }

    /**
     * A number of pods.
     *
     * @param count 0 to 999999999
     */
    record Exactly(int count) implements DomainReplicas {
        static final Pattern TEXT = Pattern.compile("0|[1-9]\\d{0,8}");
        private static final int COUNT_MAX = 999_999_999;

        /** Refuses what is no number of pods. */
        public Exactly {
            if (count < 0 || count > COUNT_MAX) {
                throw new PgspanException("domain: " + count + " is no number of pods; write 0 to " + COUNT_MAX);
            }
        }

        @Override
        public String text() {
            return Integer.toString(count);
        }

        @Override
        public <R> R match(Supplier<R> rest, IntFunction<R> exactly, Function<String, R> expression) {
            return exactly.apply(count);
        }
    }

    /**
     * A CEL expression over {@code obj}, the PetSet; it must yield a whole number.
     *
     * @param cel for example {@code obj.spec.replicas/2 + 1}
     */
    record Expression(String cel) implements DomainReplicas {
        /** Refuses what is read as another kind. */
        public Expression {
            if (cel.isEmpty() || Exactly.TEXT.matcher(cel).matches()) {
                throw new PgspanException("domain: '" + cel + "' is no expression; use DomainReplicas.of");
            }
        }

        @Override
        public String text() {
            return cel;
        }

        @Override
        public <R> R match(Supplier<R> rest, IntFunction<R> exactly, Function<String, R> expression) {
            return expression.apply(cel);
        }
    }
}
