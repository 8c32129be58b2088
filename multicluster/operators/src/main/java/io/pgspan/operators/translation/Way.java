package io.pgspan.operators.translation;

/** How data get from one operator's cluster to another's, the shortest outage first. */
public enum Way {
    /** The new cluster follows the running source by streaming and is promoted; the outage is a switchover. */
    STANDBY("follow, then promote"),
    /** The new cluster is made from a backup of the source and the archived log; the outage is a restore. */
    BACKUP("restore a backup"),
    /** The new cluster takes a dump of the running source by itself; the outage is dump and load. Versions may differ. */
    IMPORT("import a dump at the start"),
    /** People dump the source and load the dump; the outage is dump and load. Versions may differ. */
    DUMP("dump and load by hand");

    private final String title;

    Way(String title) {
        this.title = title;
    }

    /** A few words for a reader. */
    public String title() {
        return title;
    }
}
