package org.glia.datasets.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import org.glia.api.problem.DataException;

/// Takes the fields of a CSV file out of the parser's buffer and puts them into columns, without making texts of them.
final class CsvRows extends CsvCallbackHandler<Boolean> {

    /// Says what columns the first line begins.
    interface Header {
        Start start(List<String> firstLine, long line);
    }

    /// The columns, and whether the first line only named them.
    record Start(List<CellColumn> columns, boolean isHeader) {
    }

    private final String file;
    private final char separator;
    private final Header header;

    /// The first line's fields, until the columns are known.
    private final List<String> first = new ArrayList<>();
    private Optional<List<CellColumn>> started = Optional.empty();
    private CellColumn[] columns = {};
    private String reference = "";
    private RecordType type = RecordType.DATA;
    private long line;
    private int fields;
    private int rows;

    CsvRows(String file, char separator, Header header) {
        this.file = file;
        this.separator = separator;
        this.header = header;
    }

    /// The columns, unless the file is empty.
    Optional<List<CellColumn>> columns() {
        return started;
    }

    /// How many rows there are, the header not among them.
    int count() {
        return rows;
    }

    /// The line at which the present row begins, from 1.
    long line() {
        return line;
    }

    // ---- what the parser calls

    @Override
    protected void beginRecord(long startingLine) {
        line = startingLine;
        fields = 0;
        type = RecordType.DATA;
    }

    @Override
    protected void addField(char[] buffer, int offset, int length, boolean quoted) {
        int from = offset;
        int to = offset + length;
        if (!quoted) {
            while (from < to && buffer[from] <= ' ') {
                from++;
            }
            while (to > from && buffer[to - 1] <= ' ') {
                to--;
            }
        }
        int field = fields++;
        if (started.isEmpty()) {
            first.add(new String(buffer, from, to - from));
        } else if (field < columns.length && !columns[field].add(buffer, from, to, line)) {
            throw new DataException("%s, line %d, column `%s`: `%s` is not %s, as types= says".formatted(file, line,
                    columns[field].name(), new String(buffer, from, to - from), columns[field].asked().noun()));
        }
    }

    @Override
    protected void setComment(char[] buffer, int offset, int length) {
        type = RecordType.COMMENT;
    }

    @Override
    protected void setEmpty() {
        type = RecordType.EMPTY;
    }

    @Override
    protected RecordType getRecordType() {
        return type;
    }

    @Override
    protected int getFieldCount() {
        return fields;
    }

    @Override
    protected Boolean buildRecord() {
        if (type == RecordType.DATA) {
            if (started.isEmpty()) {
                start();
            } else {
                endRow();
            }
        }
        return Boolean.TRUE;
    }

    private void start() {
        var start = header.start(List.copyOf(first), line);
        started = Optional.of(start.columns());
        columns = start.columns().toArray(CellColumn[]::new);
        reference = start.isHeader() ? "the header" : "line " + line;
        if (!start.isHeader()) {
            fields = 0;
            for (var cell : first) {
                addField(cell.toCharArray(), 0, cell.length(), true);
            }
            endRow();
        }
    }

    private void endRow() {
        if (fields != columns.length) {
            throw new DataException(("%s, line %d: %d field%s where %s has %d; fields are separated by %s, say separator= "
                    + "if that is wrong").formatted(file, line, fields, fields == 1 ? "" : "s", reference,
                    columns.length, Separators.name(separator)));
        }
        rows = Math.incrementExact(rows);
    }
}
