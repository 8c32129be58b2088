package io.pgspan.operators;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.ManifestWriter;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What every dialect promises of writing and reading, as text.
 *
 * @param dialect whose
 * @param <O> its options
 */
public record RoundTrip<O extends DialectOptions>(Dialect<O> dialect) {
    /** Every part of a wish that some operator lacks, to be waived. */
    public static final WriteOptions WAIVED = WriteOptions.waiving(List.of(
            "version",
            "image",
            "parameters",
            "labels",
            "annotations",
            "volumes",
            "storage",
            "pod",
            "furtherInstances",
            "arbiter",
            "placement",
            "replication",
            "election",
            "access",
            "tls",
            "services",
            "poolers",
            "monitoring",
            "backups",
            "dataSource",
            "standby",
            "initScripts",
            "lifecycle",
            "deletionPolicy"));

    /** What is read in a text. */
    public Reading<O> read(String yaml) {
        return dialect.read(set(yaml), ReadOptions.ofDefaults());
    }

    /** What is read in objects that were written down. */
    public Reading<O> read(List<ObjectNode> objects) {
        return read(ManifestWriter.toYaml(objects));
    }

    /** One text. */
    public static ManifestSet set(String yaml) {
        return ManifestReader.parse(List.of(new Source("sample.yaml", yaml)));
    }

    /** A wish that the operator can express whole is read back as it was, and nothing of it is found to be wrong. */
    public void assertSaid(PostgresCluster wish, O options, Residue residue) {
        assertThat(dialect.unsupported(wish, options)).isEmpty();

        Reading<O> again = read(dialect.write(wish, options, residue));

        assertThat(again.violations()).isEmpty();
        assertThat(again.orThrow()).isEqualTo(wish);
        assertThat(again.options()).isEqualTo(options);
        assertThat(again.residue()).isEqualTo(residue);
        assertThat(read(dialect.write(again)).cluster()).contains(wish);
    }

    /** What was read is told well, and where nothing is wrong it is written and read back as it was. */
    public void assertKept(Reading<O> reading) {
        assertKept(reading, this::read);
    }

    /** The same without going through text, which is more than a tree in code may hold. */
    public void assertKeptAsTree(Reading<O> reading) {
        assertKept(reading, objects -> dialect.read(ManifestSet.of(objects), ReadOptions.ofDefaults()));
    }

    private void assertKept(Reading<O> reading, Function<List<ObjectNode>, Reading<O>> read) {
        assertThat(reading.lint())
                .allSatisfy(found -> assertThat(Stream.of(found.id(), found.happens(), found.instead()))
                        .allSatisfy(text -> assertThat(text).isNotBlank()));
        if (!reading.violations().isEmpty()) {
            return;
        }
        assertThat(dialect.unsupported(reading.orThrow(), reading.options()))
                .as("what was read can be written")
                .isEmpty();
        Reading<O> again = read.apply(dialect.write(reading));
        assertThat(again.violations()).isEmpty();
        assertThat(again.cluster()).isEqualTo(reading.cluster());
        assertThat(again.options()).isEqualTo(reading.options());
        assertThat(again.residue()).isEqualTo(reading.residue());
    }
}
