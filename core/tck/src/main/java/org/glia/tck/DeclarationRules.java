package org.glia.tck;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.glia.api.Estimator;
import org.glia.api.Traits;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// What the class says of itself.
final class DeclarationRules {

    private static final int LONGEST_NAME = 30;

    private DeclarationRules() {
    }

    static void name(Candidate candidate) {
        var name = candidate.name();
        Violation.unless(name.matches("[a-z][a-z0-9]*") && name.length() <= LONGEST_NAME,
                "the name should be a word of lower-case letters and digits that begins with a letter, and is `%s`",
                name);
        var title = candidate.type().annotation().title();
        Violation.unless(!title.isBlank() && !title.strip().endsWith("."),
                "the title should be the method's usual name, without a full stop, and is `%s`", title);
    }

    static void references(Candidate candidate) {
        Violation.unless(!candidate.type().annotation().references().isBlank(),
                "`references` should say where the method was published (author and year), and is blank");
    }

    static void type(Candidate candidate) {
        var type = candidate.estimator().getClass();
        Violation.unless(Modifier.isPublic(type.getModifiers()) && Modifier.isFinal(type.getModifiers()),
                "%s should be public and final, and is `%s`", type.getSimpleName(),
                Modifier.toString(type.getModifiers()));
        Violation.unless(!type.isMemberClass() || Modifier.isStatic(type.getModifiers()),
                "%s is an inner class; make it static", type.getSimpleName());
        Violation.unless(Arrays.stream(type.getConstructors()).anyMatch(one -> one.getParameterCount() == 0),
                "%s should have a public constructor without arguments", type.getSimpleName());
        for (Class<?> owner = type; owner != Object.class; owner = owner.getSuperclass()) {
            for (var field : owner.getDeclaredFields()) {
                boolean constant = Modifier.isStatic(field.getModifiers()) && Modifier.isFinal(field.getModifiers());
                Violation.unless(constant || field.isSynthetic(),
                        "%s should keep no state, and has the field `%s`; what a fit needs are its local variables",
                        owner.getSimpleName(), field.getName());
            }
        }
        Violation.unless(candidate.type().model().isRecord(),
                "the model %s should be a record, so that it can be saved", candidate.type().model().getSimpleName());
    }

    static boolean declaresViews(Candidate candidate) {
        return candidate.type().annotation().views().length > 0;
    }

    /// The traits of settings lie within those of the class, by which catalogs choose.
    static void narrower(Candidate candidate) {
        var declared = Traits.declared(candidate.estimator().getClass());
        var traits = Attempt.of("asking for the traits", candidate::traits);
        within("tasks", traits.tasks(), declared.tasks());
        within("accepts", traits.accepts(), declared.accepts());
        within("removes", traits.removes(), declared.removes());
        within("adds", traits.adds(), declared.adds());
    }

    private static void within(String what, Set<?> traits, Set<?> declared) {
        var more = new HashSet<Object>(traits);
        more.removeAll(declared);
        Violation.unless(more.isEmpty(),
                "`%s` of the annotation is what catalogs choose by, and should hold all that some settings have; it "
                + "lacks %s", what, more);
    }

    // ---- the service, as the bundle's manifest and the component's description give it

    static boolean isInBundle(Candidate candidate) {
        return manifest(candidate.estimator().getClass()).isPresent();
    }

    static void service(Candidate candidate) {
        var type = candidate.estimator().getClass();
        var manifest = manifest(type).orElseThrow();
        var components = Optional.ofNullable(manifest.getValue("Service-Component")).orElse("").split("\\s*,\\s*");
        for (var file : components) {
            var component = file.isBlank() ? Optional.<Element>empty() : description(type, file);
            if (component.isPresent() && implementation(component.get()).equals(type.getName())) {
                Violation.unless(attributes(component.get(), "provide", "interface")
                        .contains(Estimator.class.getName()),
                        "the component %s should provide %s: write @Component(service = Estimator.class)",
                        type.getSimpleName(), Estimator.class.getName());
                return;
            }
        }
        throw new Violation("the bundle should offer %s as a service, and its manifest lists the components %s; write "
                .formatted(type.getSimpleName(), List.of(components)) + "@Component(service = Estimator.class)");
    }

    /// The manifest of the bundle that a class lies in; empty where it lies in none.
    private static Optional<Attributes> manifest(Class<?> type) {
        try {
            var url = beside(type, "META-INF/MANIFEST.MF");
            if (url.isEmpty()) {
                return Optional.empty();
            }
            try (var in = url.get().openStream()) {
                var attributes = new Manifest(in).getMainAttributes();
                return Optional.of(attributes).filter(main -> main.getValue("Bundle-SymbolicName") != null);
            }
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /// A file of the folder or jar that a class was loaded from.
    private static Optional<URL> beside(Class<?> type, String file) throws IOException {
        var path = type.getName().replace('.', '/') + ".class";
        var loader = type.getClassLoader();
        var here = loader == null ? null : loader.getResource(path);
        if (here == null) {
            return Optional.empty();
        }
        var text = here.toString();
        try {
            return Optional.of(new URI(text.substring(0, text.length() - path.length()) + file).toURL());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static Optional<Element> description(Class<?> type, String file) {
        try {
            var url = beside(type, file);
            if (url.isEmpty()) {
                return Optional.empty();
            }
            try (var in = url.get().openStream()) {
                var factory = DocumentBuilderFactory.newInstance();
                factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
                Document document = factory.newDocumentBuilder().parse(in);
                return Optional.of(document.getDocumentElement());
            }
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new Violation("the description of a component in %s cannot be read: %s"
                    .formatted(file, e.getMessage()), e);
        }
    }

    private static String implementation(Element component) {
        return String.join("", attributes(component, "implementation", "class"));
    }

    private static List<String> attributes(Element component, String tag, String attribute) {
        var values = new ArrayList<String>();
        var found = component.getElementsByTagName(tag);
        for (int i = 0; i < found.getLength(); i++) {
            values.add(((Element) found.item(i)).getAttribute(attribute));
        }
        return values;
    }
}
