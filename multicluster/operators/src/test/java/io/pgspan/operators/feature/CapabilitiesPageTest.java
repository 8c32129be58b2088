package io.pgspan.operators.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.operators.dialects.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The page is made from the dialects' own tables: {@code -Dpgspan.pages=write} writes it anew. */
class CapabilitiesPageTest {
    private static final List<Capabilities> DIALECTS = Dialects.known().capabilities();

    @Test
    void thePageIsWhatTheDialectsSay() throws IOException {
        Path page = page();
        if (System.getProperty("pgspan.pages", "").equals("write")) {
            Files.writeString(page, text());
        }
        assertThat(page)
                .as("write it anew: mvn -pl multicluster/operators -am test -Dtest=CapabilitiesPageTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dpgspan.pages=write")
                .hasContent(text());
    }

    private static Path page() {
        return Path.of("..", "..", "docs", "capabilities.md").toAbsolutePath().normalize();
    }

    private static String text() {
        StringBuilder page = new StringBuilder("""
                # Capabilities

                What each operator makes of every feature a wish can have. Made from the dialects' own tables, which are what
                `Dialect.unsupported` works by: a feature marked *no*, and what is missing of one marked *partly*, is an error when
                a wish has it, unless its path is waived. Name, namespace, version, replicas, size and resources are no features:
                every operator has them.

                """);
        page.append("| feature | in the model |");
        DIALECTS.forEach(d -> page.append(' ').append(d.dialect()).append(" |"));
        page.append("\n| --- | --- |").append(" --- |".repeat(DIALECTS.size())).append('\n');
        for (Feature feature : Features.all()) {
            page.append("| ")
                    .append(feature.title())
                    .append(" | `")
                    .append(feature.path())
                    .append("` |");
            for (Capabilities dialect : DIALECTS) {
                Capability capability = dialect.of(feature);
                page.append(" **")
                        .append(capability.support().name().toLowerCase(Locale.ROOT))
                        .append("**: ")
                        .append(capability.note())
                        .append(" |");
            }
            page.append('\n');
        }
        return page.toString();
    }
}
