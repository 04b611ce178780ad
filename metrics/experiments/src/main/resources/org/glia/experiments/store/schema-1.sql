-- Version 1 of the results. {id} is a number that the database gives, {blob} its word for bytes.
-- Points in time are texts such as 2026-01-31T23:59:59.000000000Z, which sort as they follow each other.

-- One row: the version of this schema. A version that was published is never changed; the next one is reached by
-- statements of its own.
create table schema_version (
    version bigint not null
);

-- What was asked.
create table study (
    id         text not null primary key, -- the beginning of the SHA-256 of kind, title and definition
    kind       text not null,             -- experiment, tune ...
    title      text not null,             -- for people
    definition text not null,             -- all that was asked, as JSON
    entered    text not null              -- when it was first asked
);

-- The tables that recipes were tried on. They are known by their content; names are for people.
create table data (
    fingerprint text not null primary key, -- SHA-256 of the content
    name        text not null,             -- as it was called last
    origin      text not null,             -- the words that bring it again, empty if nobody said them
    row_count   bigint,                    -- null if it is not known
    column_count bigint
);

-- Which rows a recipe was fitted on, and which it was tested on.
create table split (
    fingerprint text not null primary key, -- SHA-256 of repetition, fold and rows
    repetition  bigint not null,           -- from 0
    fold        bigint not null,           -- from 0
    train_count bigint not null,
    test_count  bigint not null,
    train       {blob} not null,           -- zlib of a JSON array: the first row, then the distance from each row to the next
    test        {blob} not null            -- likewise
);

-- A bundle of algorithms or measures, or one of Glia itself.
create table plugin (
    id      {id},
    name    text not null,
    version text not null,
    hash    text not null,                 -- SHA-256 of the jar, empty where it is not known
    unique (name, version, hash)
);

-- All the code that a recipe's results come from.
create table code (
    id     {id},
    digest text not null unique,           -- SHA-256 of the plug-ins in their order
    words  text not null                   -- the recipe's plug-ins, for people
);
create table code_plugin (
    code     bigint not null references code on delete cascade,
    position bigint not null,
    plugin   bigint not null references plugin,
    platform bigint not null,              -- 1 for a bundle of Glia that decides results beside the recipe's plug-ins, else 0
    primary key (code, position)
);

-- A measure of a certain plug-in.
create table measure (
    id                {id},
    name              text not null,       -- behind "training:" it judges the rows that were fitted on
    title             text not null,
    greater_is_better bigint not null,     -- 1 or 0
    plugin            bigint not null references plugin,
    unique (name, plugin)
);

-- Measures that judge a trial together, the decisive one first.
create table panel (
    id     {id},
    digest text not null unique
);
create table panel_measure (
    panel    bigint not null references panel on delete cascade,
    position bigint not null,
    measure  bigint not null references measure,
    primary key (panel, position)
);

-- All measures of a study.
create table study_measure (
    study    text not null references study on delete cascade,
    position bigint not null,
    measure  bigint not null references measure,
    primary key (study, position)
);

-- Where trials were worked on.
create table machine (
    id        {id},
    digest    text not null unique,
    java      text not null,               -- version and vendor
    system    text not null,               -- operating system
    processor text not null,
    flags     text not null                -- of the Java machine, a JSON array
);

-- The processes that work on trials at the moment.
create table process (
    id        text not null primary key,   -- never given twice
    host      text not null,
    pid       bigint not null,
    started   bigint not null,             -- milliseconds since 1970; 0 if it is not known
    heartbeat bigint not null              -- seconds since 1970, by the clock of the database
);

-- The answers for the test rows: a zip of model.json and NumPy arrays, which tell a table.
create table prediction (
    hash  text not null primary key,       -- SHA-256 of the bytes
    bytes {blob} not null
);

-- A piece of work and how it ended. Studies that ask the same share it.
create table cell (
    id              {id},
    key             text not null unique,  -- SHA-256 of all that decides the result
    data            text not null references data,
    split           text not null references split,
    definition      text not null,         -- how the data set was split, in words
    recipe          text not null,         -- with every setting stated
    task            text not null,
    seed            bigint not null,
    code            bigint not null references code,
    state           text not null,         -- planned, running, finished, failed, timed out, skipped
    owner           text references process,   -- who works on it; set too while one that has ended is done again
    ended           text,
    machine         bigint references machine,
    fit_seconds     double precision,
    predict_seconds double precision,
    peak_bytes      bigint,                -- where it had a process to itself
    prediction      text references prediction,
    phase           text,                  -- where it failed: data, recipe, fit, predict, measure, worker
    message         text,                  -- why it failed or was skipped, a sentence
    trace           text,
    limit_seconds   double precision,      -- how long it was given, if that was too short
    warnings        text,                  -- a JSON array
    history         text                   -- a JSON array of {"name", "steps", "values"}; "NaN" and infinities are texts
);
create index cell_owner on cell (owner);
create index cell_prediction on cell (prediction);

