package org.glia.runtime.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

import org.glia.api.problem.GliaException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/// Looks at a jar before the framework sees it; nothing in it runs, and nothing is changed.
final class Staging {

    /// The version of class files of Java `n` is `n + 44` (JVM Specification, table 4.1-A).
    private static final int CLASS_FILES_OF_JAVA_0 = 44;
    private static final int MAGIC = 0xCAFEBABE;

    private final Here here;
    private final Trust trust;

    Staging(Here here, Trust trust) {
        this.here = here;
        this.trust = trust;
    }

    /// What the jar says of itself, if it may come in as far as can be told without running it.
    ///
    /// @param called what the user calls the file
    /// @throws GliaException if not; the message is one sentence with the cure
    Candidate inspect(Path file, String called) {
        if (!Files.isRegularFile(file)) {
            throw new GliaException("there is no file %s".formatted(called));
        }
        try (var jar = new JarFile(file.toFile(), false)) {
            var manifest = jar.getManifest();
            if (manifest == null || manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME) == null) {
                throw new GliaException(("%s is a jar, but not an OSGi bundle (no Bundle-SymbolicName in its manifest): build it with bnd, or ask "
                        + "its author for a bundle").formatted(called));
            }
            var candidate = candidate(file, called, manifest.getMainAttributes());
            requireWhole(candidate, manifest.getMainAttributes());
            requireNotOurs(candidate);
            requireJava(candidate, jar);
            requireContract(candidate, manifest.getMainAttributes());
            trust.require(candidate, called);
            return candidate;
        } catch (ZipException e) {
            throw new GliaException("%s is not a jar, or was copied only in part: fetch it again".formatted(called), e);
        } catch (IOException e) {
            throw new GliaException("%s cannot be read: %s".formatted(called, e.getMessage()), e);
        } catch (SecurityException e) {
            throw new GliaException("%s was changed after it was signed: fetch it again from its author".formatted(called), e);
        }
    }

    private static Candidate candidate(Path file, String called, Attributes manifest) throws IOException {
        var name = Clause.of(manifest.getValue(Constants.BUNDLE_SYMBOLICNAME)).getFirst().paths().getFirst();
        if (!name.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*")) {
            throw new GliaException("%s has the symbolic name `%s`; letters, digits, `_`, `-` and `.` are allowed: its author must rename it"
                    .formatted(called, name));
        }
        var capabilities = Clause.of(manifest.getValue(Constants.PROVIDE_CAPABILITY));
        var offers = capabilities.stream().flatMap(capability -> Optional.ofNullable(capability.attributes().get(capability.paths().getFirst()))
                .filter(value -> capability.paths().getFirst().startsWith(Here.OURS)).stream()).sorted().toList();
        boolean library = manifest.getValue("Service-Component") == null && manifest.getValue(Constants.BUNDLE_ACTIVATOR) == null
                && (manifest.getValue(Constants.EXPORT_PACKAGE) != null || !capabilities.isEmpty()) && offers.isEmpty();
        var facts = new Facts(manifest::getValue);
        return new Candidate(file, Hash.of(file), name, version(called, manifest), facts.title(), facts.author(), facts.licence(), offers, library);
    }

    private static Version version(String called, Attributes manifest) {
        try {
            return Version.parseVersion(manifest.getValue(Constants.BUNDLE_VERSION));
        } catch (IllegalArgumentException e) {
            throw new GliaException("%s has the version `%s`, which is none; its author must write it as 1.2.3 or 1.2.3.word".formatted(called,
                    manifest.getValue(Constants.BUNDLE_VERSION)), e);
        }
    }

    private static void requireWhole(Candidate candidate, Attributes manifest) {
        if (manifest.getValue(Constants.FRAGMENT_HOST) != null) {
            boolean extension = Clause.of(manifest.getValue(Constants.FRAGMENT_HOST)).stream().anyMatch(c -> c.directives().containsKey("extension"));
            throw new GliaException("%s is %s and would change another bundle; ask its author for a whole one".formatted(candidate.called(),
                    extension ? "an extension of the framework" : "a fragment"));
        }
        if (!"2".equals(new Facts(manifest::getValue).said(Constants.BUNDLE_MANIFESTVERSION).orElse(""))) {
            throw new GliaException("%s was built for OSGi before release 4 (no Bundle-ManifestVersion: 2 in its manifest): build it with bnd"
                    .formatted(candidate.called()));
        }
    }

    private void requireNotOurs(Candidate candidate) {
        if (here.parts().contains(candidate.name())) {
            throw new GliaException("%s has the name of a part of Glia, which comes with Glia only: its author must rename it"
                    .formatted(candidate.called()));
        }
    }

    private void requireJava(Candidate candidate, JarFile jar) throws IOException {
        int needed = 0;
        for (var entry : jar.stream().toList()) {
            try (var in = jar.getInputStream(entry)) {
                needed = Math.max(needed, isClass(entry) ? java(in) : 0);
                needed = Math.max(needed, entry.getName().endsWith(".jar") ? javaOfJar(in) : 0);
            }
        }
        if (needed > here.java()) {
            throw new GliaException("%s needs Java %d, and this is Java %d: start Glia with Java %d or newer, or ask for a build for Java %d"
                    .formatted(candidate.called(), needed, here.java(), needed, here.java()));
        }
    }

    /// Classes for other versions of Java lie under META-INF/versions and are used by those only.
    private static boolean isClass(ZipEntry entry) {
        return entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/") && !entry.getName().endsWith("module-info.class");
    }

    private static int javaOfJar(InputStream bytes) throws IOException {
        int needed = 0;
        var zip = new ZipInputStream(bytes);
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            needed = Math.max(needed, isClass(entry) ? java(zip) : 0);
        }
        return needed;
    }

    private static int java(InputStream bytes) throws IOException {
        var head = bytes.readNBytes(8);
        boolean whole = head.length == 8 && (head[0] << 24 | (head[1] & 0xFF) << 16 | (head[2] & 0xFF) << 8 | head[3] & 0xFF) == MAGIC;
        return whole ? ((head[6] & 0xFF) << 8 | head[7] & 0xFF) - CLASS_FILES_OF_JAVA_0 : 0;
    }

    private void requireContract(Candidate candidate, Attributes manifest) {
        var reasons = new ArrayList<String>();
        for (var clause : Clause.of(manifest.getValue(Constants.IMPORT_PACKAGE))) {
            if (!clause.isOptional()) {
                clause.paths().stream().filter(name -> name.startsWith(Here.OURS)).forEach(name -> missing(candidate, clause, name).ifPresent(reasons::add));
            }
        }
        // Packages of one contract have one version, and are wanted in one: the first speaks for all.
        if (!reasons.isEmpty()) {
            throw new GliaException("%s needs %s".formatted(candidate.called(), reasons.getFirst()));
        }
    }

    private Optional<String> missing(Candidate candidate, Clause clause, String name) {
        VersionRange wanted;
        try {
            wanted = new VersionRange(clause.attributes().getOrDefault("version", "0"));
        } catch (IllegalArgumentException e) {
            throw new GliaException("%s asks for %s in the version `%s`, which is none: its author must mend it".formatted(candidate.called(), name,
                    clause.attributes().get("version")), e);
        }
        var versions = here.packages().get(name);
        if (versions == null) {
            return Optional.of("%s, which is not in this Glia: get a Glia that has it, or a build of %s that does not need it".formatted(name,
                    candidate.name()));
        }
        return versions.stream().anyMatch(wanted::includes) ? Optional.empty()
                : Optional.of("%s %s, this is %s: get %s".formatted(name, wanted, words(versions), cure(candidate, wanted, versions)));
    }

    private static String cure(Candidate candidate, VersionRange wanted, Iterable<Version> versions) {
        boolean newer = versions.iterator().next().compareTo(wanted.getLeft()) < 0;
        return newer ? "a newer Glia, or a build of %s for this one".formatted(candidate.name())
                : "a newer version of %s, built for this Glia".formatted(candidate.name());
    }

    private static String words(Iterable<Version> versions) {
        var words = new ArrayList<String>();
        versions.forEach(version -> words.add(version.toString()));
        return String.join(" and ", words);
    }
}
