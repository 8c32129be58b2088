package io.pgspan.operators.crunchy;

import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import java.util.List;

/** A small cluster as manifests say it, with more said at will. */
final class Hippo {
    static final String TEXT = """
            apiVersion: postgres-operator.crunchydata.com/v1beta1
            kind: PostgresCluster
            metadata:
              name: hippo
              namespace: zoo
            spec:
              postgresVersion: 17
              instances:
                - name: instance1
                  dataVolumeClaimSpec:
                    accessModes: [ReadWriteOnce]
                    resources: {requests: {storage: 1Gi}}
              backups:
                pgbackrest:
                  repos:
                    - name: repo1
                      volume:
                        volumeClaimSpec:
                          accessModes: [ReadWriteOnce]
                          resources: {requests: {storage: 1Gi}}
            """;

    private Hippo() {}

    /** With more lines below {@code spec}, indented as if they stood at its left. */
    static String with(String more) {
        return TEXT + more.indent(2);
    }

    /** With one piece of the text replaced. */
    static String changed(String from, String to) {
        if (!TEXT.contains(from)) {
            throw new IllegalArgumentException("the text does not hold: " + from);
        }
        return TEXT.replace(from, to);
    }

    static Reading<CrunchyOptions> read(String text) {
        return Crunchy.dialect()
                .read(ManifestReader.parse(List.of(new Source("hippo.yaml", text))), ReadOptions.ofDefaults());
    }

    static Reading<CrunchyOptions> readWith(String more) {
        return read(with(more));
    }
}
