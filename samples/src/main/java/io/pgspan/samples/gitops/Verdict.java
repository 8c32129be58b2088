package io.pgspan.samples.gitops;

import io.pgspan.model.plan.Step.Risk;

/** The exit codes. Of several that fit, the highest is taken, but for 2 and 3, which end the program before anything is planned. */
enum Verdict {
    /** Nothing is to be done, or nothing above what is allowed. */
    FINE(0, "nothing above the allowed risk"),
    /** Options, folders, revisions or git itself. */
    USAGE(2, "the options, the folders, the repository or git"),
    /** Manifests can't be read, or are refused. */
    BROKEN(3, "manifests are broken"),
    /** See {@link Risk#RELOAD}. */
    RELOAD(11, "servers read their settings again"),
    /** See {@link Risk#ROLLING_RESTART}. */
    ROLLING_RESTART(12, "instances restart one by one"),
    /** See {@link Risk#SWITCHOVER}. */
    SWITCHOVER(13, "the primary moves"),
    /** See {@link Risk#DOWNTIME}. */
    DOWNTIME(14, "clients are cut off for a while"),
    /** See {@link Risk#DATA_MOVEMENT}. */
    DATA_MOVEMENT(15, "data are copied or moved"),
    /** See {@link Risk#IMPOSSIBLE}. */
    IMPOSSIBLE(16, "a change can't be done as it is wished for"),
    /** No plan can be made. */
    UNPLANNED(17, "a cluster changes in a way that can't be planned"),
    /** Its manifests are gone. */
    DELETION(18, "a cluster is deleted");

    private final int code;
    private final String meaning;

    Verdict(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    String meaning() {
        return meaning;
    }

    static Verdict of(Risk risk) {
        return switch (risk) {
            case NONE -> FINE;
            case RELOAD -> RELOAD;
            case ROLLING_RESTART -> ROLLING_RESTART;
            case SWITCHOVER -> SWITCHOVER;
            case DOWNTIME -> DOWNTIME;
            case DATA_MOVEMENT -> DATA_MOVEMENT;
            case IMPOSSIBLE -> IMPOSSIBLE;
        };
    }

    Verdict or(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
