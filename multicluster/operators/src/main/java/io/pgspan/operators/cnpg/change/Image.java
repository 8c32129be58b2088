package io.pgspan.operators.cnpg.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.change.TreeEdit;
import java.util.OptionalInt;

/** Which PostgreSQL a {@code Cluster} asks for. */
final class Image {
    private static final int DIGITS_MAX = 2;

    private Image() {}

    /** The major version its image's tag begins with, or its reference to a catalog names; empty when neither says one. */
    static OptionalInt major(JsonNode cluster) {
        JsonNode catalog = TreeEdit.at(cluster, At.CATALOG).path("major");
        return catalog.isInt() ? OptionalInt.of(catalog.intValue()) : major(text(cluster));
    }

    /** The image by name; empty when it names none. */
    static String text(JsonNode cluster) {
        return TreeEdit.at(cluster, At.IMAGE).asText("");
    }

    static OptionalInt major(String image) {
        int digest = image.indexOf('@');
        String tagged = digest < 0 ? image : image.substring(0, digest);
        int colon = tagged.lastIndexOf(':');
        int end = colon + 1;
        while (colon >= 0 && end < tagged.length() && Character.isDigit(tagged.charAt(end))) {
            end++;
        }
        boolean plain =
                colon >= 0 && end > colon + 1 && end - colon - 1 <= DIGITS_MAX && tagged.indexOf('/', colon) < 0;
        return plain ? OptionalInt.of(Integer.parseInt(tagged.substring(colon + 1, end))) : OptionalInt.empty();
    }

    /** The distribution the tag ends in, for example {@code bookworm}; empty when it ends in none. */
    static String distribution(JsonNode cluster) {
        String image = text(cluster);
        int digest = image.indexOf('@');
        String tag = digest < 0 ? image : image.substring(0, digest);
        int dash = tag.lastIndexOf('-');
        return dash > tag.lastIndexOf(':') ? tag.substring(dash + 1) : "";
    }
}
