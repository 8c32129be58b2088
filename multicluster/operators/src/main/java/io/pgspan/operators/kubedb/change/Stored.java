package io.pgspan.operators.kubedb.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.manifest.TreePath;

/** A {@code Postgres} as KubeDB stores it, with every default filled in. For one thread. */
public interface Stored {

    /** The value at a path whose list items are named by key, not to be changed; a missing node when there is none. */
    JsonNode at(TreePath path);
}
