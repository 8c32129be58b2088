package io.pgspan.testkit.base.apiserver;

import java.util.List;

/**
 * The address of a resource or a collection. An empty string stands for what is absent, as in Kubernetes' own libraries: group
 * {@code ""} is the core group, namespace {@code ""} means cluster-scoped or all namespaces, name {@code ""} means a
 * collection, subresource {@code ""} the object itself.
 *
 * <pre>{@code
 * ResourcePath lease = ResourcePath.of("coordination.k8s.io/v1", "leases").in("demo").named("leader");
 * ResourcePath same = ResourcePath.parse("/apis/coordination.k8s.io/v1/namespaces/demo/leases/leader");
 * }</pre>
 */
public record ResourcePath(
        String group, String version, String plural, String namespace, String name, String subresource) {

    /** All resources of one kind: {@code of("v1", "pods")}, {@code of("apps/v1", "deployments")}. */
    public static ResourcePath of(String apiVersion, String plural) {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        return new ResourcePath(group, apiVersion.substring(slash + 1), plural, "", "", "");
    }

    /** Reads the path of a URL, without query. Throws a 404 {@link ApiServerException} where it names no resource. */
    public static ResourcePath parse(String path) {
        List<String> parts =
                List.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1));
        int versionAt = parts.get(0).equals("api") ? 1 : 2;
        boolean known = parts.get(0).equals("api") || parts.get(0).equals("apis");
        if (!known || parts.size() < versionAt + 2 || parts.contains("")) {
            throw ApiServerException.notFound("the path " + path);
        }
        String group = versionAt == 1 ? "" : parts.get(1);
        String version = parts.get(versionAt);
        List<String> rest = parts.subList(versionAt + 1, parts.size());
        if (rest.get(0).equals("namespaces") && rest.size() > 2 && !isNamespaceSubresource(rest)) {
            return at(path, group, version, rest.get(1), rest.subList(2, rest.size()));
        }
        return at(path, group, version, "", rest);
    }

    private static boolean isNamespaceSubresource(List<String> rest) {
        return rest.size() == 3 && (rest.get(2).equals("status") || rest.get(2).equals("finalize"));
    }

    private static ResourcePath at(String path, String group, String version, String namespace, List<String> rest) {
        if (rest.size() > 3) {
            throw ApiServerException.notFound("the path " + path);
        }
        String name = rest.size() > 1 ? rest.get(1) : "";
        return new ResourcePath(group, version, rest.get(0), namespace, name, rest.size() > 2 ? rest.get(2) : "");
    }

    /** The same kind in a namespace. */
    public ResourcePath in(String newNamespace) {
        return new ResourcePath(group, version, plural, newNamespace, name, subresource);
    }

    /** One object of this kind. */
    public ResourcePath named(String newName) {
        return new ResourcePath(group, version, plural, namespace, newName, subresource);
    }

    /** The status subresource of this object. */
    public ResourcePath status() {
        return new ResourcePath(group, version, plural, namespace, name, "status");
    }

    /** As written in a manifest: {@code v1} or {@code apps/v1}. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    ObjectKey key() {
        return new ObjectKey(group, plural, namespace, name);
    }

    boolean isStatus() {
        return subresource.equals("status");
    }

    /** The path of the URL. */
    @Override
    public String toString() {
        return (group.isEmpty() ? "/api/" : "/apis/")
                + apiVersion()
                + (namespace.isEmpty() ? "" : "/namespaces/" + namespace)
                + "/"
                + plural
                + (name.isEmpty() ? "" : "/" + name)
                + (subresource.isEmpty() ? "" : "/" + subresource);
    }
}
