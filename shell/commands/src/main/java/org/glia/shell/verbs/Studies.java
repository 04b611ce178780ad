package org.glia.shell.verbs;

import org.glia.api.problem.GliaException;
import org.glia.experiments.CellResult;
import org.glia.experiments.Results;
import org.glia.experiments.Study;
import org.glia.experiments.Tally;
import org.glia.runtime.Outcome;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;

/// What people call studies and their cells, and how they are found again.
final class Studies {

    /// So many digits of an id are unlikely to be those of another.
    static final int UNIQUE = 4;

    private static final int DIGITS = 12;

    private Studies() {
    }

    /// The beginning of a cell's key.
    static String id(CellResult cell) {
        return cell.trial().key().substring(0, DIGITS);
    }

    /// `majority on iris, fold 3`
    static String title(CellResult cell) {
        var work = cell.trial().cell();
        return "%s on %s, %s".formatted(work.recipe(), work.data(), fold(cell));
    }

    /// `repeat 2, fold 3`
    static String fold(CellResult cell) {
        var fold = cell.trial().cell().fold();
        return (fold.repeat() == 0 ? "" : "repeat %d, ".formatted(fold.repeat() + 1)) + "fold %d".formatted(fold.number() + 1);
    }

    /// How a cell has ended, in a word or two.
    static String state(CellResult cell) {
        return switch (cell.outcome()) {
            case Outcome.Done done -> "done";
            case Outcome.Failed failed -> "failed";
            case Outcome.TimedOut late -> "timed out";
            case Outcome.Skipped skipped -> "skipped";
            case Outcome.Cancelled open -> "not done";
        };
    }

    /// `75 cells: 60 done, 40 of them known already, 5 failed, 10 skipped`
    ///
    /// @param known how many had been done before; 0 to say nothing of it
    static String counted(Tally tally, int known) {
        var text = new StringBuilder(Tables.counted(tally.total(), "cell")).append(": ").append(tally.done()).append(" done");
        add(text, tally.failed(), "failed");
        add(text, tally.timedOut(), "timed out");
        add(text, tally.skipped(), "skipped");
        add(text, tally.cancelled(), "not done");
        return text + (known == 0 ? "" : "; %d of them were known already".formatted(known));
    }

    static Tally tally(Results results) {
        return new Tally(count(results, Outcome.Done.class), count(results, Outcome.Failed.class), count(results, Outcome.TimedOut.class),
                count(results, Outcome.Skipped.class), count(results, Outcome.Cancelled.class));
    }

    private static int count(Results results, Class<? extends Outcome> kind) {
        return (int) results.cells().stream().map(CellResult::outcome).filter(kind::isInstance).count();
    }

    private static void add(StringBuilder text, int count, String what) {
        if (count > 0) {
            text.append(", ").append(count).append(' ').append(what);
        }
    }

    /// The study whose id begins so, or the latest.
    ///
    /// @throws org.glia.api.problem.RecipeException if there is none, or more than one; it points at the word
    static Results study(Excerpt id, Desk desk) {
        try {
            return desk.store().results(isLast(id) ? latest(id, desk) : id.unquoted());
        } catch (GliaException unknown) {
            throw unknown(id, unknown);
        }
    }

    private static boolean isLast(Excerpt id) {
        return id.unquoted().equals(Kind.LAST);
    }

    private static String latest(Excerpt id, Desk desk) {
        return desk.store().studies().stream().findFirst().map(entry -> entry.study().id())
                .orElseThrow(() -> id.problem("there are no results yet; `experiment run`, `crossval` and `compare` make some"));
    }

    /// Whether the id of some study begins so.
    static boolean isStudy(Excerpt id, Desk desk) {
        return isLast(id) || desk.store().studies().stream().map(entry -> entry.study()).map(Study::id).anyMatch(known -> known.startsWith(id.unquoted()));
    }

    /// The cell whose id begins so.
    ///
    /// @throws org.glia.api.problem.RecipeException if there is none, or more than one; it points at the word
    static CellResult cell(Excerpt id, Desk desk) {
        try {
            return desk.store().result(id.unquoted());
        } catch (GliaException unknown) {
            throw unknown(id, unknown);
        }
    }

    /// Where nothing can be read at all, the word is not to blame.
    private static GliaException unknown(Excerpt id, GliaException problem) {
        return !problem.getMessage().contains(" begins with `") ? problem : id.problem(problem.getMessage() + "; `results list` lists studies, `results show STUDY cells` their cells");
    }
}
