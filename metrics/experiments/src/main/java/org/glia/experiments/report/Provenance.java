package org.glia.experiments.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

import org.glia.api.model.Plugin;
import org.glia.experiments.Yardstick;

/// Where the results of a report come from: what it takes to have them again.
final class Provenance {

    private Provenance() {
    }

    /// What is to be known, each with all that is so: several plug-ins, several machines.
    static SequencedMap<String, List<String>> of(Report report) {
        var study = report.results().study();
        var cells = report.cells();
        var facts = new LinkedHashMap<String, List<String>>();
        facts.put("study", List.of("%s (%s)".formatted(study.id(), study.kind())));
        put(facts, "data", cells.stream().map(cell -> "%s: %s".formatted(cell.data(), cell.cell().trial().fingerprint())));
        put(facts, "split", cells.stream().map(cell -> cell.cell().trial().split()));
        put(facts, "plug-ins", plugins(cells, cell -> cell.cell().trial().cell().plugins()));
        put(facts, "measures", report.results().measures().stream().map(Yardstick::plugin).map(Facts::told));
        put(facts, "platform", plugins(cells, cell -> cell.cell().trial().platform()));
        var ended = cells.stream().filter(Facts::isEnded).toList();
        put(facts, "Java", ended.stream().map(cell -> cell.cell().environment().java()));
        put(facts, "flags", ended.stream().map(cell -> String.join(" ", cell.cell().environment().flags())));
        put(facts, "system", ended.stream().map(cell -> cell.cell().environment().system()));
        put(facts, "processor", ended.stream().map(cell -> cell.cell().environment().processor()));
        var times = new TreeSet<Instant>();
        ended.forEach(cell -> times.add(cell.cell().at()));
        if (!times.isEmpty()) {
            facts.put("cells ended", List.of(times.first().equals(times.last()) ? times.first().toString()
                    : "%s to %s".formatted(times.first(), times.last())));
        }
        return facts;
    }

    private static Stream<String> plugins(List<Facts> cells, Function<Facts, List<Plugin>> which) {
        return cells.stream().flatMap(cell -> which.apply(cell).stream()).map(Facts::told);
    }

    private static void put(SequencedMap<String, List<String>> facts, String name, Stream<String> all) {
        var distinct = new ArrayList<>(new LinkedHashSet<>(all.filter(text -> !text.isBlank()).toList()));
        if (!distinct.isEmpty()) {
            facts.put(name, distinct);
        }
    }
}
