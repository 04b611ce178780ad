package org.glia.benchmarks.report;

/// A page with places that a program fills: what stands between `<!-- begin NAME -->` and `<!-- end NAME -->`.
///
/// @param text the page
public record Readme(String text) {

    /// The page with that place filled anew.
    ///
    /// @throws IllegalArgumentException if the page has no such place
    public Readme with(String place, String content) {
        var begin = "<!-- begin " + place + " -->\n";
        var end = "<!-- end " + place + " -->";
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("the page has no place `%s`; put %s and %s where it belongs"
                    .formatted(place, begin.strip(), end));
        }
        return new Readme(text.substring(0, from + begin.length()) + "\n" + content.strip() + "\n\n" + text.substring(to));
    }
}
