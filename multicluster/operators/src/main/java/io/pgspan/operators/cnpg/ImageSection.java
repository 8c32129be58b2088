package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.PostgresVersion;
import io.pgspan.operators.Severity;
import io.pgspan.operators.cnpg.ImageChoice.Form;
import io.pgspan.operators.decode.Cursor;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code imageName} and {@code imageCatalogRef}. The version is what the image's tag begins with: CloudNativePG reads it from there, and so
 * does this.
 */
final class ImageSection {
    private static final Pattern TAG = Pattern.compile("([1-9]\\d{0,2})(?:\\.(\\d{1,3}))?(?:\\D.*)?");
    /** The first major version that is taken. */
    static final int MAJOR_MIN = 13;

    private static final String FIELD = "imageName";
    private static final String CATALOG = "imageCatalogRef";

    private final Cursor spec;
    private PostgresVersion version = CnpgWords.OPERATORS_VERSION;
    private Optional<String> image = Optional.empty();
    private ImageChoice choice = ImageChoice.ofDefaults();

    ImageSection(Cursor spec) {
        this.spec = spec;
        spec.origin("version", FIELD);
        spec.origin("image", FIELD);
        if (spec.has(CATALOG)) {
            catalog();
        } else if (spec.has(FIELD)) {
            spec.text(FIELD).ifPresent(this::named);
        } else {
            choice = new ImageChoice(Form.OPERATOR, "");
            spec.lint(
                    "image-of-operator",
                    Severity.INFO,
                    FIELD,
                    "no image is named: a new operator brings another one, and with it perhaps another major version",
                    "name an image, or a catalog and a major version");
        }
        if (spec.isFaulty(FIELD) || spec.isFaulty(CATALOG)) {
            spec.doubt("version");
        }
    }

    PostgresVersion version() {
        return version;
    }

    Optional<String> image() {
        return image;
    }

    ImageChoice choice() {
        return choice;
    }

    private void named(String name) {
        Optional<PostgresVersion> tagged = tagged(name);
        if (tagged.isEmpty()) {
            spec.reject(
                    "image-tag",
                    FIELD,
                    "the tag does not begin with a version of PostgreSQL, and CloudNativePG has it from nowhere else",
                    "use a tag such as 17.2; a digest may follow it");
            return;
        }
        version = tagged.get();
        if (!name.equals(ownImage(version))) {
            image = Optional.of(name);
        }
    }

    private void catalog() {
        Cursor ref = spec.object(CATALOG);
        CnpgWords.skipUsual(ref, "apiGroup", TextNode.valueOf(CnpgWords.GROUP));
        String name = ref.requiredText("name", "name the catalog").orElse("");
        String kind = ref.requiredText("kind", "write ImageCatalog or ClusterImageCatalog")
                .orElse("");
        Form form = kind.equals("ClusterImageCatalog") ? Form.CLUSTER_CATALOG : Form.CATALOG;
        choice = new ImageChoice(form, name);
        Optional<Integer> major = ref.integer("major");
        if (major.isEmpty() && !ref.isFaulty("major")) {
            ref.missing("major", "write the major version, for example 17");
        }
        version = new PostgresVersion(Math.max(10, major.orElse(CnpgWords.OPERATORS_VERSION.major())), 0);
        if (major.isPresent() && major.get() < 10) {
            ref.reject("image-version", "major", "a catalog has versions since 10", "write one of them");
        }
    }

    /** A version without a minor one is written as the tag that moves with the newest. */
    private static String ownImage(PostgresVersion version) {
        return CnpgWords.IMAGE + ":" + (version.minor() == 0 ? Integer.toString(version.major()) : version.toString());
    }

    /** Whether an image of this name is read with this version, and as an image of the wish's own. */
    static boolean isOf(String image, PostgresVersion version) {
        return tagged(image).equals(Optional.of(version)) && !image.equals(ownImage(version));
    }

    /** The version that an image's tag begins with. */
    static Optional<PostgresVersion> tagged(String image) {
        String name = image.contains("@") ? image.substring(0, image.indexOf('@')) : image;
        int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
        Matcher tag = TAG.matcher(colon < 0 ? "" : name.substring(colon + 1));
        if (!tag.matches() || Integer.parseInt(tag.group(1)) < 10) {
            return Optional.empty();
        }
        int minor = tag.group(2) == null ? 0 : Integer.parseInt(tag.group(2));
        return Optional.of(new PostgresVersion(Integer.parseInt(tag.group(1)), minor));
    }

    static void write(PostgresCluster wish, ImageChoice choice, ObjectNode spec) {
        PostgresVersion version = wish.version();
        boolean catalog = choice.form() == Form.CATALOG || choice.form() == Form.CLUSTER_CATALOG;
        if (wish.image().isPresent()) {
            spec.put(FIELD, wish.image().get());
        } else if (catalog && version.minor() == 0) {
            spec.putObject(CATALOG)
                    .put("apiGroup", CnpgWords.GROUP)
                    .put("kind", choice.form() == Form.CATALOG ? "ImageCatalog" : "ClusterImageCatalog")
                    .put("name", choice.catalog())
                    .put("major", version.major());
        } else if (choice.form() != Form.OPERATOR || !version.equals(CnpgWords.OPERATORS_VERSION)) {
            spec.put(FIELD, ownImage(version));
        }
    }
}
