package org.glia.assembly.arrows;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The house plan's arrows: who may know whom.
///
/// An arrow is a dependency of one module on another, or an import of a package that the other exports. A room that may know
/// another may know what that one may know.
final class Arrows {

    /// Where arrows may point, by the folder of a module. A module without a line here is an error: it has to be thought about.
    /// The benchmarks do not ship: they alone may know algorithms, and nobody may know them.
    private static final Map<String, Set<String>> PLAN = Map.ofEntries(
            Map.entry("core/api", Set.of()),
            Map.entry("core/compute", Set.of("core/api")),
            Map.entry("core/runtime", Set.of("core/compute")),
            Map.entry("core/tck", Set.of("core/runtime")),
            Map.entry("algorithms/*", Set.of("core/compute")),
            Map.entry("datasets", Set.of("core/compute")),
            Map.entry("metrics/measures", Set.of("core/compute")),
            Map.entry("metrics/experiments", Set.of("core/runtime")),
            Map.entry("metrics/benchmarks", Set.of("algorithms/*", "datasets", "metrics/measures")),
            Map.entry("shell/plots", Set.of("metrics/experiments")),
            Map.entry("shell/commands", Set.of("metrics/experiments", "shell/plots")),
            Map.entry("distribution/launcher", Set.of()));

    private final Map<String, Room> byName;
    private final Map<String, Room> byPackage;

    private Arrows(Collection<Room> rooms) {
        byName = rooms.stream().collect(toMap(Room::name, r -> r, (a, b) -> a, LinkedHashMap::new));
        byPackage = new LinkedHashMap<>();
        rooms.forEach(room -> room.exports().forEach(p -> byPackage.put(p, room)));
    }

    /// @return one sentence for every arrow that the plan does not have; empty when all is well
    static List<String> violations(Collection<Room> rooms) {
        var arrows = new Arrows(rooms);
        var found = new ArrayList<String>();
        rooms.forEach(room -> arrows.check(room, found));
        arrows.cycle().ifPresent(found::add);
        return found;
    }

    private void check(Room room, List<String> found) {
        if (!PLAN.containsKey(lineOf(room.path()))) {
            found.add(room.path() + " has no line in the plan of arrows.");
            return;
        }
        var allowed = allowed(room);
        for (var dependency : new TreeSet<>(room.dependencies())) {
            var target = Optional.ofNullable(byName.get(dependency));
            if (target.isEmpty()) {
                found.add(room.path() + " depends on " + dependency + ", which is no module.");
            } else if (!allowed.contains(lineOf(target.get().path()))) {
                found.add(room.path() + " depends on " + target.get().path() + ".");
            }
        }
        for (var imported : new TreeSet<>(room.imports())) {
            checkImport(room, imported, allowed, found);
        }
        if (room.isAlgorithm() && !room.exports().isEmpty()) {
            found.add(room.path() + " exports " + String.join(", ", new TreeSet<>(room.exports())) + "; algorithms export nothing.");
        }
    }

    private void checkImport(Room room, String imported, Set<String> allowed, List<String> found) {
        var owner = byPackage.get(imported);
        if (imported.startsWith("org.glia.") && owner == null) {
            found.add(room.path() + " imports " + imported + ", which no module exports.");
        } else if (owner != null && owner != room && !allowed.contains(lineOf(owner.path()))) {
            found.add(room.path() + " imports " + imported + " of " + owner.path() + ".");
        }
        var needsNoFramework = room.isAlgorithm() || room.path().equals("core/api") || room.path().equals("core/compute");
        if (needsNoFramework && imported.startsWith("org.osgi.")) {
            found.add(room.path() + " imports " + imported + "; it must work without OSGi.");
        }
        if (room.path().equals("core/api") && owner == null && !imported.startsWith("org.")) {
            found.add(room.path() + " imports " + imported + "; the contract knows JDK types only.");
        }
    }

    /// All lines that can be reached from the room's own one.
    private static Set<String> allowed(Room room) {
        var reached = new LinkedHashSet<String>();
        var open = new ArrayDeque<>(PLAN.get(lineOf(room.path())));
        while (!open.isEmpty()) {
            var line = open.pop();
            if (reached.add(line)) {
                open.addAll(PLAN.get(line));
            }
        }
        return reached;
    }

    private static String lineOf(String path) {
        return path.startsWith("algorithms/") ? "algorithms/*" : path;
    }

    /// A cycle of modules, found by taking away, as long as there is one, a module that points at none of those left.
    private Optional<String> cycle() {
        var targets = new TreeMap<String, Set<String>>();
        byName.values().forEach(room -> targets.put(room.name(), targetsOf(room)));
        while (targets.entrySet().removeIf(e -> e.getValue().stream().noneMatch(targets::containsKey))) {
            // each round may free further modules
        }
        return targets.isEmpty() ? Optional.empty() : Optional.of("Modules in or behind a cycle: " + String.join(", ", targets.keySet()) + ".");
    }

    private Set<String> targetsOf(Room room) {
        var targets = new TreeSet<>(room.dependencies());
        for (var imported : room.imports()) {
            var owner = byPackage.get(imported);
            if (owner != null && owner != room) {
                targets.add(owner.name());
            }
        }
        return targets;
    }
}
