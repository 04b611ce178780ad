package org.glia.shell.verbs;

import org.glia.api.data.Dataset;
import org.glia.api.problem.RecipeException;
import org.glia.shell.page.Block;
import org.glia.shell.page.Page;
import org.glia.shell.words.DataWords;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `load FILE|SOURCE [SETTINGS] [seed=N] [as NAME]`
final class Load implements Verb {

    private static final Part<DataWords> DATA = Part.of("FILE|SOURCE [SETTINGS]", Kind.DATA,
            "a file, a built-in data set or a generator, with its settings and the roles of its columns");
    private static final Part<Long> SEED = Part.option("seed", 0L, Kind.whole(Long.MIN_VALUE),
            "decides what a generator draws");
    private static final Part<String> NAME = Part.of("NAME", Kind.NAME, "what to call it from now on").after("as").optional();

    private static final Syntax SYNTAX = Syntax.of("load", "reads data and gives them a name", DATA, SEED, NAME)
            .remark("Roles of columns are set by target=, weight=, group=, time=, id= and ignore=, each with one column or "
                    + "several with commas between; all other settings are those of the reader or generator, as `describe csv` "
                    + "lists them. Where the ending of a file does not tell how to read it, say reader=NAME.")
            .remark("What is printed is how the columns are understood; types=COLUMN:KIND changes that. Without `as`, the data "
                    + "get the name of the file. A generator that is named in another sentence draws with seed 0.")
            .example("load heroes.csv target=alignment id=name types=year:nominal as heroes",
                    "load blobs n=500 centers=4 seed=7 as clouds");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var words = said.get(DATA);
        var table = desk.work("load", said.get(SEED), bench -> new Tables(desk, bench.catalog(), bench.run(), said.get(SEED)).find(words));
        var name = said.find(NAME).orElseGet(() -> plainName(table.name()));
        desk.workspace().keep(name, table);
        return Page.of(new Block.Paragraph("%s is loaded".formatted(Tables.described(table.withName(name)))),
                Columns.schema(table));
    }

    /// The data that these words bring, here or in another session, whatever has been loaded under their names.
    ///
    /// @param words what stands behind `load`, such as [Dataset#origin]
    /// @throws RecipeException if they bring none
    static Dataset bring(String words, Desk desk, Desk.Bench bench) {
        var said = said(words);
        try {
            var table = new Tables(desk, bench, said.get(SEED)).bring(said.get(DATA));
            return said.find(NAME).map(table::withName).orElse(table);
        } catch (RecipeException e) {
            throw Excerpt.inStatement(e, said.statement());
        }
    }

    /// The origin that these words tell of.
    static Origin origin(String words) {
        var said = said(words);
        return Origin.of(said.get(DATA), said.get(SEED));
    }

    private static Sentence said(String words) {
        return SYNTAX.parse(SYNTAX.verb() + " " + words);
    }

    /// A name that can be said bare: `blobs n=500` is called `blobs`.
    private static String plainName(String name) {
        var plain = name.split(" ", 2)[0].replaceAll("[^\\p{L}\\p{N}_-]", "-");
        return plain.isEmpty() || !Character.isLetter(plain.charAt(0)) ? "data-" + plain : plain;
    }
}
