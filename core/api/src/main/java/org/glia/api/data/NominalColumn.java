package org.glia.api.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.ArrayList;

/// One level a row, stored as its code; -1 is missing.
public final class NominalColumn implements Column {

    private final Levels levels;
    private final int[] codes;
    private final RowIndex index;
    private final Fingerprint.OfColumn fingerprint = new Fingerprint.OfColumn();

    /// Over an array of codes that is not copied and must not be written to afterwards.
    ///
    /// @throws IllegalArgumentException if a code is neither -1 nor the position of a level
    public NominalColumn(Levels levels, int[] codes) {
        this(levels, codes, RowIndex.all(codes.length));
        for (int code : codes) {
            if (code < -1 || code >= levels.size()) {
                throw new IllegalArgumentException("code %d is not one of %d levels".formatted(code, levels.size()));
            }
        }
    }

    private NominalColumn(Levels levels, int[] codes, RowIndex index) {
        this.levels = levels;
        this.codes = codes;
        this.index = index;
    }

    /// Codes the texts by `levels`; the empty text is missing.
    ///
    /// @throws IllegalArgumentException if a text is no level
    public static NominalColumn of(Levels levels, String... values) {
        var byName = levels.index();
        var codes = new int[values.length];
        for (int row = 0; row < values.length; row++) {
            var code = values[row].isEmpty() && !byName.containsKey("") ? Integer.valueOf(-1) : byName.get(values[row]);
            if (code == null) {
                throw new IllegalArgumentException("`%s` is not one of %s".formatted(values[row], levels.names()));
            }
            codes[row] = code;
        }
        return new NominalColumn(levels, codes);
    }

    public Levels levels() {
        return levels;
    }

    @Override
    public int rows() {
        return index.rows();
    }

    @Override
    public Kind kind() {
        return Kind.NOMINAL;
    }

    /// The code of the row's level, -1 where it is missing.
    public int code(int row) {
        return codes[index.at(row)];
    }

    /// A copy of all codes.
    public int[] codes() {
        if (index.index() == null) {
            return codes.clone();
        }
        var copy = new int[rows()];
        Arrays.setAll(copy, this::code);
        return copy;
    }

    /// How many rows have each level; missing rows count nowhere.
    public int[] counts() {
        var counts = new int[levels.size()];
        for (int row = 0; row < rows(); row++) {
            int code = code(row);
            if (code >= 0) {
                counts[code]++;
            }
        }
        return counts;
    }

    /// The same cells coded by `wanted`; levels that `wanted` lacks are appended behind it, in their present order.
    public NominalColumn recoded(Levels wanted) {
        if (levels.names().equals(wanted.names())) {
            return levels.equals(wanted) ? this : new NominalColumn(wanted, codes, index);
        }
        var known = new HashMap<>(wanted.index());
        var names = new ArrayList<>(wanted.names());
        var newCode = new int[levels.size()];
        for (int code = 0; code < newCode.length; code++) {
            var name = levels.name(code);
            newCode[code] = known.computeIfAbsent(name, unseen -> {
                names.add(unseen);
                return names.size() - 1;
            });
        }
        var recoded = new int[rows()];
        Arrays.setAll(recoded, row -> code(row) < 0 ? -1 : newCode[code(row)]);
        return new NominalColumn(new Levels(names, wanted.ordered(), wanted.positive()), recoded);
    }

    @Override
    public boolean isMissing(int row) {
        return code(row) < 0;
    }

    RowIndex index() {
        return index;
    }

    NominalColumn over(RowIndex shown) {
        return new NominalColumn(levels, codes, shown);
    }

    @Override
    public NominalColumn rows(int[] chosen) {
        return over(index.then(chosen));
    }

    @Override
    public String fingerprint() {
        return fingerprint.of(this);
    }

    @Override
    public String format(int row) {
        int code = code(row);
        return code < 0 ? "" : levels.name(code);
    }
}
