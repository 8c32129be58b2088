package io.pgspan.multicluster.ocm;

import java.util.Locale;

/** What an object is for, in the order in which objects are delivered. */
public enum ObjectRole {
    /** A namespace: shared by every cluster in it. */
    NAMESPACE,
    /** Accounts and what they may do. */
    PERMISSION,
    /** Secrets and configuration. */
    CONFIGURATION,
    /** A volume claim: the data. */
    VOLUME,
    /** A name on the network. */
    SERVICE,
    /** A pod. */
    POD,
    /** Anything else. */
    OTHER;

    /** The role of objects of this kind. */
    public static ObjectRole of(String kind) {
        return switch (kind) {
            case "Namespace" -> NAMESPACE;
            case "ServiceAccount", "Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding" -> PERMISSION;
            case "Secret", "ConfigMap" -> CONFIGURATION;
            case "PersistentVolumeClaim" -> VOLUME;
            case "Service", "ServiceExport", "Endpoints", "EndpointSlice" -> SERVICE;
            case "Pod" -> POD;
            default -> OTHER;
        };
    }

    /** The role as a label's value. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
