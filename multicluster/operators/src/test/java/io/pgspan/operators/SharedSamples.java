package io.pgspan.operators;

import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.schema.SharedSchemas;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/** Manifests as an operator's users write them, where folders of them stand beside the project. */
public final class SharedSamples {
    private SharedSamples() {}

    /** A test for each file of these folders; one that is skipped, with the reason, where a folder is absent. */
    public static Stream<DynamicTest> tests(List<String> folders, Consumer<Source> check) {
        for (String folder : folders) {
            if (!Files.isDirectory(SharedSchemas.FOLDER.resolve("samples").resolve(folder))) {
                return Stream.of(DynamicTest.dynamicTest(
                        "skipped", () -> Assumptions.abort("no folder of real manifests called " + folder)));
            }
        }
        return folders.stream()
                .flatMap(folder -> SharedSchemas.sources("samples/" + folder).stream())
                .map(source -> DynamicTest.dynamicTest(source.file(), () -> check.accept(source)));
    }
}
