package org.glia.shell;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.glia.api.Catalog;
import org.glia.api.problem.GliaException;
import org.glia.baselines.Majority;
import org.glia.baselines.MeanLevel;
import org.glia.clustering.Faddc;
import org.glia.clustering.KMeans;
import org.glia.datasets.builtin.Iris;
import org.glia.datasets.builtin.Wine;
import org.glia.datasets.files.Csv;
import org.glia.datasets.generators.Blobs;
import org.glia.experiments.Experiments;
import org.glia.experiments.store.DatabaseResults;
import org.glia.measures.Accuracy;
import org.glia.measures.BalancedAccuracy;
import org.glia.measures.Inertia;
import org.glia.measures.Rmse;
import org.glia.measures.Silhouette;
import org.glia.preprocessing.Standardize;
import org.glia.regression.Logistic;
import org.glia.runtime.Leases;
import org.glia.runtime.LocalEngine;
import org.glia.shell.console.Console;
import org.glia.shell.console.Interrupts;
import org.glia.shell.verbs.Desk;
import org.glia.shell.verbs.Verbs;

/// A shell without OSGi: real Gogo, real algorithms, and streams that can be looked at.
final class Session implements AutoCloseable {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CommandProcessorImpl processor;
    private final LocalEngine engine;
    final Desk desk;
    final Runner runner;

    Session() {
        this(catalog(), Interrupts.none());
    }

    Session(Catalog catalog) {
        this(catalog, Interrupts.none());
    }

    Session(Catalog catalog, Interrupts interrupts) {
        processor = new CommandProcessorImpl();
        var console = Console.plain(stream(out), stream(err), interrupts);
        var leases = Leases.of(catalog);
        engine = new LocalEngine(leases, 2);
        var experiments = new Experiments(leases, engine, DatabaseResults.inMemory());
        desk = new Desk(() -> leases, () -> engine, () -> experiments, () -> {
            throw new GliaException("plug-ins come and go in the distribution only");
        }, console, "1.2.3");
        var execution = new Execution();
        Verbs.firstWords().forEach(verb -> processor.addCommand(GogoCommands.SCOPE, new VerbFunction(verb, desk, execution), verb));
        GogoCommands.LIBRARIES.forEach(library -> {
            var commands = library.maker().apply(processor);
            library.functions().forEach(name -> processor.addCommand(GogoCommands.GOGO, commands, name));
        });
        processor.addConverter(new PageConverter());
        runner = new Runner(processor, InputStream.nullInputStream(), desk, execution);
    }

    static Catalog catalog() {
        return Catalog.of(List.of(new Standardize(), new Logistic(), new KMeans(), new Faddc(), new Majority(), new MeanLevel()),
                List.of(new Accuracy(), new BalancedAccuracy(), new Inertia(), new Rmse(), new Silhouette()),
                List.of(new Iris(), new Wine(), new Blobs(), new Csv()));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /// Executes statements.
    ///
    /// @return the exit code
    int run(String statements) {
        out.reset();
        err.reset();
        return runner.run(statements, "");
    }

    /// What the statements print as results.
    ///
    /// @throws AssertionError if one of them fails
    String answer(String statements) {
        int code = run(statements);
        if (code != 0) {
            throw new AssertionError("exit code " + code + ": " + complaint());
        }
        return result();
    }

    /// What went to standard output.
    String result() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /// What went to standard error.
    String complaint() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /// What statements that fail have to say.
    ///
    /// @throws AssertionError if none fails
    String complaint(String statements) {
        if (run(statements) == 0) {
            throw new AssertionError("nothing failed: " + result());
        }
        return complaint();
    }

    int options(String... words) throws IOException {
        return new Glia(Options.parse(List.of(words)), desk, runner, InputStream.nullInputStream(), Map.of()).run();
    }

    int stdin(String text) throws IOException {
        return new Glia(Options.parse(List.of()), desk, runner,
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Map.of()).run();
    }

    @Override
    public void close() {
        runner.close();
        processor.stop();
        engine.close();
    }
}
