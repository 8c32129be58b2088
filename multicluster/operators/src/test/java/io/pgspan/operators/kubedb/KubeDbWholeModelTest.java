package io.pgspan.operators.kubedb;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.backup.RestoreFrom;
import io.pgspan.operators.RoundTrip;
import io.pgspan.operators.WholeModelFrame;
import java.util.Random;
import java.util.Set;

class KubeDbWholeModelTest extends WholeModelFrame<KubeDbOptions> {
    KubeDbWholeModelTest() {
        super(KubeDb.dialect());
    }

    /** What is unused for this wish is not said: the secret it does not name, the restore it does not do. */
    @Override
    protected KubeDbOptions options(PostgresCluster wish, Random random) {
        KubeDbOptions any = AnyOptions.of(random).build();
        KubeDbOptionsBuilder options = any.toBuilder();
        AuthSecret secret = any.authSecret();
        PostgresCluster written = KubeDb.dialect().restrictions().restrict(wish, any, RoundTrip.WAIVED.waivers());
        if (written.access().superuserSecret().isPresent()) {
            options.authSecret(new AuthSecret(
                    null, secret.storeName(), secret.rotateAfter(), secret.activeFrom(), secret.externallyManaged()));
        }
        if (written.dataSource().filter(RestoreFrom.class::isInstance).isPresent()) {
            options.restore(AnyOptions.restore(random));
        }
        return options.build();
    }

    /** An empty object {@code tls}, which turns encryption on as well, is residue. */
    @Override
    protected Set<String> judgedInReadingOnly() {
        return Set.of("kubedb.ssl-without-tls", "kubedb.cert-without-tls");
    }
}
