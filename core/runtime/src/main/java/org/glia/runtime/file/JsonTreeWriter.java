package org.glia.runtime.file;

import java.io.IOException;
import java.util.Map;

import com.google.gson.stream.JsonWriter;
import org.glia.api.model.DataTree;

/// Writes a data tree as JSON, its arrays apart. What JSON has no word for is an object with a key that begins with
/// `#`; a field whose own name begins so has the `#` doubled.
///
/// | data | JSON |
/// |---|---|
/// | whole number | `3` |
/// | real number | `3.0`; `{"#real": "NaN"}` where it is not finite |
/// | record | an object, with `"#type"` first where it is one of a sealed interface |
/// | array | `{"#array": "arrays/0"}` |
/// | sparse matrix | `{"#sparse": [rows, columns], "starts": ..., "columns": ..., "values": ...}` |
/// | table | `{"#table": ...}` |
final class JsonTreeWriter {

    private final JsonWriter json;
    private final Map<String, DataTree> arrays;

    JsonTreeWriter(JsonWriter json, Map<String, DataTree> arrays) {
        this.json = json;
        this.arrays = arrays;
    }

    void write(DataTree tree) throws IOException {
        switch (tree) {
            case DataTree.Nothing nothing -> json.nullValue();
            case DataTree.Flag flag -> json.value(flag.value());
            case DataTree.Whole whole -> json.value(whole.value());
            case DataTree.Real real -> {
                if (Double.isFinite(real.value())) {
                    json.jsonValue(Double.toString(real.value()));
                } else {
                    single("#real", Double.toString(real.value()));
                }
            }
            case DataTree.Text text -> json.value(text.value());
            case DataTree.Items items -> {
                json.beginArray();
                for (var item : items.items()) {
                    write(item);
                }
                json.endArray();
            }
            case DataTree.Fields fields -> {
                json.beginObject();
                if (!fields.type().isEmpty()) {
                    json.name("#type").value(fields.type());
                }
                for (var field : fields.fields().entrySet()) {
                    json.name(field.getKey().startsWith("#") ? "#" + field.getKey() : field.getKey());
                    write(field.getValue());
                }
                json.endObject();
            }
            case DataTree.Wholes wholes -> single("#array", put(wholes));
            case DataTree.Numbers numbers when numbers.values().isSparse() -> {
                var csr = numbers.values().csr();
                json.beginObject();
                json.name("#sparse").beginArray().value(csr.rows()).value(csr.columns()).endArray();
                json.name("starts").value(put(wholes(csr.rowStarts())));
                json.name("columns").value(put(wholes(csr.columnIndices())));
                json.name("values").value(put(new DataTree.Numbers(
                        org.glia.api.data.Matrix.of(1, csr.values().length, csr.values()))));
                json.endObject();
            }
            case DataTree.Numbers numbers -> single("#array", put(numbers));
            case DataTree.Rows rows -> {
                json.beginObject();
                json.name("#table");
                write(Tables.tree(rows.table()));
                json.endObject();
            }
        }
    }

    static DataTree.Wholes wholes(int[] values) {
        return new DataTree.Wholes("int", java.util.stream.IntStream.of(values).asLongStream().toArray());
    }

    private void single(String key, String value) throws IOException {
        json.beginObject();
        json.name(key).value(value);
        json.endObject();
    }

    private String put(DataTree array) {
        var name = "arrays/" + arrays.size();
        arrays.put(name, array);
        return name;
    }
}
