package org.glia.runtime.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import org.glia.api.data.CsrMatrix;
import org.glia.api.data.Matrix;
import org.glia.api.model.DataTree;

/// Reads what [JsonTreeWriter] writes, within the limits.
final class JsonTreeReader {

    private final JsonReader json;
    private final Entries entries;
    private int depth;

    JsonTreeReader(JsonReader json, Entries entries) {
        this.json = json;
        this.entries = entries;
        json.setNestingLimit(entries.limits().depth() + 2);
    }

    DataTree read() throws IOException {
        if (depth++ > entries.limits().depth()) {
            throw new Malformed("`model.json` is nested deeper than " + entries.limits().depth());
        }
        try {
            return switch (json.peek()) {
                case NULL -> {
                    json.nextNull();
                    yield new DataTree.Nothing();
                }
                case BOOLEAN -> new DataTree.Flag(json.nextBoolean());
                case NUMBER -> number(json.nextString());
                case STRING -> new DataTree.Text(json.nextString());
                case BEGIN_ARRAY -> items();
                case BEGIN_OBJECT -> object();
                default -> throw new Malformed("`model.json` has " + json.peek() + " where a value is expected");
            };
        } finally {
            depth--;
        }
    }

    private static DataTree number(String text) throws Malformed {
        try {
            return text.matches("-?[0-9]+") ? new DataTree.Whole(Long.parseLong(text)) : new DataTree.Real(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new Malformed("`%s` is no number".formatted(text));
        }
    }

    private DataTree items() throws IOException {
        var items = new ArrayList<DataTree>();
        json.beginArray();
        while (json.hasNext()) {
            items.add(read());
        }
        json.endArray();
        return new DataTree.Items(items);
    }

    private DataTree object() throws IOException {
        var fields = new LinkedHashMap<String, DataTree>();
        var type = "";
        json.beginObject();
        while (json.hasNext()) {
            var name = json.nextName();
            switch (name) {
                case "#type" -> type = json.nextString();
                case "#real" -> {
                    var real = new DataTree.Real(real(json.nextString()));
                    json.endObject();
                    return real;
                }
                case "#array" -> {
                    var array = entries.array(json.nextString());
                    json.endObject();
                    return array;
                }
                case "#sparse" -> {
                    var sparse = sparse();
                    json.endObject();
                    return sparse;
                }
                case "#table" -> {
                    var table = Tables.table(read());
                    json.endObject();
                    return new DataTree.Rows(table);
                }
                default -> {
                    if (name.startsWith("#") && !name.startsWith("##")) {
                        throw new Malformed("`%s` is no kind of data that models have".formatted(name));
                    }
                    if (fields.put(name.startsWith("##") ? name.substring(1) : name, read()) != null) {
                        throw new Malformed("`%s` stands twice in one record".formatted(name));
                    }
                }
            }
        }
        json.endObject();
        return new DataTree.Fields(type, fields);
    }

    private static double real(String text) throws Malformed {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new Malformed("`%s` is no number".formatted(text));
        };
    }

    private DataTree sparse() throws IOException {
        json.beginArray();
        int rows = json.nextInt();
        int columns = json.nextInt();
        json.endArray();
        expectName("starts");
        var starts = ints(entries.array(json.nextString()));
        expectName("columns");
        var indices = ints(entries.array(json.nextString()));
        expectName("values");
        if (!(entries.array(json.nextString()) instanceof DataTree.Numbers values)) {
            throw new Malformed("the values of a sparse matrix are no numbers");
        }
        if (rows < 0 || columns < 0) {
            throw new Malformed("a sparse matrix has %d x %d numbers".formatted(rows, columns));
        }
        return new DataTree.Numbers((Matrix) new CsrMatrix(rows, columns, starts, indices, values.values().toArray()));
    }

    private void expectName(String name) throws IOException {
        if (json.peek() != JsonToken.NAME || !json.nextName().equals(name)) {
            throw new Malformed("a sparse matrix lacks its " + name);
        }
    }

    static int[] ints(DataTree array) throws Malformed {
        if (!(array instanceof DataTree.Wholes wholes && wholes.element().equals("int"))) {
            throw new Malformed("an array of whole numbers is something else");
        }
        return java.util.stream.LongStream.of(wholes.values()).mapToInt(Math::toIntExact).toArray();
    }
}
