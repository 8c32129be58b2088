/**
 * Stories: tests told in plain text, one per file, replayed by one interpreter with each module's own vocabulary.
 *
 * <pre>
 * # A comment, on a line of its own or after a blank.
 * story SIM-07 The node of the primary dies
 * check I1 I2              # invariants of the vocabulary, looked at all the time; or: check all
 *
 * given members a b c      # before the clock moves, in this order
 *
 * at 2.5s kill a           # a verb of the vocabulary; times never go back
 * by 15.1s leader is b     # holds at some moment from the "at" above it until then
 * by 20s not leader is a   # any condition can be denied
 *
 * never two writable primaries
 * from 3s never leader is a
 * from 3s to 9s never "b" accepts writes
 *
 * until 60s                # the end; without it the last time named above
 * </pre>
 *
 * <ul>
 *   <li>{@code story <id> <title>} comes first, {@code check} may come several times, {@code given} before the first {@code at}.
 *   <li>Times are a number and one of {@code ms}, {@code s}, {@code m}, {@code h}, counted from the story's start; {@code 0s} is fine.
 *   <li>Words are separated by blanks; {@code "a word with blanks"} is one, with {@code \"} and {@code \\} inside.
 *   <li>What a verb or a condition looks like says a shape of the {@link io.pgspan.testkit.base.story.Vocabulary}:
 *       {@code kill <member>}, {@code <count:int> members stream}.
 * </ul>
 *
 * <p>Two lines of the same moment happen in the order of the file: {@code from 3s never ...} above {@code at 3s ...} looks before
 * that event too. A condition is looked at after every event and whenever the
 * {@link io.pgspan.testkit.base.story.StoryClock} stops; {@code by} and {@code to} include the moment they name. Files are read
 * completely before anything happens, and every mistake in them is reported at once, with file and line.
 */
@NullMarked
package io.pgspan.testkit.base.story;

import org.jspecify.annotations.NullMarked;
