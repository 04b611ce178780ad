package org.glia.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.glia.api.model.Plugin;
import org.osgi.framework.Bundle;

/// Bundles as plug-ins. Each jar is read once, however many services it has.
final class BundlePlugins {

    private static final String REFERENCE = "reference:";
    /// What the location of a plug-in begins with that was installed while Glia runs, or from a folder of plug-ins; its hash follows.
    private static final String BY_HASH = "glia:";

    private final Map<Installed, Plugin> known = new ConcurrentHashMap<>();

    /// A bundle until it is updated; nothing of it is held.
    private record Installed(long id, long modified) {
    }

    Plugin of(Bundle bundle) {
        return known.computeIfAbsent(new Installed(bundle.getBundleId(), bundle.getLastModified()),
                installed -> new Plugin(bundle.getSymbolicName(), bundle.getVersion().toString(), hash(bundle.getLocation(), installed)));
    }

    /// The SHA-256 of a bundle's jar, empty where its location is no file, or a file that is no longer what the framework
    /// copied.
    private static String hash(String location, Installed installed) {
        if (location.startsWith(BY_HASH)) {
            return location.substring(BY_HASH.length());
        }
        boolean copied = !location.startsWith(REFERENCE);
        var file = copied ? location : location.substring(REFERENCE.length());
        if (!file.startsWith("file:")) {
            return "";
        }
        try {
            var path = Path.of(URI.create(file.replace(" ", "%20")));
            return copied && Files.getLastModifiedTime(path).toMillis() > installed.modified() ? "" : hash(path);
        } catch (IOException | IllegalArgumentException e) {
            return "";
        }
    }

    private static String hash(Path file) throws IOException {
        try (var jar = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            jar.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(jar.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
