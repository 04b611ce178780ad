package org.glia.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Function;
import org.glia.api.problem.GliaException;
import org.glia.experiments.Experiments;
import org.glia.experiments.store.Place;
import org.glia.runtime.Engine;
import org.glia.runtime.Leases;
import org.glia.runtime.Worker;
import org.glia.runtime.plugins.Plugins;
import org.glia.shell.console.Console;
import org.glia.shell.console.Interrupts;
import org.glia.shell.verbs.Desk;
import org.glia.shell.verbs.Verbs;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/// The main service, which the launcher calls: all that has to do with OSGi here. What a command does not need is not
/// even loaded, so that small commands are quick.
@Component(service = Callable.class, property = "glia.main=true")
public final class Shell implements Callable<Integer> {

    private final BundleContext context;
    private final Map<String, Object> launch;
    private final CommandProcessor processor;
    private final Supplier<Leases> leases;
    private final Supplier<Engine> engine;
    private final Supplier<Experiments> experiments;
    private final Supplier<Plugins> plugins;

    /// References rather than services: an engine that nobody asks for is never made.
    @Activate
    public Shell(BundleContext context,
                 @Reference(target = "(glia.arguments=true)") Supplier<Map<String, Object>> launch,
                 @Reference CommandProcessor processor,
                 @Reference ServiceReference<Leases> leases,
                 @Reference ServiceReference<Engine> engine,
                 @Reference ServiceReference<Experiments> experiments,
                 @Reference ServiceReference<Plugins> plugins) {
        this.context = context;
        this.launch = launch.get();
        this.processor = processor;
        this.leases = service(leases, "catalog");
        this.engine = service(engine, "engine");
        this.experiments = service(experiments, "experiments");
        this.plugins = service(plugins, "plug-ins");
    }

    private <T> Supplier<T> service(ServiceReference<T> reference, String what) {
        return () -> {
            var service = context.getService(reference);
            if (service == null) {
                throw new GliaException("the %s of Glia is gone; start Glia again".formatted(what));
            }
            return service;
        };
    }

    @Override
    public Integer call() throws IOException {
        var out = (PrintStream) launch.get("stdout");
        var err = (PrintStream) launch.get("stderr");
        var version = (String) launch.get("version");
        if (arguments().equals(List.of(Worker.OPTION))) {
            // started by an engine, to which Ctrl-C in their terminal is left
            try (var ignored = Interrupts.ofProcess().watch(() -> { })) {
                plugins.get();
                Worker.serve((InputStream) launch.get("stdin"), out, leases.get());
                return 0;
            }
        }
        try {
            var options = Options.parse(arguments());
            var console = Console.ofProcess(out, err, System.getenv(), options.color());
            if (options.help() || options.version()) {
                console.print(options.help() ? Options.USAGE : "Glia " + version + "\n");
                return 0;
            }
            if (options.trace()) {
                console.showTraces();
            }
            System.setProperty("jline.tmpdir", natives());
            System.setProperty("org.sqlite.tmpdir", natives());
            plugins.get().refusals().forEach(refusal -> err.println("glia: " + refusal));
            context.registerService(Place.class, place(options, System.getenv()), new Hashtable<>());
            return run(options, new Desk(leases, engine, experiments, plugins, console, version));
        } catch (GliaException e) {
            err.println("glia: " + e.getMessage());
            return Explanation.USAGE;
        }
    }

    /// Where JLine and SQLite unpack their native libraries: among the files of the framework, which the next Glia removes if this
    /// one is killed. /tmp may not be a place to load code from.
    private String natives() {
        var files = context.getDataFile("");
        return files == null ? launch.get("cache").toString() : files.toString();
    }

    /// Where results are kept; read when they are first asked for.
    private Place place(Options options, Map<String, String> environment) {
        return new Place(options.results().or(() -> Optional.ofNullable(environment.get("GLIA_RESULTS")).filter(words -> !words.isBlank()))
                .orElseGet(() -> ((Path) launch.get("data")).resolve("results.db").toString()));
    }

    @SuppressWarnings("unchecked") // the launcher's README says so
    private List<String> arguments() {
        return (List<String>) launch.get("arguments");
    }

    private int run(Options options, Desk desk) throws IOException {
        var execution = new Execution();
        var registrations = new ArrayList<ServiceRegistration<?>>();
        for (var verb : Verbs.firstWords()) {
            registrations.add(context.registerService(Function.class, new VerbFunction(verb, desk, execution),
                    command(GogoCommands.SCOPE, verb)));
        }
        for (var library : GogoCommands.LIBRARIES) {
            registrations.add(context.registerService(Object.class.getName(), new Lazy(() -> library.maker().apply(processor)),
                    command(GogoCommands.GOGO, library.functions().toArray(String[]::new))));
        }
        registrations.add(context.registerService(Converter.class, new PageConverter(), new Hashtable<>()));
        try (var runner = new Runner(processor, (InputStream) launch.get("stdin"), desk, execution)) {
            return new Glia(options, desk, runner, (InputStream) launch.get("stdin"), System.getenv()).run();
        } finally {
            registrations.forEach(ServiceRegistration::unregister);
        }
    }

    private static Dictionary<String, Object> command(String scope, Object functions) {
        var properties = new Hashtable<String, Object>();
        properties.put(CommandProcessor.COMMAND_SCOPE, scope);
        properties.put(CommandProcessor.COMMAND_FUNCTION, functions);
        return properties;
    }

    /// A service that is made when somebody first asks for it.
    private record Lazy(Supplier<Object> maker) implements ServiceFactory<Object> {

        @Override
        public Object getService(Bundle bundle, ServiceRegistration<Object> registration) {
            return maker.get();
        }

        @Override
        public void ungetService(Bundle bundle, ServiceRegistration<Object> registration, Object service) {
            // it holds nothing
        }
    }
}
