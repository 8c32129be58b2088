package io.pgspan.operators.conduct;

import io.pgspan.model.PostgresCluster;

/** A matter that operators handle each in their own way although the wish is the same. */
public enum Aspect {
    /** Ordinals, serials or made-up names. */
    INSTANCE_NAMES("name", "names of pods and volumes"),
    /** Who decides which instance leads, and so whose loss stops writes. */
    ELECTION("election", "who names the primary"),
    /** What a commit that waits is sure of. */
    SYNCHRONOUS_COMMIT("replication.streaming", "what commits wait for"),
    /** What goes when the object is deleted. */
    DELETION("deletionPolicy", "what deletion takes along"),
    /** The services clients connect to. */
    SERVICES("services", "names of services"),
    /** The secrets clients take passwords from. */
    SECRETS("access.users", "names of secrets with passwords"),
    /** The database and the role that are there from the first. */
    FIRST_DATABASE("access.databases", "the first database"),
    /** Who may connect where no rule says otherwise. */
    CONNECTIONS("access.hba", "who may connect by default"),
    /** Parameters that are set unasked. */
    PARAMETERS("parameters", "parameters set unasked"),
    /** The tool that makes backups, and the form they are kept in. */
    BACKUPS("backups", "tool and form of backups"),
    /** How one cluster lies in several Kubernetes clusters. */
    SEVERAL_CLUSTERS("placement.rules", "one cluster over several Kubernetes clusters");

    private final String path;
    private final String title;

    Aspect(String path, String title) {
        this.path = path;
        this.title = title;
    }

    /** The part of the model it is about. */
    public String path() {
        return path;
    }

    /** A few words for a reader. */
    public String title() {
        return title;
    }

    /** Whether it matters to a wish. */
    public boolean concerns(PostgresCluster wish) {
        return switch (this) {
            case ELECTION -> wish.electableReplicas() > 1;
            case SYNCHRONOUS_COMMIT -> wish.replication().isSynchronous();
            case BACKUPS -> wish.backups().isPresent();
            case SEVERAL_CLUSTERS ->
                wish.placement()
                        .filter(placement -> placement.rules().size() > 1)
                        .isPresent();
            default -> true;
        };
    }
}
