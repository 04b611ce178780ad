package org.glia.experiments.report;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import org.glia.api.problem.CancelledException;
import org.glia.api.problem.GliaException;

/// Talks with a tracking server over its REST interface (2.0). What fails for the moment (429, 5xx, no connection) is tried again
/// a few times, with longer and longer pauses; what is refused is said in a sentence.
final class MlflowLink implements AutoCloseable {

    private static final int TRIES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// Lets time pass between tries.
    @FunctionalInterface
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    /// What the server answered that is no success.
    static final class Refused extends Exception {
        private final transient String code;

        private Refused(String code, String sentence) {
            super(sentence);
            this.code = code;
        }

        /// MLflow's word: `RESOURCE_DOES_NOT_EXIST`.
        String code() {
            return code;
        }
    }

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10))
            .version(HttpClient.Version.HTTP_1_1).build(); // some servers stumble over the offer of HTTP/2
    private final URI server;
    private final Optional<String> authorization;
    private final Pause pause;

    /// @param address     `http://host:5000`, perhaps with a user's name and password before the host and a path behind it
    /// @param environment MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, if wanted
    /// @throws GliaException if it is no address of a server
    MlflowLink(URI address, Map<String, String> environment, Pause pause) {
        if (address.getHost() == null || address.getScheme() == null || !address.getScheme().matches("(?i)https?")) {
            throw new GliaException("`%s` is no address of an MLflow tracking server, which looks like http://host:5000".formatted(address));
        }
        this.server = URI.create("%s://%s%s%s".formatted(address.getScheme(), address.getHost(), address.getPort() < 0 ? "" : ":" + address.getPort(),
                Optional.ofNullable(address.getRawPath()).orElse("").replaceFirst("/+$", "")));
        this.authorization = authorization(address, environment);
        this.pause = pause;
    }

    private static Optional<String> authorization(URI address, Map<String, String> environment) {
        var token = environment.getOrDefault("MLFLOW_TRACKING_TOKEN", "");
        var user = environment.getOrDefault("MLFLOW_TRACKING_USERNAME", "");
        if (address.getUserInfo() != null) {
            return Optional.of(basic(address.getUserInfo()));
        }
        if (!user.isEmpty()) {
            return Optional.of(basic(user + ":" + environment.getOrDefault("MLFLOW_TRACKING_PASSWORD", "")));
        }
        return token.isEmpty() ? Optional.empty() : Optional.of("Bearer " + token);
    }

    private static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    /// @param what `experiments/get-by-name`
    JsonObject get(String what, String key, String value) throws Refused {
        return ask(what, HttpRequest.newBuilder(URI.create("%s?%s=%s".formatted(place(what), key,
                URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20")))).GET(), true);
    }

    /// @param body JSON
    JsonObject post(String what, String body) throws Refused {
        return ask(what, posting(what, body), true);
    }

    /// Says something that must not be said twice.
    ///
    /// @return empty if nobody knows whether the server has heard it
    Optional<JsonObject> postOnce(String what, String body) throws Refused {
        try {
            return Optional.of(ask(what, posting(what, body), false));
        } catch (Unheard e) {
            return Optional.empty();
        }
    }

    private HttpRequest.Builder posting(String what, String body) {
        return HttpRequest.newBuilder(URI.create(place(what))).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private String place(String what) {
        return server + "/api/2.0/mlflow/" + what;
    }

    /// It is not known whether the server did what it was asked.
    private static final class Unheard extends RuntimeException {
        private Unheard() {
            super("unheard", null, false, false);
        }
    }

    private JsonObject ask(String what, HttpRequest.Builder asking, boolean again) throws Refused {
        asking.timeout(PATIENCE).header("Accept", "application/json");
        authorization.ifPresent(value -> asking.header("Authorization", value));
        var request = asking.build();
        for (int attempt = 1; ; attempt++) {
            var wait = FIRST_PAUSE.multipliedBy(1L << attempt - 1);
            try {
                var response = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (!isPassing(response.statusCode())) {
                    return read(what, response);
                }
                if (!again && response.statusCode() != 429) {
                    throw new Unheard();
                }
                if (attempt == TRIES) {
                    throw new GliaException("the MLflow server at %s is not ready (%s), try again later: %s".formatted(server,
                            response.statusCode(), said(response)));
                }
                wait = asked(response).orElse(wait);
            } catch (IOException e) {
                if (!again) {
                    throw new Unheard();
                }
                if (attempt == TRIES) {
                    throw new GliaException("no MLflow server answers at %s%s; is it running, and is that its address?".formatted(server,
                            e.getMessage() == null ? "" : " (" + e.getMessage() + ")"), e);
                }
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
            rest(wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait);
        }
    }

    /// Waits as before the first repetition.
    void rest() {
        rest(FIRST_PAUSE);
    }

    private void rest(Duration wait) {
        try {
            pause.of(wait);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static CancelledException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new CancelledException("the export was cancelled; the same command goes on from there", e);
    }

    private static boolean isPassing(int status) {
        return status == 429 || status == 500 || status == 502 || status == 503 || status == 504;
    }

    /// How long the server wants to be left alone.
    private static Optional<Duration> asked(HttpResponse<String> response) {
        return response.headers().firstValue("Retry-After").filter(seconds -> seconds.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    private JsonObject read(String what, HttpResponse<String> response) throws Refused {
        int status = response.statusCode();
        if (status == 401 || status == 403) {
            throw new GliaException(("the MLflow server at %s does not let us in (%d): set MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and "
                    + "MLFLOW_TRACKING_PASSWORD").formatted(server, status));
        }
        if (status / 100 == 3) { // to follow it would turn a POST into a GET, and might tell a password to somebody else
            throw new GliaException("the MLflow server at %s has moved%s; use its new address".formatted(server,
                    response.headers().firstValue("Location").map(place -> " to " + place).orElse("")));
        }
        var body = object(response.body());
        if (status / 100 == 2 && body.isPresent()) {
            return body.get();
        }
        var code = body.flatMap(answer -> text(answer, "error_code"));
        if (code.isEmpty()) {
            throw new GliaException("what answers at %s is no MLflow tracking server (%s, %d)".formatted(server, what, status));
        }
        throw new Refused(code.get(), "the MLflow server at %s refused %s: %s (%s)".formatted(server, what, said(response), code.get()));
    }

    private static String said(HttpResponse<String> response) {
        return object(response.body()).flatMap(answer -> text(answer, "message")).filter(message -> !message.isBlank())
                .map(message -> message.strip().lines().findFirst().orElseThrow()).orElse("it says nothing more");
    }

    private static Optional<JsonObject> object(String body) {
        try {
            return Optional.of(JsonParser.parseString(body)).filter(JsonElement::isJsonObject).map(JsonElement::getAsJsonObject);
        } catch (JsonParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonObject object, String name) {
        return Optional.ofNullable(object.get(name)).filter(JsonElement::isJsonPrimitive).map(JsonElement::getAsString);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
