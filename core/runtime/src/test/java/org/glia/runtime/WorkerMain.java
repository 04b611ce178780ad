package org.glia.runtime;

import java.util.List;

import org.glia.api.Catalog;
import org.glia.api.run.Folds;
import org.glia.api.run.RunListener;

/// A program that is a worker, or one that has a worker work: `boss RECIPE`.
public final class WorkerMain {

    static final Leases LEASES = Leases.of(Catalog.of(List.of(new Plain.Level(), new Rogue()), List.of(new Plain.Worst()), List.of()));

    /// What starts this program in a process of its own.
    static final List<String> COMMAND = List.of(System.getProperty("java.home") + "/bin/java", "-cp",
            System.getProperty("java.class.path"), WorkerMain.class.getName());

    private WorkerMain() {
    }

    public static void main(String[] arguments) {
        if (arguments[0].equals(Worker.OPTION)) {
            var out = System.out;
            System.setOut(System.err);
            Worker.serve(System.in, out, LEASES);
            System.exit(0);
        }
        try (var engine = new LocalEngine(LEASES, 1, COMMAND)) {
            var fold = Folds.kFold(Plain.line(20), 2, 1, 1).all().getFirst();
            engine.run(new Request(0, RunListener.none(), () -> false), WorkersTest.ofTime(600_000),
                    List.of(new Cell("line", arguments[1], fold, 1, List.of(), List.of())), name -> Plain.line(20), (cell, outcome) -> { });
        }
    }
}
