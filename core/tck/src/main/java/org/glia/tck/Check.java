package org.glia.tck;

import org.glia.api.data.Accepts;

/// What the kit checks. Those that do not apply to an estimator, by what it declares, are left out.
public enum Check {

    // ---- what the class says of itself

    NAME("the name is one word of lower-case letters and digits, and there is a title",
            Rule.once(DeclarationRules::name)),
    REFERENCES("it says where the method was published",
            Rule.once(DeclarationRules::references)),
    CLASS("the class is public and final and keeps no state, and the model is a record",
            Rule.once(DeclarationRules::type)),
    SERVICE("the bundle offers the class as a service",
            Rule.onceWhere(DeclarationRules::isInBundle, all -> DeclarationRules.service(all.getFirst()))),
    VIEWS_GIVEN("models give each view that is declared, with some of the settings at least",
            Rule.onceWhere(DeclarationRules::declaresViews, ViewRules::given)),
    VIEWS_DECLARED("models give no view that is not declared",
            Rule.trials(ViewRules::declared)),
    VIEWS_FIT("the parts of each view fit each other, and its numbers are finite",
            Rule.trials(ViewRules::fit)),

    // ---- settings

    SETTINGS_ROUND_TRIP("settings that are written and read again are equal",
            Rule.settings(SettingsRules::roundTrip)),
    UNKNOWN_SETTING("a setting that does not exist is refused, and the nearest one suggested",
            Rule.settings(SettingsRules::unknown)),
    BOUNDS("numbers outside of their bounds are refused, and the setting named",
            Rule.settings(SettingsRules::bounds)),
    NARROWER("no settings accept or do more than the class declares",
            Rule.settings(DeclarationRules::narrower)),

    // ---- what it takes

    ANSWERS("ordinary data are fitted, and answered as the task asks",
            Rule.trials(AnswerRules::answers)),
    TAKES("each accepted kind of columns, weights, validation sets, several targets, unlabelled rows are handled",
            Rule.trials(IntakeRules::takes)),
    REFUSES("everything that is not accepted is refused before the fit",
            Rule.trials(IntakeRules::refuses)),
    MISSING_VALUES("missing values are handled where they are accepted, and refused otherwise",
            Rule.newRows(IntakeRules::missing)),
    INFINITE_NUMBERS("infinite numbers are handled where they are accepted, and refused otherwise",
            Rule.newRows(trial -> trial.has(field -> field.isNumeric()), IntakeRules::infinite)),
    UNSEEN_LEVELS("levels that training did not see are handled where accepted, otherwise missing, otherwise refused",
            Rule.newRows(IntakeRules::hasNominal, IntakeRules::unseen)),
    INPUT_UNTOUCHED("data are the same after a fit, and after answering",
            Rule.trials(IntakeRules::untouched)),

    // ---- ugly data

    NO_ROWS("data without rows or features are refused, and no rows get no answers",
            Rule.trials(UglyRules::none)),
    FEW_ROWS("one, two or three rows work or are refused with a sentence",
            Rule.trials(UglyRules::few)),
    ONE_COLUMN("a single column works or is refused with a sentence",
            Rule.trials(UglyRules::oneColumn)),
    MANY_COLUMNS("more columns than rows work or are refused with a sentence",
            Rule.trials(trial -> trial.accepts(Accepts.NUMERIC), UglyRules::manyColumns)),
    CONSTANT_COLUMNS("columns that never change work or are refused with a sentence",
            Rule.trials(UglyRules::constant)),
    DUPLICATE_ROWS("rows that occur many times work or are refused with a sentence",
            Rule.trials(UglyRules::duplicates)),
    ONE_ANSWER("a target of one class, or that never changes, works or is refused with a sentence",
            Rule.trials(trial -> trial.task().isSupervised(), UglyRules::oneAnswer)),

    // ---- answers

