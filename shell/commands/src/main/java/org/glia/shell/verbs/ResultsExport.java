package org.glia.shell.verbs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.glia.experiments.Results;
import org.glia.experiments.report.Exported;
import org.glia.experiments.report.MlflowFiles;
import org.glia.experiments.report.MlflowServer;
import org.glia.experiments.report.Report;
import org.glia.experiments.report.ReportFormat;
import org.glia.shell.page.Page;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `results export ID to FILE [as FORM]` and `results export ID to mlflow URL|FOLDER`
final class ResultsExport implements Verb {

    private static final Part<Excerpt> ID = Part.of("ID", Kind.STUDY, "the first digits of a study's id, or `last`");
    private static final Part<List<Excerpt>> TO = Part.of("FILE|mlflow URL|mlflow FOLDER", Kind.DESTINATION,
            "a file; or the address of an MLflow tracking server, or a folder as MLflow keeps them (mlruns)").after("to");
    private static final Part<ReportFormat> FORM = Part.of("FORM", Kind.of(ReportFormat.class),
            "csv, json, markdown, latex or html; the ending of the file tells, unless said").after("as").optional();

    private static final Syntax SYNTAX = Syntax.of("results export", "writes a study for others", ID, TO, FORM)
            .remark("csv has a line for each cell and measure, for spreadsheets, pandas and R; json everything; markdown and latex (booktabs) "
                    + "tables for texts; html is one page with pictures that needs nothing else. All but csv have the comparisons that "
                    + "`results compare` makes.")
            .remark("To MLflow goes a run for each recipe and data set, with a run for each cell in it. Exporting again changes what has changed. "
                    + "A server asks for MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN, where it must.")
            .example("results export 3fa2 to flowers.html", "results export 3fa2 to table.txt as markdown",
                    "results export 3fa2 to mlflow http://localhost:5000", "results export 3fa2 to mlflow mlruns");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var results = Studies.study(said.get(ID), desk);
        var to = said.get(TO);
        return to.size() == 1 ? toFile(results, Kind.path(to.getFirst()), said.find(FORM), desk) : toMlflow(results, to.getLast(), said, desk);
    }

    private static Page toFile(Results results, Path file, Optional<ReportFormat> form, Desk desk) {
        var format = form.orElseGet(() -> ReportFormat.named(file));
        desk.work("export", 0, bench -> {
            format.write(report(results, desk, bench), desk.file(file));
            return file;
        });
        return Page.say("%s is written to %s".formatted(results.study().id(), file));
    }

    private static Page toMlflow(Results results, Excerpt place, Sentence said, Desk desk) {
        if (said.says(FORM)) {
            throw place.problem("MLflow has a form of its own; leave out `as`");
        }
        var exported = desk.work("export", 0, bench -> {
            var report = report(results, desk, bench);
            return place.unquoted().contains("://") ? MlflowServer.at(place.unquoted()).export(report, bench.request().cancelled())
                    : MlflowFiles.write(report, desk.file(Kind.path(place)));
        });
        return Page.say(told(exported, place.unquoted()));
    }

    private static String told(Exported exported, String place) {
        return "%s written to %s, experiment \"%s\"%s".formatted(Tables.counted(exported.written(), "run"), place, exported.experiment(),
                exported.unchanged() == 0 ? "" : "; %s there already as %s".formatted(Tables.counted(exported.unchanged(), "run"),
                        exported.unchanged() == 1 ? "it is" : "they are"));
    }

    private static Report report(Results results, Desk desk, Desk.Bench bench) {
        return new Report(results, new Comparisons(results, Comparisons.data(results, desk, bench), desk).standard());
    }
}
