package org.glia.api.data;

import java.util.Arrays;
import java.util.Optional;

/// Free text a row.
public final class TextColumn implements Column {

    private final String[] texts;
    private final RowIndex index;
    private final Fingerprint.OfColumn fingerprint = new Fingerprint.OfColumn();

    /// Over texts that are copied; null is missing.
    public TextColumn(String... texts) {
        this(texts.clone(), RowIndex.all(texts.length));
    }

    private TextColumn(String[] texts, RowIndex index) {
        this.texts = texts;
        this.index = index;
    }

    @Override
    public int rows() {
        return index.rows();
    }

    @Override
    public Kind kind() {
        return Kind.TEXT;
    }

    /// The row's text, empty where it is missing.
    public Optional<String> text(int row) {
        return Optional.ofNullable(texts[index.at(row)]);
    }

    /// The texts as levels of a nominal column, in natural order.
    public NominalColumn toNominal() {
        var present = new String[rows()];
        Arrays.setAll(present, row -> text(row).orElse(""));
        var levels = Levels.sorted(Arrays.stream(present).filter(text -> !text.isEmpty()).toList());
        return NominalColumn.of(levels, present);
    }

    @Override
    public boolean isMissing(int row) {
        return texts[index.at(row)] == null;
    }

    RowIndex index() {
        return index;
    }

    TextColumn over(RowIndex shown) {
        return new TextColumn(texts, shown);
    }

    @Override
    public TextColumn rows(int[] chosen) {
        return over(index.then(chosen));
    }

    @Override
    public String fingerprint() {
        return fingerprint.of(this);
    }

    @Override
    public String format(int row) {
        return text(row).orElse("");
    }
}
