package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresVersion;
import io.pgspan.operators.decode.Cursor;

/** Names that stand in more than one place. */
final class CnpgWords {
    static final String API = "postgresql.cnpg.io/v1";
    static final String GROUP = "postgresql.cnpg.io";
    static final String CLUSTER = "Cluster";
    static final String SPEC = "spec";
    static final String NAME = "name";
    static final String IMAGE = "ghcr.io/cloudnative-pg/postgresql";
    static final String PLUGIN = "barman-cloud.cloudnative-pg.io";
    static final String CLUSTER_LABEL = "cnpg.io/cluster";
    static final String ROLE_LABEL = "cnpg.io/podRole";

    /** The version of the image that release 1.30 was built with. */
    static final PostgresVersion OPERATORS_VERSION = new PostgresVersion(18, 6);

    private CnpgWords() {}

    /** Counts a field as read when it has the value that is written anyway; another value stays unread. */
    static void skipUsual(Cursor object, String field, JsonNode usual) {
        if (object.peek(field).equals(usual)) {
            object.skip(field);
        }
    }

    /** An object in a field, made where it is absent. */
    static ObjectNode object(ObjectNode parent, String field) {
        return parent.get(field) instanceof ObjectNode present ? present : parent.putObject(field);
    }
}
