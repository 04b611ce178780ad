package org.glia.assembly.arrows;

import aQute.bnd.osgi.Domain;
import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.reflect.AccessFlag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a bundle shows to others, against what its sources say that it shows.
final class Face {

    private static final String EXPORT = "Lorg/osgi/annotation/bundle/Export;";
    private static final String VERSION = "Lorg/osgi/annotation/versioning/Version;";
    private static final Set<String> TYPE_ROLES =
            Set.of("Lorg/osgi/annotation/versioning/ConsumerType;", "Lorg/osgi/annotation/versioning/ProviderType;");

    private Face() {
    }

    /// Exported packages are those that say `@Export`, with a `@Version`; exported interfaces that others may implement say for whom
    /// that is meant, so that it is known which change of them breaks whom.
    static List<String> violations(Path bundle) throws IOException {
        try (var jar = new JarFile(bundle.toFile())) {
            var exported = Domain.domain(jar.getManifest()).getExportPackage().keySet();
            var found = new ArrayList<String>();
            var said = new TreeSet<String>();
            for (var entry : classes(jar)) {
                var model = ClassFile.of().parse(jar.getInputStream(entry).readAllBytes());
                var type = model.thisClass().asInternalName().replace('/', '.');
                var home = type.substring(0, Math.max(0, type.lastIndexOf('.')));
                if (type.endsWith(".package-info")) {
                    if (annotations(model).contains(EXPORT)) {
                        said.add(home);
                        if (!annotations(model).contains(VERSION)) {
                            found.add(home + " says @Export without a @Version.");
                        }
                    }
                } else if (exported.contains(home) && isOpenInterface(model) && annotations(model).stream().noneMatch(TYPE_ROLES::contains)) {
                    found.add(type + " is exported, and neither @ConsumerType nor @ProviderType.");
                }
            }
            exported.stream().filter(p -> !said.contains(p)).forEach(p -> found.add(p + " is exported without saying @Export."));
            said.stream().filter(p -> !exported.contains(p)).forEach(p -> found.add(p + " says @Export and is not exported."));
            return found;
        }
    }

    private static List<JarEntry> classes(JarFile jar) {
        return jar.stream().filter(e -> e.getName().endsWith(".class") && !e.getName().startsWith("META-INF/")).toList();
    }

    /// An interface that strangers can implement: public, and not sealed.
    private static boolean isOpenInterface(ClassModel model) {
        var flags = model.flags();
        return flags.has(AccessFlag.PUBLIC) && flags.has(AccessFlag.INTERFACE) && !flags.has(AccessFlag.ANNOTATION)
                && model.findAttribute(Attributes.permittedSubclasses()).isEmpty();
    }

    private static Set<String> annotations(ClassModel model) {
        var visible = model.findAttribute(Attributes.runtimeVisibleAnnotations()).stream().flatMap(a -> a.annotations().stream());
        var invisible = model.findAttribute(Attributes.runtimeInvisibleAnnotations()).stream().flatMap(a -> a.annotations().stream());
        return Stream.concat(visible, invisible).map(a -> a.classSymbol().descriptorString()).collect(Collectors.toSet());
    }
}
