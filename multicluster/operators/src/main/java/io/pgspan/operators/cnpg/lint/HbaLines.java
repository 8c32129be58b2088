package io.pgspan.operators.cnpg.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.PgspanException;
import io.pgspan.model.access.HbaRule;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a {@code Cluster}'s {@code pg_hba}, read once for the wish and for all traps that ask about them: reading a line costs more than
 * everything that is asked about it.
 */
public final class HbaLines {
    static final Spot AT = Spot.of("spec.postgresql.pg_hba");

    private static final String SELECTOR = "${podselector:";

    private final List<Line> lines;

    private HbaLines(List<Line> lines) {
        this.lines = lines;
    }

    /** Reads them. */
    static HbaLines of(JsonNode cluster) {
        List<Line> lines = new ArrayList<>();
        for (JsonNode line : AT.list(cluster)) {
            lines.add(Line.of(line));
        }
        return new HbaLines(lines);
    }

    /** All lines as rules, in order; empty when one stands for several, is no text, or is one that PostgreSQL would refuse. */
    public Optional<List<HbaRule>> rules() {
        List<HbaRule> rules = new ArrayList<>(lines.size());
        for (Line line : lines) {
            if (!line.isOne() || line.rule() == null) {
                return Optional.empty();
            }
            rules.add(line.rule());
        }
        return Optional.of(rules);
    }

    /** Why PostgreSQL would refuse the first line that is not one rule; empty when there is none, or it is not refused. */
    public Optional<String> refusal() {
        return lines.stream()
                .filter(line -> !line.isOne() || line.rule() == null)
                .findFirst()
                .filter(Line::isOne)
                .map(Line::refusal);
    }

    /** Where the rules are that are so. */
    List<TreePath> where(Predicate<HbaRule> so) {
        List<TreePath> places = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).is(so)) {
                places.add(AT.item(i));
            }
        }
        return places;
    }

    boolean any(Predicate<HbaRule> so) {
        return lines.stream().anyMatch(line -> line.is(so));
    }

    /**
     * One of them.
     *
     * @param isOne whether it is a text that stands for one rule, not for one of each pod that is selected
     */
    private record Line(
            boolean isOne, @Nullable HbaRule rule, @Nullable String refusal) {
        static Line of(JsonNode line) {
            boolean one = line.isTextual() && !line.textValue().contains(SELECTOR);
            try {
                return new Line(one, HbaRule.of(line.asText("")), null);
            } catch (PgspanException e) {
                return new Line(one, null, e.getMessage());
            }
        }

        boolean is(Predicate<HbaRule> so) {
            return rule != null && so.test(rule);
        }
    }
}
