package org.glia.datasets.files;

import java.nio.file.Path;
import java.util.Optional;

import org.glia.api.DataSource;
import org.glia.api.Source;
import org.glia.api.data.Dataset;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Reads Weka's attribute-relation files, dense and sparse: numeric (`numeric`, `real`, `integer`), nominal, string and
/// date attributes, weights of rows (`{2.5}` at the end of a line), quotes of both kinds with backslashes, `?` for a
/// missing value, comments. Attributes of other files' relations (multi-instance data) are refused.
///
/// *Levels* are those that the file declares, in its order. *Targets*: the format has none; Weka's tools take the last
/// attribute unless told otherwise, Glia takes none until told (`target=class`). *Weights*, where a row has one, become
/// the column `weight`. *Dates* are read in UTC, by the attribute's pattern or `yyyy-MM-dd'T'HH:mm:ss`.
///
/// *Sparse rows* leave out what is 0, and, of a nominal attribute, what is the first level; strings and dates that are
/// left out are missing. Files of more than 100 numeric attributes whose first row is sparse keep these together in one
/// sparse block `features`, all but the last attribute, which stays a column of its own as it may be a target;
/// `sparse=columns` and `sparse=block` decide otherwise.
///
/// The file is read once, line by line. Example: `load heroes.arff target=class`
@Component(service = DataSource.class)
@Source(name = "arff", title = "Weka's attribute-relation file", extensions = {"arff", "arff.gz"},
        references = "Witten, Frank and Hall, Data mining, 3rd ed. 2011, section 2.4")
public final class Arff implements DataSource<Arff.Settings> {

    /// How the file is to be read.
    public record Settings(
            @Setting("where the numbers of sparse rows go") Sparse sparse,
            @Setting("the character set, unless the file starts with a byte order mark") String encoding) {

        /// What most files need.
        public Settings() {
            this(Sparse.AUTO, "UTF-8");
        }

        /// @throws IllegalArgumentException if there is no such character set
        public Settings {
            Csv.Layout.requireCharset(encoding);
        }
    }

    /// Where the numbers of sparse rows go.
    public enum Sparse {
        /// Into a block if there are more than 100 numeric attributes, otherwise into columns.
        AUTO,
        /// Each attribute is a column.
        COLUMNS,
        /// All numeric attributes but the last attribute are one block.
        BLOCK
    }

    /// The table in a file.
    ///
    /// @throws DataException if there is no file or it is malformed; the message gives the line and the attribute
    @Override
    public Dataset load(Optional<Path> file, Settings settings, Run run) {
        try (var input = Input.required(file, "arff")) {
            return new ArffTable(input, settings, run).read();
        }
    }
}
