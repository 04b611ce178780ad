package org.glia.launcher;

import aQute.bnd.osgi.Builder;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;

/// Jars made for a test by bnd, out of the classes of the tests.
final class TestBundle {

    private TestBundle() {
    }

    /// @param headers manifest headers and bnd instructions besides the name
    static void write(Path jar, String symbolicName, Map<String, String> headers) throws Exception {
        try (var builder = new Builder()) {
            builder.setClasspath(new File[] {new File("target/test-classes")});
            builder.setProperty("Bundle-SymbolicName", symbolicName);
            builder.setProperty("Bundle-Version", "1.2.3");
            builder.setProperty("-fixupmessages", "The JAR is empty;is:=ignore");
            headers.forEach(builder::setProperty);
            try (var built = builder.build()) {
                built.write(jar.toFile());
            }
        }
    }

    static Map<String, String> withActivator(Class<?> activator) {
        return Map.of("Bundle-Activator", activator.getName(), "-includeresource",
                classFile(activator) + "=target/test-classes/" + classFile(activator),
                "Import-Package", "org.osgi.framework");
    }

    private static String classFile(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }
}
