package io.pgspan.samples.gitops;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** A review as text, for a pull request, and for a program. */
final class Answer {
    private Answer() {}

    static String of(Review review, Verdict verdict, GitOpsOptions.Format format) {
        return switch (format) {
            case TEXT -> text(review, verdict);
            case MARKDOWN -> markdown(review, verdict);
            case JSON -> json(review, verdict).toPrettyString() + "\n";
        };
    }

    private static String text(Review review, Verdict verdict) {
        StringBuilder text = new StringBuilder();
        for (Outcome outcome : review.outcomes()) {
            text.append("=== ").append(headline(outcome)).append('\n');
            if (outcome instanceof Outcome.Changed changed) {
                text.append(changed.plan().text());
            }
            text.append('\n');
        }
        review.others().forEach(other -> text.append("- ").append(other).append('\n'));
        return text.append("exit code ")
                .append(verdict.code())
                .append(": ")
                .append(verdict.meaning())
                .append('\n')
                .toString();
    }

    private static String headline(Outcome outcome) {
        String title = outcome.title();
        if (outcome instanceof Outcome.Changed changed) {
            return title + (changed.plan().isEmpty() ? ": nothing is to be done" : "");
        }
        if (outcome instanceof Outcome.Created) {
            return title + " is created";
        }
        if (outcome instanceof Outcome.Deleted deleted) {
            return title + " IS DELETED: " + deleted.data();
        }
        return title + " can't be planned: " + ((Outcome.Unplanned) outcome).why();
    }

    private static String markdown(Review review, Verdict verdict) {
        StringBuilder text = new StringBuilder();
        for (Outcome outcome : review.outcomes()) {
            if (outcome instanceof Outcome.Changed changed && !changed.plan().isEmpty()) {
                text.append(changed.plan().markdown());
            } else {
                boolean loud = outcome.verdict() != Verdict.FINE;
                text.append(loud ? "> [!CAUTION]\n> " : "")
                        .append(quoted(headline(outcome)))
                        .append('\n');
            }
            text.append('\n');
        }
        review.others().forEach(other -> text.append("- ").append(quoted(other)).append('\n'));
        return text.append("\nExit code ")
                .append(verdict.code())
                .append(": ")
                .append(verdict.meaning())
                .append(".\n")
                .toString();
    }

    /** What comes from manifests is shown, never taken for markup or as a mention. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n', '\r' -> quoted.append(' ');
                case '<' -> quoted.append("&lt;");
                case '@' -> quoted.append("&#64;");
                case '#' -> quoted.append("&#35;");
                case '\\', '`', '*', '_', '[', '|' -> quoted.append('\\').append(c);
                default -> quoted.append(c);
            }
        }
        return quoted.toString();
    }

    private static ObjectNode json(Review review, Verdict verdict) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("exitCode", verdict.code()).put("verdict", verdict.name().toLowerCase(Locale.ROOT));
        ArrayNode clusters = json.putArray("clusters");
        for (Outcome outcome : review.outcomes()) {
            ObjectNode one = clusters.addObject().put("title", outcome.title());
            one.put("verdict", outcome.verdict().name().toLowerCase(Locale.ROOT));
            if (outcome instanceof Outcome.Changed changed) {
                one.put("is", "changed").set("plan", changed.plan().json());
            } else if (outcome instanceof Outcome.Created) {
                one.put("is", "created");
            } else if (outcome instanceof Outcome.Deleted deleted) {
                one.put("is", "deleted").put("data", deleted.data());
            } else if (outcome instanceof Outcome.Unplanned unplanned) {
                one.put("is", "unplanned").put("why", unplanned.why());
            }
        }
        ArrayNode others = json.putArray("others");
        review.others().forEach(others::add);
        return json;
    }
}
