package org.glia.datasets.files;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

import org.glia.api.DataSource;
import org.glia.api.Source;
import org.glia.api.data.Dataset;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Reads the sparse format of LIBSVM and SVMlight: `label index:value index:value ...` a line, with `qid:number` behind
/// the label where rows belong to queries, and comments behind `#`.
///
/// The result has the columns `label` (the target), `query` (the group, where lines have a `qid`) and `features`, one
/// sparse block whose parts are called `x1`, `x2`, ... by their index in the file. What a line leaves out is 0.
///
/// *Labels* are classes if they are texts, or at most 20 distinct whole numbers; otherwise they are numbers to be
/// predicted. `labels=nominal` and `labels=numeric` decide otherwise. Classes are ordered as numbers where all are
/// numbers, and written `1`, not `+1` or `1.0`. *Indices* begin at 1, or at 0 in a file that has an index 0
/// (`indices=zero` where it happens to have none). *Width*: a file may lack the last features; `features=300` makes it
/// as wide as another one.
///
/// The file is read once, line by line. Memory: 12 bytes an element, twice that while reading. Example:
/// `load news20.libsvm features=1355191`
@Component(service = DataSource.class)
@Source(name = "libsvm", title = "sparse rows of LIBSVM and SVMlight",
        extensions = {"libsvm", "libsvm.gz", "svm", "svm.gz", "svmlight", "svmlight.gz"},
        references = "Chang and Lin 2011; Joachims 1999")
public final class Libsvm implements DataSource<Libsvm.Settings> {

    /// How the file is to be read.
    public record Settings(
            @Setting("what labels are") Labels labels,
            @Setting("where indices begin") Indices indices,
            @Setting(value = "how many features there are, where this file may lack the last ones", min = 1)
            OptionalInt features) {

        /// Everything is found out.
        public Settings() {
            this(Labels.AUTO, Indices.AUTO, OptionalInt.empty());
        }
    }

    /// What labels are.
    public enum Labels {
        /// Classes if they are texts or few whole numbers.
        AUTO, NOMINAL, NUMERIC
    }

    /// Where indices begin.
    public enum Indices {
        /// At 1, unless there is an index 0.
        AUTO, ZERO, ONE
    }

    /// The table in a file.
    ///
    /// @throws DataException if there is no file, it is empty or malformed; the message gives the line and the item
    @Override
    public Dataset load(Optional<Path> file, Settings settings, Run run) {
        try (var input = Input.required(file, "libsvm")) {
            return new LibsvmTable(input, settings, run).read();
        }
    }
}
