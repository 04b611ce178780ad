package org.glia.experiments.report;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// A picture in a page: it takes its colours from the page's style, and says in words what it shows.
final class Svg {

    private final StringBuilder out = new StringBuilder();

    /// @param title       what is shown
    /// @param description what is to be seen in it, for those who do not see it
    Svg(double width, double height, String id, String title, String description) {
        out.append("<svg viewBox=\"0 0 %s %s\" width=\"%1$s\" height=\"%2$s\" role=\"img\" aria-labelledby=\"%s-t %3$s-d\">\n"
                .formatted(number(width), number(height), id));
        out.append("<title id=\"%s-t\">%s</title>\n<desc id=\"%1$s-d\">%s</desc>\n".formatted(id, Html.escape(title), Html.escape(description)));
    }

    Svg line(double x1, double y1, double x2, double y2, String style) {
        out.append("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" class=\"%s\"/>\n".formatted(number(x1), number(y1), number(x2), number(y2),
                style));
        return this;
    }

    /// @param anchor `start`, `middle` or `end`
    Svg text(double x, double y, String anchor, String text) {
        out.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n".formatted(number(x), number(y), anchor, Html.escape(text)));
        return this;
    }

    /// Text that is cut to so many letters, the whole shown to who points at it.
    Svg text(double x, double y, String anchor, String text, int letters) {
        if (text.codePointCount(0, text.length()) <= letters) {
            return text(x, y, anchor, text);
        }
        var cut = text.substring(0, text.offsetByCodePoints(0, letters - 1)) + "…";
        out.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\"><title>%s</title>%s</text>\n".formatted(number(x), number(y), anchor,
                Html.escape(text), Html.escape(cut)));
        return this;
    }

    /// A dot that leads to a place of the page.
    Svg dot(double x, double y, double radius, String place, String title) {
        out.append("<a href=\"#%s\"><circle cx=\"%s\" cy=\"%s\" r=\"%s\" class=\"dot\"><title>%s</title></circle></a>\n".formatted(place,
                number(x), number(y), number(radius), Html.escape(title)));
        return this;
    }

    Svg box(double x, double y, double width, double height, String style) {
        out.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" class=\"%s\"/>\n".formatted(number(x), number(y), number(width),
                number(height), style));
        return this;
    }

    /// A line through points, broken where one is not finite.
    Svg path(double[] x, double[] y, String style, String title) {
        var points = new StringBuilder();
        boolean on = false;
        for (int i = 0; i < x.length; i++) {
            boolean finite = Double.isFinite(x[i]) && Double.isFinite(y[i]);
            if (finite) {
                points.append(on ? 'L' : 'M').append(number(x[i])).append(' ').append(number(y[i])).append(on ? "" : "h0"); // a lone point is a dot
            }
            on = finite;
        }
        out.append("<path d=\"%s\" class=\"%s\"><title>%s</title></path>\n".formatted(points, style, Html.escape(title)));
        return this;
    }

    @Override
    public String toString() {
        return out + "</svg>\n";
    }

    static String number(double x) {
        return new BigDecimal(x).setScale(2, RoundingMode.HALF_EVEN).stripTrailingZeros().toPlainString();
    }
}
