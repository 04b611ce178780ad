package org.glia.experiments.report;

import java.util.regex.Pattern;

/// Text in pages.
final class Html {

    private Html() {
    }

    private static final Pattern NAMED = Pattern.compile("`([^`]+)`");

    /// A sentence, with what stands between backticks as code.
    static String sentence(String text) {
        return NAMED.matcher(escape(text)).replaceAll("<code>$1</code>");
    }

    /// Text, or the value of an attribute in double quotes, that holds no markup and no character that pages must not have.
    static String escape(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c < ' ' && c != '\n' && c != '\t' || c >= 0x7f && c < 0xa0 ? '\ufffd' : c);
            }
        }
        return escaped.toString();
    }
}
