package org.glia.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/// One run of Glia from an installation: framework up, main service called, framework down.
final class Launch {

    /// What every other bundle counts on; they start first and stop last.
    static final List<String> FIRST = List.of("org.apache.felix.scr", "org.apache.felix.gogo.runtime");

    /// Its classes are used; starting it would open a terminal and bind standard error to standard output.
    static final List<String> NEVER_STARTED = List.of("org.apache.felix.gogo.jline");

    /// Offered to bundles from the class path: as a bundle, JLine cannot find its own native terminals.
    static final List<String> JLINE_PACKAGES = Stream.of("builtins", "console", "console.impl", "keymap", "reader", "reader.impl",
                    "reader.impl.completer", "reader.impl.history", "style", "terminal", "terminal.impl", "terminal.spi", "utils",
                    "widget")
            .map(p -> "org.jline." + p).toList();

    private static final long PATIENCE_MILLIS = 5_000;

    private final Installation installation;
    private final Map<String, String> environment;
    private final InputStream stdin;
    private final PrintStream stdout;
    private final PrintStream stderr;
    private final Complaints complaints;

    Launch(Installation installation, Map<String, String> environment, InputStream stdin, PrintStream stdout, PrintStream stderr) {
        this.installation = installation;
        this.environment = environment;
        this.stdin = stdin;
        this.stdout = stdout;
        this.stderr = stderr;
        this.complaints = new Complaints(stderr, environment);
    }

    /// Runs the main service on `arguments`.
    ///
    /// @return the exit code for the process: the main service's, or [Main#CANNOT_RUN]
    /// @throws IOException if there is no place for the framework's files
    int run(List<String> arguments) throws IOException {
        var cache = Cache.folder(environment);
        try (var storage = Storage.open(cache)) {
            var hook = closing(storage);
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                return run(arguments, cache, storage.folder());
            } finally {
                forget(hook);
            }
        } catch (BundleException e) {
            complaints.say("Glia's framework cannot start: " + Complaints.reason(e), e);
            return Main.CANNOT_RUN;
        }
    }

    /// For processes that are told to end: by a signal, or by a bundle that calls System.exit. The framework may be writing
    /// files meanwhile, so the folder can fill again while it is emptied.
    private static Thread closing(Storage storage) {
        return new Thread(() -> {
            for (int attempt = 0; attempt < 50; attempt++) {
                try {
                    storage.close();
                    return;
                } catch (DirectoryNotEmptyException | NoSuchFileException e) {
                    Thread.onSpinWait();
                } catch (IOException e) {
                    return; // what is left is swept by a later process
                }
            }
        }, "glia-storage");
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // then the hook does what is left to do
        }
    }

    private int run(List<String> arguments, Path cache, Path storage) throws IOException, BundleException {
        var framework = new FrameworkFactory().newFramework(configuration(storage));
        framework.init();
        try {
            var context = framework.getBundleContext();
            offerArguments(context, arguments, cache);
            framework.adapt(FrameworkStartLevel.class).setInitialBundleStartLevel(2);
            var bundles = install(context);
            framework.adapt(FrameworkWiring.class).resolveBundles(bundles);
            framework.start();
            start(bundles, framework.adapt(FrameworkWiring.class));
            return callMain(context);
        } finally {
            stop(framework);
        }
    }

    private Map<String, String> configuration(Path storage) {
        var exported = JLINE_PACKAGES.stream().map(p -> p + ";version=\"" + installation.jlineVersion() + "\"");
        return Map.of(
                Constants.FRAMEWORK_STORAGE, storage.toString(),
                Constants.FRAMEWORK_BEGINNING_STARTLEVEL, "2",
                Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE,
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, exported.collect(Collectors.joining(",")),
                // the folder has one user, and a lock of its own
                "felix.cache.locking", "false");
    }

    private void offerArguments(BundleContext context, List<String> arguments, Path cache) {
        Supplier<List<String>> command = () -> Again.command(installation);
        var launch = Map.<String, Object>of(
                "arguments", List.copyOf(arguments),
                "stdout", stdout,
                "stderr", stderr,
                "stdin", stdin,
                "home", installation.home(),
                "cache", cache,
                "data", Data.folder(environment),
                "version", installation.version(),
                "command", command);
        Supplier<Map<String, Object>> service = () -> launch;
        context.registerService(Supplier.class, service, properties("glia.arguments", true));
    }

    private static Dictionary<String, Object> properties(String key, Object value) {
        var properties = new Hashtable<String, Object>();
        properties.put(key, value);
        return properties;
    }

    private List<Bundle> install(BundleContext context) throws IOException {
        var bundles = new ArrayList<Bundle>();
        for (var jar : installation.bundles()) {
            install(context, "reference:" + jar.toUri(), jar).ifPresent(bundles::add);
        }
        return bundles;
    }

    private Optional<Bundle> install(BundleContext context, String location, Path jar) {
        try {
            var bundle = context.installBundle(location);
            if (bundle.getSymbolicName() == null) {
                bundle.uninstall();
                complaints.say("`" + jar.getFileName() + "` is left out: it is a jar, but not a bundle (no Bundle-SymbolicName in it).");
                return Optional.empty();
            }
            if (FIRST.contains(bundle.getSymbolicName())) {
                bundle.adapt(BundleStartLevel.class).setStartLevel(1);
            }
            return Optional.of(bundle);
        } catch (BundleException e) {
            complaints.say("`" + jar.getFileName() + "` is left out, for it cannot be read as a bundle: " + Complaints.reason(e), e);
            return Optional.empty();
        }
    }

    private void start(List<Bundle> bundles, FrameworkWiring wiring) {
        var first = bundles.stream().filter(b -> FIRST.contains(b.getSymbolicName()));
        var rest = bundles.stream().filter(b -> !FIRST.contains(b.getSymbolicName()));
        Stream.concat(first, rest).forEach(bundle -> start(bundle, wiring));
    }

    private void start(Bundle bundle, FrameworkWiring wiring) {
        if (bundle.getState() == Bundle.INSTALLED) {
            complaints.say("`" + nameOf(bundle) + "` cannot run: " + new Unresolved(bundle, wiring).explanation() + ".");
        } else if (!isFragment(bundle) && !NEVER_STARTED.contains(bundle.getSymbolicName())) {
            try {
                bundle.start(Bundle.START_TRANSIENT);
            } catch (BundleException e) {
                complaints.say("`" + nameOf(bundle) + "` failed to start: " + Complaints.reason(e), e);
            }
        }
    }

    static String nameOf(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }

    private static boolean isFragment(Bundle bundle) {
        return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    private int callMain(BundleContext context) {
        var reference = mainService(context);
        if (reference.isEmpty()) {
            complaints.say("nothing in " + installation.home().resolve("bundles") + " offers a main service; reinstall Glia.");
            return Main.CANNOT_RUN;
        }
        try {
            return (Integer) context.getService(reference.get()).call();
        } catch (Exception | Error e) {
            complaints.say("the main service failed: " + Complaints.reason(e), e);
            return Main.CANNOT_RUN;
        } finally {
            stdout.flush();
        }
    }

    @SuppressWarnings("rawtypes") // a service is found by its class, which has no type arguments
    private static Optional<ServiceReference<Callable>> mainService(BundleContext context) {
        try {
            return context.getServiceReferences(Callable.class, "(glia.main=true)").stream().max(ServiceReference::compareTo);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void stop(Framework framework) throws BundleException {
        framework.stop();
        try {
            framework.waitForStop(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
