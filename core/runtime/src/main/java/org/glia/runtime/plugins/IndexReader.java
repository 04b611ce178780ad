package org.glia.runtime.plugins;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.glia.api.problem.GliaException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/// Reads the index of a repository (OSGi Compendium, 132.5), plain or by gzip, as bnd's indexer writes it. Bundles without a
/// hash or an address cannot be installed and are passed over; so is what is not a bundle.
final class IndexReader {

    private static final String SPACE = "http://www.osgi.org/xmlns/repository/v1.0.0";

    private final String repository;
    private final URI address;
    private final List<Indexed> found = new ArrayList<>();
    /// Of the resource, and of the capability or requirement, that is being read.
    private List<Indexed.Offer> capabilities = List.of();
    private List<Indexed.Need> requirements = List.of();
    private String namespace = "";
    private Map<String, Object> attributes = Map.of();
    private Map<String, String> directives = Map.of();

    private IndexReader(String repository, URI address) {
        this.repository = repository;
        this.address = address;
    }

    /// @param address what the addresses in the index are told from
    /// @throws GliaException if it is no index
    static List<Indexed> read(String repository, URI address, InputStream bytes) throws IOException {
        var reader = new IndexReader(repository, address);
        try (var unpacked = unpacked(bytes)) {
            reader.read(unpacked);
        } catch (XMLStreamException | IllegalArgumentException e) {
            throw new GliaException("the repository `%s` (%s) has no index that can be read: %s".formatted(repository, address,
                    String.valueOf(e.getMessage()).lines().reduce((first, last) -> last).orElse("")), e);
        }
        return List.copyOf(reader.found);
    }

    private static InputStream unpacked(InputStream bytes) throws IOException {
        var buffered = new BufferedInputStream(bytes);
        buffered.mark(2);
        boolean packed = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        return packed ? new BufferedInputStream(new GZIPInputStream(buffered)) : buffered;
    }

    private void read(InputStream bytes) throws XMLStreamException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        var xml = factory.createXMLStreamReader(bytes);
        boolean isIndex = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                isIndex |= xml.getLocalName().equals("repository") && SPACE.equals(xml.getNamespaceURI());
                begin(xml);
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                end(xml.getLocalName());
            }
        }
        if (!isIndex) {
            throw new IllegalArgumentException("it is XML, but not an index of an OSGi repository");
        }
    }

    private void begin(XMLStreamReader xml) {
        switch (xml.getLocalName()) {
            case "resource" -> {
                capabilities = new ArrayList<>();
                requirements = new ArrayList<>();
            }
            case "capability", "requirement" -> {
                namespace = value(xml, "namespace");
                attributes = new HashMap<>();
                directives = new HashMap<>();
            }
            case "attribute" -> attributes.put(value(xml, "name"), typed(value(xml, "value"),
                    Optional.ofNullable(xml.getAttributeValue(null, "type")).orElse("String")));
            case "directive" -> directives.put(value(xml, "name"), value(xml, "value"));
            default -> { }
        }
    }

    private static String value(XMLStreamReader xml, String name) {
        var value = xml.getAttributeValue(null, name);
        if (value == null) {
            throw new IllegalArgumentException("line %d: `%s` has no `%s`".formatted(xml.getLocation().getLineNumber(), xml.getLocalName(), name));
        }
        return value;
    }

    private void end(String element) {
        boolean forLater = !Constants.EFFECTIVE_RESOLVE.equals(directives.getOrDefault(Constants.EFFECTIVE_DIRECTIVE, Constants.EFFECTIVE_RESOLVE));
        switch (element) {
            case "capability" -> capabilities.add(new Indexed.Offer(namespace, attributes));
            case "requirement" -> {
                var resolution = directives.getOrDefault(Constants.RESOLUTION_DIRECTIVE, "");
                if (!forLater && !resolution.equals(Constants.RESOLUTION_OPTIONAL) && !resolution.equals("dynamic")) {
                    requirements.add(new Indexed.Need(namespace, directives.getOrDefault(Constants.FILTER_DIRECTIVE, "")));
                }
            }
            case "resource" -> add();
            default -> { }
        }
    }

    private void add() {
        var identity = first("osgi.identity");
        var content = first("osgi.content");
        if ("osgi.bundle".equals(identity.get("type")) && identity.get("osgi.identity") instanceof String name
                && identity.getOrDefault("version", Version.emptyVersion) instanceof Version version
                && content.get("osgi.content") instanceof String hash && content.get("url") instanceof String url) {
            found.add(new Indexed(name, version, hash.toLowerCase(java.util.Locale.ROOT), address.resolve(url.replace(" ", "%20")), repository,
                    capabilities, requirements));
        }
    }

    private Map<String, Object> first(String wanted) {
        return capabilities.stream().filter(one -> one.namespace().equals(wanted)).map(Indexed.Offer::attributes).findFirst().orElse(Map.of());
    }

    private static Object typed(String text, String type) {
        if (type.startsWith("List")) {
            var item = type.contains("<") ? type.substring(type.indexOf('<') + 1, type.indexOf('>')) : "String";
            return items(text).stream().map(one -> typed(one, item)).toList();
        }
        return switch (type) {
            case "Version" -> Version.parseVersion(text);
            case "Long" -> Long.valueOf(text.strip());
            case "Double" -> Double.valueOf(text.strip());
            default -> text;
        };
    }

    /// A comma or backslash in an item has a backslash before it.
    private static List<String> items(String text) {
        var items = new ArrayList<String>();
        var item = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == ',') {
                items.add(item.toString().strip());
                item.setLength(0);
            } else {
                i += text.charAt(i) == '\\' && i + 1 < text.length() ? 1 : 0;
                item.append(text.charAt(i));
            }
        }
        items.add(item.toString().strip());
        return items;
    }
}
