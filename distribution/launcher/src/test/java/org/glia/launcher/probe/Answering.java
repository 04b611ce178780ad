package org.glia.launcher.probe;

import java.io.PrintStream;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/// A main bundle that prints its arguments, one a line, and answers their number; with `fail`, it throws; with `command`, it prints
/// what starts it again.
public final class Answering implements BundleActivator {

    @Override
    public void start(BundleContext context) throws Exception {
        var reference = context.getServiceReferences(Supplier.class, "(glia.arguments=true)").iterator().next();
        var launch = (Map<?, ?>) context.getService(reference).get();
        Callable<Integer> main = () -> {
            var arguments = (List<?>) launch.get("arguments");
            var words = arguments.contains("command") ? (List<?>) ((Supplier<?>) launch.get("command")).get() : arguments;
            return answer((PrintStream) launch.get("stdout"), words);
        };
        context.registerService(Callable.class, main, new Hashtable<>(Map.of("glia.main", true)));
    }

    private static int answer(PrintStream stdout, List<?> arguments) {
        if (arguments.contains("fail")) {
            throw new IllegalStateException("asked to fail");
        }
        System.out.println("noise on System.out");
        arguments.forEach(stdout::println);
        return arguments.size();
    }

    @Override
    public void stop(BundleContext context) {
        // the framework takes the services back
    }
}
