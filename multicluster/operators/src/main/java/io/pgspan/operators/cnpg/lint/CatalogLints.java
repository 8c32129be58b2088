package io.pgspan.operators.cnpg.lint;

import static io.pgspan.operators.cnpg.lint.CnpgTrap.refused;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.warning;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.lint.Look;
import java.util.List;
import java.util.regex.Pattern;

/** {@code ImageCatalog} and {@code ClusterImageCatalog}. */
final class CatalogLints {
    private static final String IMAGES = "spec.images";
    private static final String COMPONENTS = "spec.componentImages";
    private static final int MAJOR_MIN = 10;
    private static final int IMAGES_MAX = 8;
    private static final int COMPONENTS_MAX = 32;
    private static final Pattern KEY = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private CatalogLints() {}

    static List<CnpgTrap> all() {
        return List.of(
                refused(
                        "catalog-size",
                        IMAGES,
                        o -> Look.at(o, "spec", "images").isEmpty()
                                || Look.at(o, "spec", "images").size() > IMAGES_MAX
                                || Look.at(o, "spec", "componentImages").size() > COMPONENTS_MAX,
                        "a catalog holds one to eight images of PostgreSQL, and at most 32 of components",
                        "split it"),
                refused(
                        "catalog-major-low",
                        IMAGES,
                        Places.items(IMAGES, "major", i -> Look.number(i, MAJOR_MIN, "major") < MAJOR_MIN),
                        "versions below 10 are refused",
                        "use a version that is supported"),
                refused(
                        "catalog-major-twice",
                        IMAGES,
                        Places.twice(IMAGES, "major"),
                        "there are two images of this major version",
                        "keep one of them"),
                warning(
                        "catalog-major-differs",
                        IMAGES,
                        Places.items(IMAGES, "major", CatalogLints::isOtherMajor),
                        "the image's tag says another version, and this number is what the operator believes",
                        "correct one of them"),
                refused(
                        "catalog-key",
                        COMPONENTS,
                        Places.items(
                                COMPONENTS,
                                "key",
                                c -> !KEY.matcher(Look.text(c, "key")).matches()),
                        "a key has 1 to 63 lower-case letters, digits and hyphens",
                        "use another key"),
                refused(
                        "catalog-key-twice",
                        COMPONENTS,
                        Places.twice(COMPONENTS, "key"),
                        "there are two images of this key",
                        "keep one of them"));
    }

    /** Whether a reference is there and leads to no catalog. */
    static boolean isWrongReference(JsonNode ref) {
        return ref.isObject()
                && !(Look.is(ref, "postgresql.cnpg.io", "apiGroup")
                        && (Look.is(ref, "ImageCatalog", "kind") || Look.is(ref, "ClusterImageCatalog", "kind")));
    }

    private static boolean isOtherMajor(JsonNode image) {
        int major = ClusterSpec.majorOfTag(ClusterSpec.tag(Look.text(image, "image")));
        return major >= MAJOR_MIN && major != Look.number(image, major, "major");
    }
}
