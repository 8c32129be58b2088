package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.kubedb.change.KubeDbWriting;
import io.pgspan.operators.kubedb.change.Stored;
import java.util.Map;
import java.util.Optional;

/** The dialect's own knowledge, for the rules of changes. */
final class ChangeTexts implements KubeDbWriting {
    @Override
    public Stored stored(ObjectNode postgres) {
        return new StoredPostgres(postgres);
    }

    @Override
    public Optional<Map<String, String>> parameters(String userConf) {
        return UserConf.parse(userConf);
    }

    @Override
    public String userConf(Map<String, String> parameters) {
        return UserConf.format(parameters);
    }
}
