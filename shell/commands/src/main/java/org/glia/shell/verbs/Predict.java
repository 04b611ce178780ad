package org.glia.shell.verbs;

import java.nio.file.Path;

import org.glia.api.data.Dataset;
import org.glia.api.data.Role;
import org.glia.api.data.Task;
import org.glia.shell.page.Page;
import org.glia.shell.words.DataWords;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `predict MODEL on DATA [to FILE]`
final class Predict implements Verb {

    private static final Part<Excerpt> MODEL = Part.of("MODEL", Kind.MODEL, "a model of this session");
    private static final Part<DataWords> DATA = Part.of("DATA", Kind.DATA, "rows with the model's features").after("on");
    private static final Part<Path> FILE = Part.of("FILE", Kind.FILE, "a .csv or .tsv file for the answers").after("to").optional();

    private static final Syntax SYNTAX = Syntax.of("predict", "asks a model about rows", MODEL, DATA, FILE)
            .remark("The answers stand behind the rows' ids and targets, where there are any. Of a model that transforms, the "
                    + "answer is the transformed data.")
            .example("predict flowers on iris", "predict flowers on new.csv to answers.csv");

    private static final int PREVIEW = 20;

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var model = desk.workspace().model(said.get(MODEL));
        var file = said.find(FILE);
        file.ifPresent(SeparatedFile::requireKnown);
        var answers = desk.work("predict", 0, bench -> {
            var rows = new Tables(desk, bench).find(said.get(DATA));
            var trained = model.saved().wake(bench.catalog());
            if (model.provenance().task() == Task.TRANSFORMATION) {
                return trained.transform(rows);
            }
            return answers(rows, trained.predict(rows).table());
        });
        if (file.isEmpty()) {
            return Page.of(Columns.rows(answers, 0, answers.rows(), false)
                    .preview(PREVIEW, "`to FILE.csv` writes all").build());
        }
        SeparatedFile.write(answers, desk.file(file.get()));
        return Page.say("%s written to %s".formatted(Tables.counted(answers.rows(), "row"), file.get()));
    }

    /// What people know the rows by, and the answers.
    private static Dataset answers(Dataset rows, Dataset prediction) {
        var taken = prediction.schema().names();
        return rows.columns(field -> (field.role() == Role.ID || field.role() == Role.TARGET) && !taken.contains(field.name()))
                .beside(prediction);
    }
}
