package org.glia.runtime.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

import org.glia.api.problem.CancelledException;
import org.glia.api.problem.GliaException;

/// Gets what is at an address: a file, or something on the web.
final class Fetch implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Duration ANSWER = Duration.ofMinutes(5);
    private static final int OK = 200;

    /// Made when something on the web is first asked for: it has threads.
    private HttpClient client;

    @FunctionalInterface
    interface Reading<T> {
        T read(InputStream bytes) throws IOException;
    }

    /// @throws GliaException if nothing can be got there; the message says why
    <T> T get(URI address, Reading<T> reading) {
        try (var bytes = open(address)) {
            return reading.read(bytes);
        } catch (NoSuchFileException e) {
            throw new GliaException("there is no file %s".formatted(e.getMessage()), e);
        } catch (IOException e) {
            throw new GliaException("%s cannot be read: %s; check the address and the network".formatted(address, Live.words(e)), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("%s was not fetched".formatted(address), e);
        }
    }

    private InputStream open(URI address) throws IOException, InterruptedException {
        return switch (String.valueOf(address.getScheme())) {
            case "file" -> Files.newInputStream(Path.of(address));
            case "http", "https" -> overHttp(address);
            default -> throw new GliaException("%s begins with neither file:, http: nor https:".formatted(address));
        };
    }

    private InputStream overHttp(URI address) throws IOException, InterruptedException {
        if (client == null) {
            client = HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NORMAL).build();
        }
        var response = client.send(HttpRequest.newBuilder(address).timeout(ANSWER).build(), HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != OK) {
            response.body().close();
            throw new GliaException("%s is not there: the server answers %d; check the address".formatted(address, response.statusCode()));
        }
        return response.body();
    }

    @Override
    public void close() {
        if (client != null) {
            client.shutdownNow();
            client.close();
        }
    }
}
