package io.pgspan.operators.kubedb.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** What the dialect knows of a {@code Postgres} and its configuration text. */
public interface KubeDbWriting {

    /** The object with every default of KubeDB filled in. */
    Stored stored(ObjectNode postgres);

    /** The parameters a configuration text sets; empty when it does more than that. */
    Optional<Map<String, String>> parameters(String userConf);

    /** A configuration text that sets these parameters. */
    String userConf(Map<String, String> parameters);
}
