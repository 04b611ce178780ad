package org.glia.experiments.store;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import org.glia.api.model.History;
import org.glia.api.model.Series;
import org.glia.api.problem.GliaException;

/// What columns of texts hold: JSON, points in time, digests.
final class Text {

    /// All digits always, so that texts sort as the times do.
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

    private static final char REPLACEMENT = '\uFFFD';

    private Text() {
    }

    /// Without what databases refuse: NUL, and halves of characters. They come in messages of code that deals with such.
    static String sound(String text) {
        if (text.indexOf('\0') < 0 && text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
            return text;
        }
        var sound = new StringBuilder(text.length());
        text.codePoints().forEach(point -> sound.appendCodePoint(point == 0
                || point <= Character.MAX_VALUE && Character.isSurrogate((char) point) ? REPLACEMENT : point));
        return sound.toString();
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    static Instant time(String text) {
        return Instant.parse(text);
    }

    static String digest(List<String> parts) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                var bytes = part.getBytes(StandardCharsets.UTF_8);
                sha.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
                sha.update((byte) ':');
                sha.update(bytes);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /// What is written to JSON, or read from it.
    @FunctionalInterface
    private interface Writing {
        void to(JsonWriter json) throws IOException;
    }

    private static String json(Writing writing) {
        var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory is always written", e);
        }
        return text.toString();
    }

    static String texts(List<String> texts) {
        return json(json -> {
            json.beginArray();
            for (var text : texts) {
                json.value(text);
            }
            json.endArray();
        });
    }

    static List<String> texts(String text) {
        var texts = new ArrayList<String>();
        try (var json = new JsonReader(new StringReader(text))) {
            json.beginArray();
            while (json.hasNext()) {
                texts.add(json.nextString());
            }
            json.endArray();
            return texts;
        } catch (IOException | IllegalStateException e) {
            throw damaged(e);
        }
    }

    static String history(History history) {
        return json(json -> {
            json.beginArray();
            for (var series : history.series()) {
                json.beginObject().name("name").value(series.name());
                write(json.name("steps"), series.steps());
                write(json.name("values"), series.values());
                json.endObject();
            }
            json.endArray();
        });
    }

    /// JSON has no infinities; as texts they are what `Double.parseDouble` reads, and so do others.
    private static void write(JsonWriter json, double[] numbers) throws IOException {
        json.beginArray();
        for (double number : numbers) {
            if (Double.isFinite(number)) {
                json.value(number);
            } else {
                json.value(Double.toString(number));
            }
        }
        json.endArray();
    }

    static History history(String text) {
        if (text.equals("[]")) {
            return History.none();
        }
        var lines = new ArrayList<Series>();
        try (var json = new JsonReader(new StringReader(text))) {
            json.beginArray();
            while (json.hasNext()) {
                lines.add(series(json));
            }
            json.endArray();
            return new History(lines);
        } catch (IOException | IllegalStateException | IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    private static Series series(JsonReader json) throws IOException {
        var name = "";
        var steps = new double[0];
        var values = new double[0];
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "name" -> name = json.nextString();
                case "steps" -> steps = numbers(json);
                case "values" -> values = numbers(json);
                default -> json.skipValue();
            }
        }
        json.endObject();
        return new Series(name, steps, values);
    }

    private static double[] numbers(JsonReader json) throws IOException {
        var numbers = new ArrayList<Double>();
        json.beginArray();
        while (json.hasNext()) {
            numbers.add(Double.parseDouble(json.nextString()));
        }
        json.endArray();
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    static GliaException damaged(Exception cause) {
        return new GliaException("the results hold something that is not as Glia writes it; are they damaged?", cause);
    }
}
