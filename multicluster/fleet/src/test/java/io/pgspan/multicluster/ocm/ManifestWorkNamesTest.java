package io.pgspan.multicluster.ocm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestWorkNamesTest {
    private static final String DNS_1123_LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";

    /** Delivered works are found again by these very names: whoever changes one of them orphans works in running fleets. */
    @ParameterizedTest
    @CsvSource({
        "demo, Pod, postgres-0, postgres-0-pod-demo-mfnphdt4i6xd7kyc",
        "demo, PersistentVolumeClaim, data-postgres-0, data-postgres-0-persistentvolumeclaim-demo-xpdbibeklvbqch3n",
        "'', Namespace, demo, demo-namespace-ktjy6wwf5iliksse",
        "demo, Postgres.kubedb.com, postgres, postgres-postgres-kubedb-com-demo-dcyiomifhbm6auya"
    })
    void theNameOfAnObjectNeverChanges(String namespace, String groupKind, String name, String expected) {
        assertThat(ManifestWorkNames.of(namespace, groupKind, name)).isEqualTo(expected);
    }

    @Property(tries = 2000)
    @Label("any text gives a DNS-1123 label of at most 63 characters, the same each time")
    void anyTextGivesAValidName(
            @ForAll @StringLength(max = 300) String namespace,
            @ForAll @StringLength(max = 100) String groupKind,
            @ForAll @StringLength(max = 300) String name) {
        String work = ManifestWorkNames.of(namespace, groupKind, name);
        assertThat(work).matches(DNS_1123_LABEL).hasSizeLessThanOrEqualTo(ManifestWorkNames.MAX_LENGTH);
        assertThat(ManifestWorkNames.of(namespace, groupKind, name)).isEqualTo(work);
    }

    @Property(tries = 2000)
    @Label("moving a piece from one text to the next gives another name")
    void theBordersBetweenTheTextsCount(
            @ForAll @StringLength(min = 1, max = 20) String a,
            @ForAll @StringLength(min = 1, max = 20) String moved,
            @ForAll @StringLength(min = 1, max = 20) String b) {
        assertThat(ManifestWorkNames.of(a + moved, b, "x")).isNotEqualTo(ManifestWorkNames.of(a, moved + b, "x"));
        assertThat(ManifestWorkNames.of("x", a + moved, b)).isNotEqualTo(ManifestWorkNames.of("x", a, moved + b));
    }

    @Test
    void aHundredThousandObjectsGetAsManyNames() {
        SplittableRandom random = new SplittableRandom(20261121);
        String[] kinds = {"Pod", "Service", "Secret", "PersistentVolumeClaim", "Deployment.apps"};
        Set<String> objects = new HashSet<>();
        Set<String> works = new HashSet<>();
        while (objects.size() < 100_000) {
            String namespace = word(random, 2);
            String kind = kinds[random.nextInt(kinds.length)];
            String name = word(random, 4) + "-" + random.nextInt(10);
            if (objects.add(namespace + "/" + kind + "/" + name)) {
                works.add(ManifestWorkNames.of(namespace, kind, name));
            }
        }
        assertThat(works).hasSize(objects.size());
    }

    /** Few letters and many hyphens: close relatives, where a careless join collides. */
    private static String word(SplittableRandom random, int syllables) {
        StringBuilder text = new StringBuilder("a");
        for (int i = 0; i < syllables; i++) {
            text.append(random.nextBoolean() ? "-" : "").append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    @Test
    void namesThatDifferOnlyBeyondTheReadablePartDiffer() {
        String longName = "a".repeat(200);
        assertThat(ManifestWorkNames.of("demo", "Pod", longName + "1"))
                .isNotEqualTo(ManifestWorkNames.of("demo", "Pod", longName + "2"))
                .startsWith("a".repeat(46) + "-");
    }
}
