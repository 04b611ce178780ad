package org.glia.runtime.plugins;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One clause of a manifest header such as Import-Package (OSGi Core 8, 3.2.4).
///
/// @param paths      what it speaks of; several when they share the rest
/// @param attributes by name, without types
/// @param directives by name
record Clause(List<String> paths, Map<String, String> attributes, Map<String, String> directives) {

    Clause {
        paths = List.copyOf(paths);
        attributes = Map.copyOf(attributes);
        directives = Map.copyOf(directives);
    }

    /// The clauses of a header; none of an absent one.
    static List<Clause> of(String header) {
        var clauses = new ArrayList<Clause>();
        for (var text : split(header == null ? "" : header, ',')) {
            clauses.add(clause(text));
        }
        return clauses;
    }

    private static Clause clause(String text) {
        var paths = new ArrayList<String>();
        var attributes = new LinkedHashMap<String, String>();
        var directives = new LinkedHashMap<String, String>();
        for (var part : split(text, ';')) {
            int equals = part.indexOf('=');
            int quote = part.indexOf('"');
            if (equals <= 0 || quote >= 0 && quote < equals) {
                paths.add(unquoted(part));
            } else if (part.charAt(equals - 1) == ':') {
                directives.put(part.substring(0, equals - 1).strip(), unquoted(part.substring(equals + 1)));
            } else {
                attributes.put(part.substring(0, equals).replaceFirst(":.*", "").strip(), unquoted(part.substring(equals + 1)));
            }
        }
        return new Clause(paths, attributes, directives);
    }

    private static List<String> split(String text, char separator) {
        var parts = new ArrayList<String>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !quoted && text.charAt(i) == separator) {
                var part = text.substring(start, i).strip();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                start = i + 1;
            } else if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '"') {
                quoted = !quoted;
            }
        }
        return parts;
    }

    private static String unquoted(String text) {
        var value = text.strip();
        if (value.length() < 2 || value.charAt(0) != '"' || value.charAt(value.length() - 1) != '"') {
            return value;
        }
        return value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    boolean isOptional() {
        return "optional".equals(directives.get("resolution"));
    }
}
