package io.pgspan.ha.sync;

import io.pgspan.model.wal.Lsn;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** One mistake each; the model has to find all of them. */
enum SyncMutant {
    /** What is waited for shrinks before the record says so. */
    SHRINKS_THE_SETTING_FIRST(false) {
        @Override
        SyncStep turned(SyncRules.Question q, SyncStep step) {
            return step instanceof SyncStep.Claim claim && weakens(q, claim.guarantee())
                    ? new SyncStep.Apply(q.target())
                    : step;
        }
    },
    /** The record promises a standby that isn't waited for yet. */
    CLAIMS_BEFORE_IT_WAITS(false) {
        @Override
        SyncStep turned(SyncRules.Question q, SyncStep step) {
            return step instanceof SyncStep.Apply apply
                            && !apply.setting().guarantee().equals(q.claimed())
                    ? new SyncStep.Claim(apply.setting().guarantee())
                    : step;
        }
    },
    /** A setting that was only just written is taken for one in effect. */
    CLAIMS_BEFORE_IT_SETTLES(false) {
        @Override
        SyncStep turned(SyncRules.Question q, SyncStep step) {
            return q.since().isEmpty() ? asked(q, Optional.of(Lsn.ZERO)) : step;
        }
    },
    /** A standby is claimed that doesn't have what was acknowledged before. */
    CLAIMS_WITHOUT_CONFIRMATION(false) {
        @Override
        SyncStep turned(SyncRules.Question q, SyncStep step) {
            return q.since().isPresent() ? asked(q, Optional.of(Lsn.ZERO)) : step;
        }
    },
    /** One confirmation is taken for all that count. */
    CLAIMS_WHEN_ONE_HAS_CONFIRMED(false) {
        @Override
        SyncStep turned(SyncRules.Question q, SyncStep step) {
            boolean one = q.since().isPresent()
                    && q.shown().names().stream()
                            .anyMatch(n -> SyncTarget.confirmed(
                                    n, q.standbys(), q.since().get()));
            return step instanceof SyncStep.Await && one
                    ? new SyncStep.Claim(q.shown().guarantee())
                    : step;
        }
    },
    /** The weaker claim names the coming standbys alone. */
    FORGETS_THE_FORMER_NAMES(false) {
        @Override
        SyncStep turned(SyncRules.Question q, SyncStep step) {
            SyncGuarantee target = q.target().guarantee();
            return claims(
                    step,
                    c -> weakens(q, c) ? SyncGuarantee.of(Math.min(c.count(), target.count()), target.names()) : c);
        }
    },
    /** The weaker claim keeps its count. */
    KEEPS_THE_COUNT(false) {
        @Override
        SyncStep turned(SyncRules.Question q, SyncStep step) {
            return claims(
                    step,
                    c -> weakens(q, c)
                            ? SyncGuarantee.of(
                                    Math.min(q.claimed().count(), c.names().size()), c.names())
                            : c);
        }
    },
    /** Commits stop waiting although the record names standbys. */
    GOES_ALONE_UNSAID(false) {
        @Override
        SyncStep turned(SyncRules.Question q, SyncStep step) {
            return step.equals(new SyncStep.Claim(SyncGuarantee.alone()))
                            && q.claimed().synchronous()
                    ? new SyncStep.Apply(SyncSetting.none())
                    : step;
        }
    },
    /** The former holder isn't among the names after a take-over. */
    LEAVES_OUT_THE_FORMER_HOLDER(false) {
        @Override
        SyncGuarantee takenOver(SyncGuarantee claimed, String by, String from) {
            return claimed.takenOver(by, Optional.empty());
        }
    },
    /** A take-over is taken for another confirmation. */
    COUNTS_THE_FORMER_HOLDER_TWICE(false) {
        @Override
        SyncGuarantee takenOver(SyncGuarantee claimed, String by, String from) {
            SyncGuarantee next = claimed.takenOver(by, Optional.of(from));
            return SyncGuarantee.of(Math.min(next.count() + 1, next.names().size()), next.names());
        }
    },
    /** As many silent members as confirm are thought too few to hide a commit. */
    LETS_COUNT_MEMBERS_BE_SILENT(false) {
        @Override
        boolean mayHide(SyncGuarantee claimed, String lastHolder, Set<String> promised) {
            return claimed.names().stream().filter(n -> !promised.contains(n)).count() > claimed.count();
        }
    },
    /** Strict, with nobody there, and whoever receives WAL confirms. */
    STRICT_TAKES_A_WILDCARD(true) {
        @Override
        SyncStep turned(SyncRules.Question q, SyncStep step) {
            return instead(q, step, SyncSetting.first(1, List.of(SyncModel.STRANGER)));
        }
    },
    /** Strict, with nobody there, and commits don't wait. */
    STRICT_GOES_ALONE(true) {
        @Override
        SyncStep turned(SyncRules.Question q, SyncStep step) {
            return instead(q, step, SyncSetting.none());
        }
    };

    private final boolean strict;

    SyncMutant(boolean strict) {
        this.strict = strict;
    }

    boolean strict() {
        return strict;
    }

    SyncStep turned(SyncRules.Question q, SyncStep step) {
        return step;
    }

    SyncGuarantee takenOver(SyncGuarantee claimed, String by, String from) {
        return claimed.takenOver(by, Optional.of(from));
    }

    boolean mayHide(SyncGuarantee claimed, String lastHolder, Set<String> promised) {
        return claimed.mayHide(lastHolder, promised);
    }

    SyncRules rules() {
        SyncMutant mutant = this;
        return new SyncRules() {
            @Override
            SyncStep next(Question q) {
                return mutant.turned(q, super.next(q));
            }

            @Override
            SyncGuarantee takenOver(SyncGuarantee claimed, String by, String from) {
                return mutant.takenOver(claimed, by, from);
            }

            @Override
            boolean mayHide(SyncGuarantee claimed, String lastHolder, Set<String> promised) {
                return mutant.mayHide(claimed, lastHolder, promised);
            }
        };
    }

    private static boolean weakens(SyncRules.Question q, SyncGuarantee claim) {
        return claim.synchronous() && q.claimed().implies(claim);
    }

    private static SyncStep claims(SyncStep step, UnaryOperator<SyncGuarantee> other) {
        return step instanceof SyncStep.Claim claim ? new SyncStep.Claim(other.apply(claim.guarantee())) : step;
    }

    private static SyncStep asked(SyncRules.Question q, Optional<Lsn> since) {
        return new SyncRules()
                .next(new SyncRules.Question(q.wish(), q.standbys(), q.claimed(), q.shown(), since, q.lastNames()));
    }

    /** With nobody there, to another setting, in the right order. */
    private static SyncStep instead(SyncRules.Question q, SyncStep step, SyncSetting other) {
        if (!q.standbys().isEmpty() || q.shown().equals(other)) {
            return step;
        }
        return other.implies(q.claimed())
                ? new SyncStep.Apply(other)
                : new SyncStep.Claim(q.claimed().weakened(q.shown(), other));
    }
}