    PROBABILITIES("probabilities and memberships lie between 0 and 1 and sum to 1",
            Rule.newRows(AnswerRules::probabilities)),
    ABSENT_CLASS("answers follow the target's levels, also where the training rows lack one",
            Rule.newRows(AnswerRules::hasThreeClasses, AnswerRules::absentClass)),
    BASELINE("easy data are answered better than without looking at them",
            Rule.trials(AnswerRules::canBeJudged, AnswerRules::baseline)),
    OTHER_ROLES("columns that are names of rows, or to be ignored, make no difference",
            Rule.trials(AnswerRules::otherRoles)),
    SUBSET("rows are answered alone as in company, in any order",
            Rule.newRows(AnswerRules::subset)),
    COLUMN_ORDER("the order of columns, others among them, the codes of levels and the table's name make no difference",
            Rule.newRows(AnswerRules::columnOrder)),
    STORAGE("how the cells are stored makes no difference",
            Rule.trials(AnswerRules::storage)),
    CONCURRENT_ANSWERS("one model answers many threads at once as it answers one",
            Rule.newRows(AnswerRules::concurrent)),

    // ---- symmetries of deterministic algorithms

    WEIGHTS("weights count like repeated rows, and weights of one like none",
            Rule.trials(SymmetryRules::takesWeights, SymmetryRules::weights)),
    RELABELLING("other codes of the classes permute the answers and nothing else",
            Rule.newRows(SymmetryRules::classifies, SymmetryRules::relabelling)),
    ROW_ORDER("the order of the training rows makes no difference",
            Rule.trials(SymmetryRules::learnsAtOnce, SymmetryRules::rowOrder)),

    // ---- runs

    REPEATABLE("fitting twice gives the same model, whatever was fitted in between",
            Rule.trials(RunRules::repeatable)),
    THREADS("1, 2 and 7 threads give the same bits",
            Rule.settings(RunRules::threads)),
    VECTORS("with and without vector instructions there come the same bits",
            Rule.settings(RunRules::canBeLoadedAnew, RunRules::vectors)),
    CONCURRENT_FITS("fits at the same time give the same bits as one after the other",
            Rule.trials(RunRules::concurrent)),
    SEED("another seed makes a difference where that is declared, and none otherwise",
            Rule.onceWhere(any -> true, RunRules::seed)),
    CANCELLATION("a fit that is cancelled ends, wherever it is",
            Rule.trials(RunRules::cancellation)),
    PROGRESS("progress stays between 0 and 1 and never goes back",
            Rule.trials(RunRules::progress)),
    HISTORY("the steps of recorded lines rise, and the values are numbers",
            Rule.trials(RunRules::history)),
    WARNINGS("warnings are sentences in the user's terms",
            Rule.trials(RunRules::warnings)),

    // ---- models

    SAVED("a model that is saved and opened again is the same and gives the same bits",
            Rule.trials(ModelRules::saved)),
    MODEL_UNTOUCHED("answering and viewing do not change the model",
            Rule.trials(ModelRules::untouched)),

    // ---- estimators that answer for their training rows, or learn batch by batch

    TRAINING_ROWS("the answers for the training rows fit them, and come with the same model as a plain fit",
            Rule.trials(trial -> trial.candidate().fitsRows(), ModelRules::trainingRows)),
    EMPTY_START("a model that has learnt nothing answers, or says in a sentence that it cannot yet",
            Rule.newRows(ModelRules::isIncremental, ModelRules::emptyStart)),
    BATCHES("learning batch by batch leaves earlier models alone and ends better than no learning",
            Rule.newRows(ModelRules::isIncremental, ModelRules::batches)),
    RESUME("learning goes on from a model as if it had never stopped",
            Rule.newRows(ModelRules::isIncremental, ModelRules::resume)),

    // ---- transformers

    TRANSFORM_CARRIES("a transformer keeps the rows and their order, and carries all columns that are not its own",
            Rule.newRows(Trial::transforms, TransformerRules::carries)),
    TRANSFORM_DECLARED("a transformer removes what it declares to remove, and adds nothing that it does not declare",
            Rule.newRows(Trial::transforms, TransformerRules::declared)),
    TRANSFORM_SCHEMA("a transformer's columns do not depend on the rows, and name the columns they come from",
            Rule.newRows(Trial::transforms, TransformerRules::schema));

    private final String sentence;
    private final Rule rule;

    Check(String sentence, Rule rule) {
        this.sentence = sentence;
        this.rule = rule;
    }

    /// What the check proves.
    public String sentence() {
        return sentence;
    }

    Rule rule() {
        return rule;
    }
}