-- What measures say of a cell.
create table score (
    cell      bigint not null references cell on delete cascade,
    measure   bigint not null references measure,
    value     double precision,
    undefined text,                        -- why there is no value
    primary key (cell, measure)
);

-- The cells of a study, as they are called there, in their order.
create table trial (
    study      text not null references study on delete cascade,
    position   bigint not null,
    cell       bigint not null references cell,
    data       text not null,              -- the name of the data set
    recipe     text not null,              -- as it was written
    panel      bigint not null references panel,
    unsuitable text,                       -- why there is nothing to do
    primary key (study, position)
);
create index trial_cell on trial (cell);

-- For people: one row for each trial of each study.
create view cells as
select trial.study, study.title, trial.position, trial.data, trial.recipe, code.words as plugins, cell.task,
       cell.definition as split, split.repetition, split.fold,
       case when cell.owner is null then cell.state else 'running' end as state,
       measure.name as measure, score.value as score, score.undefined,
       cell.fit_seconds, cell.predict_seconds, cell.peak_bytes, cell.phase, cell.message, cell.ended,
       machine.java, machine.system, machine.processor, cell.seed, cell.recipe as canonical,
       cell.data as data_fingerprint, cell.split as split_fingerprint, cell.prediction, cell.key
from trial
join study on study.id = trial.study
join cell on cell.id = trial.cell
join split on split.fingerprint = cell.split
join code on code.id = cell.code
left join machine on machine.id = cell.machine
left join panel_measure on panel_measure.panel = trial.panel and panel_measure.position = 0
left join measure on measure.id = panel_measure.measure
left join score on score.cell = cell.id and score.measure = measure.id;

-- For people: one row for each score of each trial of each study.
create view scores as
select trial.study, study.title, trial.position, trial.data, trial.recipe, code.words as plugins, cell.task,
       split.repetition, split.fold, measure.name as measure, measure.greater_is_better,
       score.value, score.undefined, cell.key
from trial
join study on study.id = trial.study
join cell on cell.id = trial.cell
join split on split.fingerprint = cell.split
join code on code.id = cell.code
join panel_measure on panel_measure.panel = trial.panel
join measure on measure.id = panel_measure.measure
join score on score.cell = cell.id and score.measure = measure.id;

-- For people: how recipes did by each measure, over the folds in which it has a value. Who lacks a value in a fold in which
-- another has one has no rank, since means over different folds do not compare.
create view leaderboard as
with tested as (
    select trial.study, trial.data, cell.task, cell.code, trial.recipe, measure.id as measure, score.value,
           case when cell.state in ('failed', 'timed out') then 1 else 0 end as failed,
           case when cell.state in ('planned', 'running') then 1 else 0 end as open,
           case when score.undefined is null then 0 else 1 end as without,
           cell.fit_seconds,
           avg(score.value) over (partition by trial.study, trial.data, cell.task, cell.code, trial.recipe, measure.id) as mean
    from trial
    join cell on cell.id = trial.cell
    join panel_measure on panel_measure.panel = trial.panel
    join measure on measure.id = panel_measure.measure
    left join score on score.cell = cell.id and score.measure = measure.id
),
summary as (
    select study, data, task, code, recipe, measure, min(mean) as mean, count(value) as folds,
           case when count(value) > 1 then sqrt(sum((value - mean) * (value - mean)) / (count(value) - 1)) end as deviation,
           sum(failed) as failures, sum(open) as open, sum(without) as undefined, avg(fit_seconds) as fit_seconds
    from tested
    group by study, data, task, code, recipe, measure
),
wanted as (
    select trial.study, trial.data, cell.task, measure.id as measure, count(distinct cell.split) as folds
    from trial
    join cell on cell.id = trial.cell
    join panel_measure on panel_measure.panel = trial.panel
    join measure on measure.id = panel_measure.measure
    join score on score.cell = cell.id and score.measure = measure.id and score.value is not null
    group by trial.study, trial.data, cell.task, measure.id
),
judged as (
    select summary.*, case when summary.folds = wanted.folds then 1 else 0 end as complete
    from summary
    join wanted on wanted.study = summary.study and wanted.data = summary.data and wanted.task = summary.task
         and wanted.measure = summary.measure
)
select judged.study, study.title, judged.data, judged.task, judged.recipe, code.words as plugins, measure.name as measure,
       judged.mean, judged.deviation, judged.folds, judged.undefined, judged.failures, judged.open, judged.fit_seconds,
       case when judged.complete = 1 then rank() over (partition by judged.study, judged.data, judged.task, judged.measure,
           judged.complete order by case when measure.greater_is_better = 1 then -judged.mean else judged.mean end) end as rank
from judged
join study on study.id = judged.study
join code on code.id = judged.code
join measure on measure.id = judged.measure;
