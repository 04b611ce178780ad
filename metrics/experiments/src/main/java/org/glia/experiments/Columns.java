package org.glia.experiments;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Collectors;

import org.glia.api.model.Plugin;

/// What the recipes of a table are called. One whose plug-in was updated between its trials is two: the old and the new one
/// stand side by side.
public final class Columns {

    private static final int DIGITS = 8;

    private final Map<String, SequencedSet<List<Plugin>>> versions = new LinkedHashMap<>();

    /// @param cells all that may be in the table
    public Columns(List<CellResult> cells) {
        cells.forEach(cell -> versions.computeIfAbsent(cell.trial().cell().recipe(), any -> new LinkedHashSet<>())
                .add(cell.trial().identity()));
    }

    /// The recipe, with what tells its plug-ins from those of its namesakes.
    public String name(CellResult cell) {
        var recipe = cell.trial().cell().recipe();
        var others = versions.get(recipe);
        if (others.size() == 1) {
            return recipe;
        }
        var own = cell.trial().identity().stream().filter(plugin -> !others.stream().allMatch(other -> other.contains(plugin))).toList();
        var told = own.stream().map(plugin -> plugin.name() + " " + plugin.version()).collect(Collectors.joining(", "));
        boolean same = others.stream().map(Columns::versions).distinct().count() < others.size();
        return "%s (%s)".formatted(recipe, same ? told + " " + own.stream().map(plugin -> plugin.hash()
                .substring(0, Math.min(DIGITS, plugin.hash().length()))).collect(Collectors.joining(" ")) : told);
    }

    private static List<String> versions(List<Plugin> plugins) {
        return plugins.stream().map(plugin -> plugin.name() + " " + plugin.version()).toList();
    }
}
