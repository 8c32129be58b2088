package io.pgspan.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)\\)");

    private final Path readme = root().resolve("README.md");

    @Test
    void theBuilderExampleCompiles() throws Exception {
        Matcher example = JAVA.matcher(Files.readString(readme));
        assertThat(example.find()).as("the README has an example").isTrue();
        String source =
                "import io.pgspan.model.*;\nimport io.pgspan.model.placement.*;\nclass Example { Object example() {\n"
                        + example.group(1) + "return hippo; } }\n";
        assertThat(errors(source)).isEmpty();
    }

    @Test
    void aBrokenExampleWouldNotCompile() throws Exception {
        assertThat(errors("class Example { Object example() { return io.pgspan.model.PostgresCluster.nonsense(); } }"))
                .isNotEmpty();
    }

    @Test
    void everyLinkLeadsSomewhere() throws Exception {
        Matcher link = LINK.matcher(Files.readString(readme));
        int links = 0;
        while (link.find()) {
            links++;
            assertThat(root().resolve(link.group(1))).exists();
        }
        assertThat(links).isGreaterThan(3);
    }

    private static List<String> errors(String source) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        Path out = Files.createTempDirectory("pgspan-readme");
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
            JavaFileObject file =
                    new SimpleJavaFileObject(URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
                        @Override
                        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                            return source;
                        }
                    };
            String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            boolean compiled = compiler.getTask(
                            null,
                            files,
                            diagnostics,
                            List.of("-proc:none", "-cp", path, "-d", out.toString()),
                            null,
                            List.of(file))
                    .call();
            return compiled
                    ? List.of()
                    : diagnostics.getDiagnostics().stream()
                            .map(d -> d.getMessage(null))
                            .toList();
        } finally {
            Files.deleteIfExists(out.resolve("Example.class"));
            Files.delete(out);
        }
    }

    /** The first folder upwards that has a README beside a BOM. */
    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.exists(folder.resolve("bom.xml"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
