package io.pgspan.operators.cnpg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.JunkTrees;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Samples;
import io.pgspan.operators.Severity;
import io.pgspan.operators.cnpg.lint.CnpgLints;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Findings;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SatelliteViolationsTest {
    private static final String ALL = Samples.text("cnpg-beside.yaml");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "retentionPolicy: 4w | retentionPolicy: 4 | cnpg.wrong-type | spec.retentionPolicy",
                "destinationPath: s3://backups/hippo/main | destinationPath: '' | cnpg.required | spec.configuration.destinationPath",
                "maxParallel: 4 | maxParallel: four | cnpg.wrong-type | spec.configuration.wal.maxParallel",
                "schedule: 0 30 1 * * 0 | schedule: 0 30 25 * * 0 | cnpg.malformed | spec.schedule",
                "schedule: 0 30 1 * * 0 | schedules: 0 30 1 * * 0 | cnpg.required | spec.schedule",
                "immediate: true | immediate: 1 | cnpg.wrong-type | spec.immediate",
                "suspend: true | suspend: maybe | cnpg.wrong-type | spec.suspend",
                "target: primary | target: standby | cnpg.unknown-enum | spec.target",
                "type: ro | type: wr | cnpg.unknown-enum | spec.type",
                "instances: 3 | instances: three | cnpg.wrong-type | spec.instances",
                "poolMode: transaction | poolMode: statement | cnpg.unknown-enum | spec.pgbouncer.poolMode",
                "max_client_conn: '500' | max_client_conn: 500 | cnpg.wrong-type | spec.pgbouncer.parameters.max_client_conn",
                "clientTLSSecret: {name: pooler-tls} | clientTLSSecret: {} | cnpg.required | spec.pgbouncer.clientTLSSecret.name",
                "paused: true | paused: 'yes' | cnpg.wrong-type | spec.pgbouncer.paused",
                "cpu: 250m | cpu: much | cnpg.malformed | spec.template.spec.containers[1].resources.requests.cpu",
                "type: LoadBalancer | type: Balancer | cnpg.unknown-enum | spec.serviceTemplate.spec.type",
                "owner: orders | owners: orders | cnpg.required | spec.owner",
                "ensure: absent} | ensure: gone} | cnpg.unknown-enum | spec.extensions[1].ensure",
                "databaseReclaimPolicy: delete | databaseReclaimPolicy: Delete | cnpg.unknown-enum | spec.databaseReclaimPolicy",
                "- {name: pg_trgm} | - {nam: pg_trgm} | cnpg.required | spec.extensions[2].name",
                "connectionLimit: 50 | connectionLimit: fifty | cnpg.wrong-type | spec.connectionLimit",
                "columns: [a, b] | columns: a | cnpg.wrong-type | spec.target.objects[0].table.columns",
                "externalClusterName: origin | externalCluster: origin | cnpg.unknown-field | spec.externalCluster",
                "major: 17 | major: '17' | cnpg.wrong-type | spec.images[0].major",
                "login: true | logn: true | cnpg.unknown-field | spec.logn"
            })
    void aBadValueIsToldWithItsPathAndARemedy(String from, String to, String rule, String path) {
        String plain = ALL.replace("\"500\"", "'500'");
        assertThat(plain).contains(from);
        List<Lint> found =
                BesideHippo.read(plain.replaceFirst(Pattern.quote(from), to)).lint();
        assertThat(found)
                .filteredOn(lint -> lint.id().equals(rule) && lint.path().equals(path))
                .singleElement()
                .satisfies(lint -> {
                    assertThat(lint.severity()).isEqualTo(Severity.ERROR);
                    assertThat(lint.instead()).isNotBlank();
                    assertThat(lint.line()).isPositive();
                });
    }

    @Property(tries = 400)
    void whateverObjectsHoldReadingThemNeverFailsAndWhatIsFreeOfErrorsIsWrittenBack(@ForAll long seed) {
        Random random = new Random(seed);
        List<ObjectNode> spoiled = new ArrayList<>();
        for (Manifest manifest :
                ManifestReader.parse(List.of(new Source("x.yaml", ALL))).manifests()) {
            ObjectNode tree = random.nextInt(3) == 0
                    ? JunkTrees.spoil(manifest.tree(), random, 1 + random.nextInt(3))
                    : manifest.tree();
            if (Satellites.of(Manifest.of(tree)).isPresent()) {
                spoiled.add(tree);
            }
        }
        BesideHippo read = BesideHippo.of(ManifestSet.of(spoiled));

        assertThat(read.lint()).allSatisfy(lint -> assertThat(lint.instead()).isNotBlank());
        if (read.lint().stream().noneMatch(lint -> lint.severity() == Severity.ERROR)) {
            BesideHippo again = BesideHippo.of(ManifestSet.of(read.written(BackupForm.PLUGIN)));
            assertThat(again.wish()).isEqualTo(read.wish());
            assertThat(again.options()).isEqualTo(read.options());
            assertThat(again.residue().unread()).isEqualTo(read.residue().unread());
        }
    }

    @Property(tries = 400)
    void whateverObjectsHoldJudgingThemNeverFails(@ForAll long seed) {
        Random random = new Random(seed);
        List<ObjectNode> spoiled = new ArrayList<>();
        for (String text : List.of(ALL, Samples.text("cnpg-plain.yaml"))) {
            for (Manifest manifest :
                    ManifestReader.parse(List.of(new Source("x.yaml", text))).manifests()) {
                spoiled.add(JunkTrees.spoil(manifest.tree(), random, random.nextInt(5)));
            }
        }
        ManifestSet set = ManifestSet.of(spoiled);
        CnpgLints lints = CnpgLints.of(set);
        Findings findings = Findings.of("cnpg");
        set.manifests().forEach(manifest -> lints.judge(Cursor.of(manifest, findings)));
        assertThat(findings.all()).allSatisfy(lint -> {
            assertThat(lint.id()).startsWith("cnpg.");
            assertThat(lint.path()).isNotBlank();
        });
    }
}
