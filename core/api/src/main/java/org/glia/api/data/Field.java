package org.glia.api.data;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What is known of a column without its cells.
///
/// @param name   unique in its schema
/// @param kind   what a cell is
/// @param role   what the column is for
/// @param levels the levels of a nominal column, [Levels#none()] for the others
/// @param shape  the extents of a block (`[28, 28, 1]`) or of a sequence's step; empty for single cells
/// @param parts  the names of a block's columns where they have names of their own, otherwise empty
/// @param origin the columns that this one was made from, the column itself where it was read
/// @param tag    what a column of a prediction holds, empty in ordinary tables
public record Field(String name, Kind kind, Role role, Levels levels, List<Integer> shape, List<String> parts,
                    List<String> origin, Optional<Tag> tag) {

    /// @throws IllegalArgumentException if the name is blank, or a block or a sequence lacks a shape
    public Field {
        shape = List.copyOf(shape);
        parts = List.copyOf(parts);
        origin = List.copyOf(origin);
        if (name.isBlank()) {
            throw new IllegalArgumentException("a column needs a name");
        }
        if ((kind == Kind.BLOCK || kind == Kind.SEQUENCE) == shape.isEmpty()) {
            throw new IllegalArgumentException("column `%s`: blocks and sequences, and only they, have a shape".formatted(name));
        }
        if (shape.stream().anyMatch(extent -> extent < 0)) {
            throw new IllegalArgumentException("column `%s`: a shape has no negative extent: %s".formatted(name, shape));
        }
        if (!parts.isEmpty() && parts.size() != shape.stream().reduce(1, Math::multiplyExact)) {
            throw new IllegalArgumentException("column `%s` has %d names for a block of shape %s"
                    .formatted(name, parts.size(), shape));
        }
    }

    /// A feature of one of the kinds that need neither levels nor a shape.
    public static Field of(String name, Kind kind) {
        return new Field(name, kind, Role.FEATURE, Levels.none(), List.of(), List.of(), List.of(name), Optional.empty());
    }

    public static Field numeric(String name) {
        return of(name, Kind.NUMERIC);
    }

    public static Field nominal(String name, Levels levels) {
        return new Field(name, Kind.NOMINAL, Role.FEATURE, levels, List.of(), List.of(), List.of(name), Optional.empty());
    }

    /// A block of `shape[0] x shape[1] x ...` numbers a row.
    public static Field block(String name, List<Integer> shape) {
        return new Field(name, Kind.BLOCK, Role.FEATURE, Levels.none(), shape, List.of(), List.of(name), Optional.empty());
    }

    /// A sequence of steps of `width` numbers each.
    public static Field sequence(String name, int width) {
        return new Field(name, Kind.SEQUENCE, Role.FEATURE, Levels.none(), List.of(width), List.of(), List.of(name), Optional.empty());
    }

    /// How many numbers the column adds to a row of the feature matrix: the product of the shape, 1 for a single cell.
    public int width() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /// The names of the numbers in a row: the column's own for a single cell, `name[i]` in a block without part names.
    public List<String> partNames() {
        return shape.isEmpty() ? List.of(name) : !parts.isEmpty() ? parts
                : IntStream.range(0, width()).mapToObj(i -> name + "[" + i + "]").toList();
    }

    public Field withName(String newName) {
        return new Field(newName, kind, role, levels, shape, parts, origin, tag);
    }

    public Field withRole(Role newRole) {
        return new Field(name, kind, newRole, levels, shape, parts, origin, tag);
    }

    public Field withLevels(Levels newLevels) {
        return new Field(name, kind, role, newLevels, shape, parts, origin, tag);
    }

    public Field withParts(List<String> newParts) {
        return new Field(name, kind, role, levels, shape, newParts, origin, tag);
    }

    public Field withOrigin(List<String> newOrigin) {
        return new Field(name, kind, role, levels, shape, parts, newOrigin, tag);
    }

    public Field withTag(Tag newTag) {
        return new Field(name, kind, role, levels, shape, parts, origin, Optional.of(newTag));
    }

    /// Whether the cells are plain numbers that stand in the feature matrix.
    public boolean isNumeric() {
        return kind == Kind.NUMERIC || kind == Kind.BLOCK;
    }
}
