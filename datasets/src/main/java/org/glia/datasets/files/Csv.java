package org.glia.datasets.files;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.glia.api.DataSource;
import org.glia.api.Source;
import org.glia.api.data.Dataset;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Group;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Reads tables of text: fields separated by commas, semicolons, tabs or any other character, one row a line, as
/// RFC 4180 and the many that differ from it write them. Compressed files (gzip) are known by their content.
///
/// *What the columns are.* A column is numeric if every cell that is not missing is a number, also where the numbers
/// have leading zeros (it says so) or are few and whole. It is a time if they all are ISO 8601 dates or times.
/// Otherwise it is nominal if it has at most 10 distinct texts, or at most 1,000 which occur twice or more on average,
/// and text if it has more. Columns that are nearly numeric, and columns without any value, are told of.
/// `types=zip:nominal` decides otherwise. Levels are ordered as texts, or as numbers where all of them are numbers, so
/// that the order of the rows makes no difference.
///
/// *The header.* Without `header=`, the first line is the header if none of its fields is a number or a date.
///
/// *The separator.* Without `separator=`, the one of `,` `;` tab and `|` that cuts most of the first hundred lines into
/// as many fields as the first, which must be two or more; of several the one that makes more fields; a comma if none
/// does. In files that are called `.tsv` it is the tab.
///
/// *Cells.* Blanks around fields without quotes are no part of them. An empty field is always missing, with quotes too.
/// Lines without any character are skipped. Numbers are read to the last bit.
///
/// The file is read once, and a second time if a column turned out to hold texts after numbers or times. It is cut into
/// blocks of whole rows, which are read side by side; the table, the errors and the remarks are the same for any number of
/// threads. Memory: what the table needs, and some tens of megabytes for the blocks at hand; texts are kept once for each
/// distinct one.
///
/// Example: `load heroes.csv target=alignment types=zip:nominal missing=NA,-`
@Component(service = DataSource.class)
@Source(name = "csv", title = "comma- or otherwise separated text",
        extensions = {"csv", "csv.gz", "tsv", "tsv.gz", "txt", "txt.gz"}, references = "RFC 4180; ISO 8601")
public final class Csv implements DataSource<Csv.Settings> {

    /// How the file is to be read.
    public record Settings(@Group Layout layout, @Group Cells cells) {

        /// What most files need.
        public Settings() {
            this(new Layout(), new Cells());
        }

        /// For files whose layout is known: with a header, separated by commas.
        public static Settings commas(Map<String, CellType> types) {
            var usual = new Layout();
            return new Settings(new Layout("comma", usual.quote(), usual.comment(), Header.YES, 0, usual.encoding()),
                    new Cells(List.of(), DecimalPoint.POINT, types));
        }
    }

    /// How lines are made of fields.
    public record Layout(
            @Setting("what separates fields: auto, comma, semicolon, tab, pipe, space, or any character")
            String separator,
            @Setting("the character around fields that hold separators or line ends") Optional<String> quote,
            @Setting("the character that lines to be skipped begin with") Optional<String> comment,
            @Setting("whether the first line names the columns") Header header,
            @Setting(value = "how many lines to skip at the top", min = 0) int skip,
            @Setting("the character set, unless the file starts with a byte order mark") String encoding) {

        /// Separator and header are found out.
        public Layout() {
            this("auto", Optional.of("\""), Optional.empty(), Header.AUTO, 0, "UTF-8");
        }

        /// @throws IllegalArgumentException if a character or the character set is none, or one has two meanings
        public Layout {
            if (!separator.equals("auto")) {
                Separators.named(separator);
            }
            quote.ifPresent(text -> requireOne(text, "quote"));
            comment.ifPresent(text -> requireOne(text, "comment"));
            if (quote.isPresent() && quote.equals(comment)
                    || !separator.equals("auto") && (is(quote, separator) || is(comment, separator))) {
                throw new IllegalArgumentException("`separator`, `quote` and `comment` must be different characters");
            }
            requireCharset(encoding);
        }

        private static boolean is(Optional<String> character, String separator) {
            return character.isPresent() && character.get().charAt(0) == Separators.named(separator);
        }

        private static void requireOne(String text, String key) {
            if (text.length() != 1 || "\r\n".contains(text)) {
                throw new IllegalArgumentException("`%s` must be one character, or `none`; it was `%s`"
                        .formatted(key, text));
            }
        }

        static void requireCharset(String encoding) {
            boolean known;
            try {
                known = Charset.isSupported(encoding);
            } catch (IllegalArgumentException noName) {
                known = false;
            }
            if (!known) {
                throw new IllegalArgumentException(("`encoding` must be a character set such as UTF-8, ISO-8859-1 or "
                        + "windows-1252; it was `%s`").formatted(encoding));
            }
        }

        Charset charset() {
            return Charset.forName(encoding);
        }
    }

    /// How fields become cells.
    public record Cells(
            @Setting("what stands for a missing cell, besides the empty field") List<String> missing,
            @Setting("what separates the decimals of a number") DecimalPoint decimal,
            @Setting("what columns hold, where the proposal is not right") Map<String, CellType> types) {

        /// The usual marks.
        public Cells() {
            this(List.of("NA", "NaN", "nan", "null", "NULL", "?"), DecimalPoint.POINT, Map.of());
        }
    }

    /// Whether the first line names the columns.
    public enum Header {
        /// If none of its fields is a number or a date.
        AUTO, YES, NO
    }

    /// What separates the decimals of a number.
    public enum DecimalPoint {
        POINT('.'), COMMA(',');

        private final char character;

        DecimalPoint(char character) {
            this.character = character;
        }

        char character() {
            return character;
        }
    }

    /// The table in a file.
    ///
    /// @throws DataException if there is no file, it is empty or malformed, rows differ in length, or a cell is not of
    ///                       the type that was asked for; the message gives the line
    @Override
    public Dataset load(Optional<Path> file, Settings settings, Run run) {
        try (var input = Input.required(file, "csv")) {
            return read(input, settings, run);
        }
    }

    /// The table in a file or a resource.
    ///
    /// @throws DataException as [#load] does
    public static Dataset read(Input input, Settings settings, Run run) {
        return new CsvTable(input, settings, run, RecordBlocks.Sizes.USUAL).read();
    }
}
