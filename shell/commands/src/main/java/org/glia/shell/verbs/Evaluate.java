package org.glia.shell.verbs;

import java.util.Locale;

import org.glia.api.data.Dataset;
import org.glia.api.run.Folds;
import org.glia.experiments.Evaluation;
import org.glia.shell.page.Page;
import org.glia.shell.words.DataWords;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `evaluate MODEL|RECIPE on DATA [by MEASURES] [test=0.3] [seed=0]`
final class Evaluate implements Verb {

    private static final Part<Excerpt> SUBJECT = Part.of("MODEL|RECIPE", Kind.MODEL_OR_RECIPE, "what to judge");
    private static final Part<DataWords> DATA = Part.of("DATA", Kind.DATA, "what to judge it on").after("on");
    private static final Part<Double> TEST = Part.option("test", 0.3, Kind.between(0, 1),
            "the share of the rows that a recipe is judged on, and not fitted on");

    private static final Syntax SYNTAX = Syntax.of("evaluate", "judges a model, or a recipe on rows that it is not fitted on",
            SUBJECT, DATA, Judge.MEASURES, TEST, Judge.SEED)
            .remark("A model is judged on all rows of the data. A recipe is fitted on a part of the rows and judged on the rest.")
            .example("evaluate standardize | logistic on wine", "evaluate flowers on iris by accuracy, log-loss");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var subject = said.get(SUBJECT);
        var model = desk.workspace().model(subject.text());
        long seed = said.get(Judge.SEED);
        return desk.work("evaluate", seed, bench -> {
            var measures = Judge.measures(said, bench.catalog());
            if (model.isPresent()) {
                var rows = new Tables(desk, bench).find(said.get(DATA));
                var evaluation = Evaluation.of(bench.catalog(), model.get().saved().wake(bench.catalog()), rows, measures);
                return new Page(Judge.page(evaluation, title(model.get().name(), evaluation, Tables.counted(rows.rows(), "row"))));
            }
            var configured = bench.catalog().configure(subject.recipe());
            var data = new Tables(desk, bench).find(said.get(DATA));
            var split = split(data, said.get(TEST), seed);
            bench.meter().parts(configured.algorithms().size());
            var trained = configured.fit(split.train(), bench.run());
            var evaluation = Evaluation.of(bench.catalog(), trained, split.test(), measures);
            return new Page(Judge.page(evaluation, title(subject.text(), evaluation, "fitted on %s, judged on %s".formatted(
                    Tables.counted(split.train().rows(), "row"), Tables.counted(split.test().rows(), "other")))));
        });
    }

    private record Split(Dataset train, Dataset test) {
    }

    private static Split split(Dataset data, double share, long seed) {
        var fold = Folds.holdout(data, share, seed).all().getFirst();
        return new Split(data.rows(fold.train()), data.rows(fold.test()));
    }

    private static String title(String subject, Evaluation evaluation, String rows) {
        return "%s on %s, %s, %s".formatted(subject, evaluation.data(), evaluation.task().name().toLowerCase(Locale.ROOT), rows);
    }
}
