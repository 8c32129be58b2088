package io.pgspan.operators.kubedb.ops;

import io.pgspan.operators.Severity;
import io.pgspan.operators.decode.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a status; a phase this version does not know is only a warning, since an operator may be newer. */
final class StatusReader {
    private static final OpsStatus NOTHING = new OpsStatus(null, null, List.of(), List.of());

    private StatusReader() {}

    static OpsStatus read(Cursor status) {
        if (!status.isPresent()) {
            return NOTHING;
        }
        List<OpsStatus.Condition> conditions = new ArrayList<>();
        status.objects("conditions").forEach(condition -> conditions.add(condition(condition)));
        List<TypedRef> paused = new ArrayList<>();
        for (Cursor backup : status.objects("pausedBackups")) {
            paused.add(new TypedRef(
                    backup.text("apiGroup").orElse(null),
                    backup.text("kind").orElse(""),
                    backup.text("name").orElse(""),
                    backup.text("namespace").orElse(null)));
        }
        Optional<String> word = status.text("phase").filter(text -> !text.isEmpty());
        Optional<OpsPhase> phase = word.flatMap(OpsWords.PHASE::value);
        if (word.isPresent() && phase.isEmpty()) {
            status.lint(
                    "ops.unknown-phase",
                    Severity.WARNING,
                    "phase",
                    "no such phase is known; it is taken for one that is not final",
                    "look at the request's conditions");
        }
        return new OpsStatus(
                phase.orElse(null), status.number("observedGeneration").orElse(null), conditions, paused);
    }

    private static OpsStatus.Condition condition(Cursor at) {
        return new OpsStatus.Condition(
                at.text("type").orElse(""),
                at.text("status").orElse(""),
                at.text("reason").orElse(""),
                at.text("message").orElse(""),
                at.text("severity").orElse(null),
                at.number("observedGeneration").orElse(null),
                at.instant("lastTransitionTime").orElse(null));
    }
}
