package io.pgspan.placement.survive;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A survivability as a Mermaid flowchart: what falls with each Kubernetes cluster and zone, and what that does to writes. */
final class SurvivalDiagram {
    private final StringBuilder text = new StringBuilder("flowchart LR\n");
    private int number;

    private SurvivalDiagram() {}

    static String of(Survivability survivability) {
        SurvivalDiagram diagram = new SurvivalDiagram();
        diagram.text.append("  classDef safe fill:#e6f4ea,stroke:#1e8e3e\n");
        diagram.text.append("  classDef risk fill:#fef7e0,stroke:#f9ab00\n");
        diagram.text.append("  classDef fatal fill:#fce8e6,stroke:#d93025\n");
        for (LevelSurvival level : survivability.levels()) {
            diagram.level(level);
        }
        return diagram.text.toString();
    }

    private void level(LevelSurvival level) {
        text.append("  subgraph ")
                .append(id())
                .append('[')
                .append(quoted("loss of one " + level.level().noun(1)))
                .append("]\n");
        for (Loss loss : level.single()) {
            String grade = !loss.writable() ? "fatal" : loss.dataSurvives() ? "safe" : "risk";
            text.append("    ")
                    .append(id())
                    .append('[')
                    .append(quoted(label(loss)))
                    .append("]:::")
                    .append(grade)
                    .append('\n');
        }
        text.append("  end\n");
    }

    private static String label(Loss loss) {
        List<String> no = Arrays.stream(Question.values())
                .filter(question -> !loss.holds(question))
                .map(question -> "not certain: " + question.claim())
                .toList();
        return loss.domain() + "<br/>takes "
                + (loss.lostPods().isEmpty() ? "no member" : String.join(", ", loss.lostPods()))
                + no.stream().map(line -> "<br/>" + line).collect(Collectors.joining());
    }

    private String id() {
        return "d" + number++;
    }

    private static String quoted(String label) {
        return '"' + label.replace("\"", "#quot;") + '"';
    }
}
