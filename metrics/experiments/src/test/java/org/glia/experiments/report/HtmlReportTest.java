package org.glia.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class HtmlReportTest {

    @TempDir
    private Path folder;

    private String page(Report report) throws IOException {
        var file = folder.resolve("report.html");
        ReportFormat.HTML.write(report, file);
        return Files.readString(file);
    }

    /// The page as XML, which it is but for its first line and the elements of its head that stay open.
    private Document read(Report report) throws IOException {
        try {
            var xml = page(report).replaceFirst("<!DOCTYPE html>", "").replaceAll("(<meta [^>]*)>", "$1/>");
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        } catch (SAXException | ParserConfigurationException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Element> all(Document page, String... names) {
        return Stream.of(names).flatMap(name -> {
            var nodes = page.getElementsByTagName(name);
            return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i));
        }).toList();
    }

    private static List<Report> samples() {
        return List.of(Samples.plain(), Samples.ugly(), Samples.large(), Report.of(Samples.results("nothing")));
    }

    @Test
    void thePageNeedsNothingElse() throws IOException {
        for (var report : samples()) {
            var page = read(report);
            assertEquals(List.of(), all(page, "script", "link", "img", "iframe", "object", "embed", "image", "use"));
            for (var element : all(page, "*")) {
                for (int i = 0; i < element.getAttributes().getLength(); i++) {
                    var attribute = element.getAttributes().item(i);
                    assertFalse(attribute.getNodeName().startsWith("on") || attribute.getNodeName().equals("src"), attribute.toString());
                    assertFalse(attribute.getNodeName().equals("href") && !attribute.getNodeValue().startsWith("#"), attribute.toString());
                }
            }
            assertFalse(all(page, "style").getFirst().getTextContent().matches("(?s).*(url\\(|@import).*"));
        }
    }

    @Test
    void whatSentencesNameIsSetAsCode() {
        assertEquals("<code>a &lt; b</code> is better than <code>c</code>, and a lone ` is one", Html.sentence("`a < b` is better than `c`, and a lone ` is one"));
    }

    @Test
    void everyLinkLeadsToAPlaceAndPlacesAreThereOnce() throws IOException {
        for (var report : samples()) {
            var places = new ArrayList<String>();
            all(read(report), "*").stream().map(element -> element.getAttribute("id")).filter(id -> !id.isEmpty()).forEach(places::add);
            assertEquals(places.size(), new HashSet<>(places).size(), places.toString());
            all(read(report), "a").forEach(link -> assertTrue(places.contains(link.getAttribute("href").substring(1)), link.getAttribute("href")));
        }
    }

    @Test
    void everyMeanLeadsToTheCellsItIsOf() throws IOException {
        var page = read(Samples.plain());
        var mean = all(page, "td").stream().filter(cell -> cell.getAttribute("class").equals("n best")).findFirst().orElseThrow();
        assertEquals("0.95 ± 0.04999999999999999 over 3 folds", mean.getAttribute("title"));
        assertEquals("0.9500 ± 0.0500", mean.getTextContent());
        var place = ((Element) mean.getElementsByTagName("a").item(0)).getAttribute("href").substring(1);
        var cells = all(page, "tbody").stream().filter(body -> body.getAttribute("id").equals(place)).findFirst().orElseThrow();
        var rows = cells.getElementsByTagName("tr");
        assertEquals(3, rows.getLength());
        for (int fold = 0; fold < 3; fold++) {
            var row = (Element) rows.item(fold);
            var cell = Samples.plain().cells().get(2 * fold);
            assertEquals(cell.key(), row.getLastChild().getTextContent());
            assertEquals(cell.exact("accuracy"), row.getChildNodes().item(4).getTextContent());
        }
    }

    @Test
    void namesAreTextAndNeverMarkup() throws IOException {
        var page = read(Samples.ugly());
        var headings = all(page, "h1").stream().map(Element::getTextContent).toList();
        assertEquals(List.of(Samples.NASTY), headings);
        assertTrue(all(page, "pre").getFirst().getTextContent().startsWith("java.lang.IllegalStateException: " + Samples.NASTY));
    }

    @Test
    void controlCharactersAndQuotesDoNoHarm() throws IOException {
        var odd = "\u0000\u001b[31m\" onload=\"x' \u0085";
        var report = Report.of(Samples.results(odd, Samples.cell(Samples.trial(odd, odd, 0, 0), Samples.done(1, 1))));
        assertEquals("\ufffd\ufffd[31m\" onload=\"x' \ufffd", all(read(report), "h1").getFirst().getTextContent());
    }

    @Test
    void failuresAreFoldedInWithTheirTraces() throws IOException {
        var details = all(read(Samples.ugly()), "details");
        assertEquals(4, details.size());
        assertEquals(1, details.stream().filter(one -> one.getElementsByTagName("pre").getLength() == 1).count());
        assertTrue(details.getFirst().getElementsByTagName("summary").item(0).getTextContent().endsWith("it took longer than the 2.5 s it was given"));
        assertEquals(0, all(read(Samples.plain()), "details").size());
    }

    @Test
    void tablesHaveHeadersAndPicturesWords() throws IOException {
        for (var report : samples()) {
            var page = read(report);
            all(page, "th").forEach(header -> assertTrue(header.getAttribute("scope").matches("col|row"), header.getTextContent()));
            for (var svg : all(page, "svg")) {
                assertEquals("img", svg.getAttribute("role"));
                var labels = List.of(svg.getAttribute("aria-labelledby").split(" "));
                assertEquals(labels, Stream.of("title", "desc").map(name -> ((Element) svg.getElementsByTagName(name).item(0)).getAttribute("id"))
                        .toList());
                assertFalse(svg.getElementsByTagName("desc").item(0).getTextContent().isBlank());
            }
        }
        assertEquals("en", read(Samples.plain()).getDocumentElement().getAttribute("lang"));
    }

    @Test
    void aDotForEachFoldLeadsToItsCell() throws IOException {
        var page = read(Samples.plain());
        var dots = all(page, "circle");
        assertEquals(6, dots.size());
        var first = dots.getFirst();
        assertEquals("standardize | cart maxDepth=4, repeat 1, fold 1: 0.9", first.getTextContent());
        assertEquals("#" + Pictures.anchor(Samples.plain().cells().getFirst()), ((Element) first.getParentNode()).getAttribute("href"));
        // larger scores stand further to the right
        assertTrue(Double.parseDouble(first.getAttribute("cx")) < Double.parseDouble(dots.get(1).getAttribute("cx")));
    }

    @Test
    void lossCurvesAreDrawnWhereFitsRecordedSome() throws IOException {
        assertEquals(3, all(read(Samples.plain()), "path").size(), "one for each fold of the trees");
        assertTrue(all(read(Samples.ugly()), "path").stream().noneMatch(path -> path.getAttribute("d").contains("NaN")
                || path.getAttribute("d").contains("Infinity")));
    }

    @Test
    void textStandsOutAgainstItsGroundInLightAndDark() throws IOException {
        var style = all(read(Samples.plain()), "style").getFirst().getTextContent();
        for (var colours : style.split("prefers-color-scheme: dark")) {
            var named = Pattern.compile("--(\\w+): #([0-9a-f]{3,6});").matcher(colours).results()
                    .collect(Collectors.toMap(found -> found.group(1), found -> luminance(found.group(2)), (first, later) -> first));
            for (var ground : List.of("back", "band", "best")) {
                for (var ink : List.of("fore", "faint", "accent", "warm")) {
                    double light = Math.max(named.get(ground), named.get(ink)) + 0.05;
                    double dark = Math.min(named.get(ground), named.get(ink)) + 0.05;
                    assertTrue(light / dark >= 4.5, "%s on %s: %s".formatted(ink, ground, light / dark));
                }
            }
        }
    }

    /// Relative luminance as WCAG 2 defines it.
    private static double luminance(String colour) {
        var digits = colour.length() == 3 ? colour.replaceAll("(.)", "$1$1") : colour;
        var weights = new double[] {0.2126, 0.7152, 0.0722};
        return IntStream.range(0, 3).mapToDouble(i -> {
            double share = Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16) / 255.0;
            return weights[i] * (share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4));
        }).sum();
    }
}
