package io.pgspan.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page on what has been simulated is made from what was counted; {@code -Dpgspan.pages=write} renews it. */
class SimulationPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "simulation.md");

    @Test
    void thePageIsWhatWasCounted() throws IOException {
        String page = page(Totals.read());
        if ("write".equals(System.getProperty("pgspan.pages"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String page(Totals totals) {
        long histories =
                totals.under("histories").values().stream().mapToLong(n -> n).sum();
        StringBuilder page = new StringBuilder(String.format(
                Locale.ROOT,
                """
                # What has been simulated

                The engine, the record and the agents' loop run as they are; the network, the store, the clocks, PostgreSQL and the operators
                are simulated. A history is ten simulated minutes of one to five members, more than eight of them full of faults; every
                invariant is looked at after every event, and at the end service must have come back. One number replays one history:

                    mvn -pl testkit/kit -am test -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false -Dpgspan.seed=42

                What follows is made from what was counted (`HistoriesTest`; it goes on where it was ended, with other numbers):

                    mvn -pl testkit/kit -am test -Dtest=HistoriesTest -Dsurefire.failIfNoSpecifiedTests=false -Dpgspan.histories.until=200000
                    mvn -pl testkit/kit -am test -Dtest=SimulationPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dpgspan.pages=write

                %,d histories with this engine, none of which breaks an invariant: %,d loops of agents, %,d events, %,d promotions, %,d
                acknowledged writes; %.0f ms of processor time a history (%,d were timed). Engines before it have had %,d others, whose numbers are not run again.

                | setting | histories |
                | --- | --- |
                """,
                histories,
                totals.of("loops"),
                totals.of("events"),
                totals.of("promotions"),
                totals.of("acknowledged"),
                (double) totals.of("processor milliseconds") / Math.max(1, totals.of("timed")),
                totals.of("timed"),
                totals.under("earlier").values().stream().mapToLong(n -> n).sum()));
        table(page, totals.under("histories"));
        page.append("\n## Faults\n\n| fault | times |\n| --- | --- |\n");
        table(page, totals.under("fault"));
        page.append("\n## Rules decided by\n\n| rule | times |\n| --- | --- |\n");
        table(page, totals.under("rule"));
        return page.toString();
    }

    private static void table(StringBuilder page, Map<String, Long> counts) {
        counts.forEach((what, n) -> page.append(String.format(Locale.ROOT, "| `%s` | %,d |%n", what, n)));
    }
}
