package io.pgspan.operators.cnpg;

/**
 * Where the image comes from when the wish names none.
 *
 * @param form how it is chosen
 * @param catalog the catalog's name; empty without one
 */
public record ImageChoice(Form form, String catalog) {
    private static final ImageChoice DEFAULTS = new ImageChoice(Form.TAG, "");

    /** How an image is chosen. */
    public enum Form {
        /** CloudNativePG's own image with the wish's version as its tag. */
        TAG,
        /** Whatever image the operator was built with; only while the wish's version is that one's. */
        OPERATOR,
        /** An {@code ImageCatalog} of the namespace, by major version. */
        CATALOG,
        /** A {@code ClusterImageCatalog}, by major version. */
        CLUSTER_CATALOG
    }

    /** By tag. */
    public static ImageChoice ofDefaults() {
        return DEFAULTS;
    }
}
