package io.pgspan.samples.gitops;

import io.pgspan.model.PgspanException;
import io.pgspan.model.validation.InvalidException;
import java.io.PrintStream;
import java.util.List;

/**
 * For a CI job: what the manifests of a pull request will do to the databases that run, before it is merged. Two folders or two revisions in;
 * the plan of every cluster, and an exit code by the highest risk, out:
 *
 * <table>
 *   <caption>Exit codes</caption>
 *   <tr><td>0</td><td>nothing is done above the risk that {@code --allow} names</td></tr>
 *   <tr><td>2</td><td>the options, the folders, the repository or git; nothing was planned</td></tr>
 *   <tr><td>3</td><td>manifests are broken, all that is wrong is told; nothing was planned</td></tr>
 *   <tr><td>11</td><td>reload</td></tr>
 *   <tr><td>12</td><td>rolling restart</td></tr>
 *   <tr><td>13</td><td>switchover</td></tr>
 *   <tr><td>14</td><td>downtime</td></tr>
 *   <tr><td>15</td><td>data movement</td></tr>
 *   <tr><td>16</td><td>a change is impossible as it is wished for</td></tr>
 *   <tr><td>17</td><td>a cluster's change can't be planned</td></tr>
 *   <tr><td>18</td><td>a cluster is deleted, without {@code --allow-deletion}</td></tr>
 * </table>
 */
public final class GitOps {
    private GitOps() {}

    /** Takes its options from the command line, see {@code --help}. */
    public static void main(String[] args) {
        System.exit(run(List.of(args), "git", System.out, System.err));
    }

    static int run(List<String> arguments, String git, PrintStream out, PrintStream err) {
        if (arguments.contains("--help")) {
            out.print(GitOpsOptions.USAGE);
            return Verdict.FINE.code();
        }
        try {
            GitOpsOptions options = GitOpsOptions.of(arguments);
            Review review = Review.of(
                    options.side(options.before(), git).read(),
                    options.side(options.after(), git).read(),
                    options.waivers());
            Verdict verdict = review.verdict(options);
            out.print(Answer.of(review, verdict, options.format()));
            return verdict.code();
        } catch (InvalidException e) {
            err.printf("The manifests are broken, nothing was planned:%n");
            e.violations().forEach(violation -> err.printf("  %s%n", violation));
            return Verdict.BROKEN.code();
        } catch (PgspanException e) {
            err.println(e.getMessage());
            return Verdict.USAGE.code();
        }
    }
}
