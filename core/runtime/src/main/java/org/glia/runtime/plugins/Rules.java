package org.glia.runtime.plugins;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

import org.glia.api.problem.GliaException;

/// What those who run an installation say of plug-ins, in `etc/plugins.properties`:
///
/// ```
/// trust = any | listed | signed
/// listed = plugins.sha256            # hashes of trusted jars, as sha256sum writes them
/// signed = plugins.pem               # certificates of trusted signers, PEM or a key store
/// repository.NAME = https://.../index.xml.gz
/// ```
///
/// Files are named from the folder of the file. A user adds repositories in a file of the same name in the data folder; whom
/// to trust is said in the installation alone.
///
/// @param repositories addresses of indexes, by name
record Rules(Trust trust, Map<String, URI> repositories) {

    private static final String FILE = "plugins.properties";
    private static final String REPOSITORY = "repository.";

    static Rules read(Path etc, Path user) {
        var site = properties(etc.resolve(FILE));
        var repositories = new TreeMap<String, URI>();
        addRepositories(site, etc, repositories);
        addRepositories(properties(user.resolve(FILE)), user, repositories);
        return new Rules(trust(site, etc), repositories);
    }

    private static Trust trust(Properties site, Path etc) {
        var word = site.getProperty("trust", "any").strip();
        return switch (word) {
            case "any" -> new Trust.Anybodys();
            case "listed" -> new Trust.Listed(etc.resolve(site.getProperty("listed", "plugins.sha256").strip()));
            case "signed" -> new Trust.Signed(etc.resolve(site.getProperty("signed", "plugins.pem").strip()));
            default -> throw new GliaException("`trust` in %s must be any, listed or signed; it was %s".formatted(etc.resolve(FILE), word));
        };
    }

    private static void addRepositories(Properties properties, Path folder, Map<String, URI> repositories) {
        for (var key : properties.stringPropertyNames()) {
            if (key.startsWith(REPOSITORY)) {
                repositories.put(key.substring(REPOSITORY.length()), address(properties.getProperty(key).strip(), folder));
            }
        }
    }

    /// An address, or the path of a file.
    private static URI address(String text, Path folder) {
        try {
            var uri = URI.create(text);
            // a letter before the colon is a drive
            return uri.getScheme() != null && uri.getScheme().length() > 1 ? uri : folder.resolve(text).toUri();
        } catch (IllegalArgumentException e) {
            return folder.resolve(text).toUri();
        }
    }

    private static Properties properties(Path file) {
        var properties = new Properties();
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                properties.load(in);
            } catch (IOException | IllegalArgumentException e) {
                throw new GliaException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
            }
        }
        return properties;
    }
}
