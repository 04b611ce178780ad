package org.glia.assembly.process.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/// A main bundle that does what its first argument says: an instrument to look at the launcher alone.
public final class Probe implements BundleActivator {

    @Override
    public void start(BundleContext context) throws Exception {
        var reference = context.getServiceReferences(Supplier.class, "(glia.arguments=true)").iterator().next();
        var launch = (Map<?, ?>) context.getService(reference).get();
        Callable<Integer> main = () -> run((PrintStream) launch.get("stdout"), (InputStream) launch.get("stdin"), (List<?>) launch.get("arguments"),
                launch);
        context.registerService(Callable.class, main, new Hashtable<>(Map.of("glia.main", true)));
    }

    private static int run(PrintStream stdout, InputStream stdin, List<?> arguments, Map<?, ?> launch) throws IOException {
        switch (arguments.isEmpty() ? "" : (String) arguments.getFirst()) {
            case "arguments" -> arguments.stream().skip(1).forEach(a -> stdout.println("<" + a + ">"));
            case "exit" -> {
                return Integer.parseInt((String) arguments.get(1));
            }
            case "noise" -> {
                System.out.println("noise on System.out");
                System.err.println("words on System.err");
                stdout.println("result");
            }
            case "stdin" -> stdout.print(new String(stdin.readAllBytes(), StandardCharsets.UTF_8));
            case "wait" -> {
                stdout.println("ready");
                stdin.readAllBytes();
                stdout.println("done");
            }
            case "home" -> stdout.println(launch.get("home"));
            case "memory" -> stdout.println(Runtime.getRuntime().maxMemory() >> 20);
            case "vector" -> stdout.println(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
            default -> stdout.println("nothing to do");
        }
        return 0;
    }

    @Override
    public void stop(BundleContext context) {
        // the framework takes the service back
    }
}
