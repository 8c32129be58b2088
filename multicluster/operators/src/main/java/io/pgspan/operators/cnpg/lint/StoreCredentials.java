package io.pgspan.operators.cnpg.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.lint.Look;
import java.util.List;
import java.util.stream.Stream;

/** Who is let into an object store: exactly one provider, in exactly one of its ways. */
final class StoreCredentials {
    static final String HAPPENS = "who is let into the store must be said in exactly one way";
    static final String INSTEAD =
            "write one of s3Credentials (both keys, or inheritFromIAMRole), azureCredentials (a connection string, "
                    + "an account with key "
                    + "or token, or an inherited identity), googleCredentials (applicationCredentials or gkeEnvironment)";

    private static final List<String> PROVIDERS = List.of("s3Credentials", "azureCredentials", "googleCredentials");

    private StoreCredentials() {}

    /** Whether the description of a store says them wrongly; one that is not there says nothing wrong. */
    static boolean isWrong(JsonNode store) {
        if (!store.isObject()) {
            return false;
        }
        List<String> said =
                PROVIDERS.stream().filter(provider -> Look.has(store, provider)).toList();
        if (said.size() != 1) {
            return true;
        }
        JsonNode credentials = store.path(said.get(0));
        return switch (said.get(0)) {
            case "s3Credentials" -> isWrongS3(credentials);
            case "azureCredentials" -> isWrongAzure(credentials);
            default -> Look.isTrue(credentials, "gkeEnvironment") == Look.has(credentials, "applicationCredentials");
        };
    }

    private static boolean isWrongS3(JsonNode s3) {
        boolean key = Look.has(s3, "accessKeyId");
        boolean secret = Look.has(s3, "secretAccessKey");
        return Look.isTrue(s3, "inheritFromIAMRole") ? key || secret : !key || !secret;
    }

    private static boolean isWrongAzure(JsonNode azure) {
        boolean account = Look.has(azure, "storageAccount");
        boolean key = Look.has(azure, "storageKey");
        boolean token = Look.has(azure, "storageSasToken");
        long ways = Stream.of(
                        Look.isTrue(azure, "inheritFromAzureAD"),
                        Look.isTrue(azure, "useDefaultAzureCredentials"),
                        Look.has(azure, "connectionString"),
                        key || token)
                .filter(way -> way)
                .count();
        boolean byKey = key || token;
        return ways != 1 || (byKey && (!account || key == token));
    }
}
