package org.glia.experiments.report;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/// A tracking server in memory that takes nothing which MLflow would not take: methods, paths, content type, names and types of
/// fields (int64 as numbers, doubles as numbers or the words of protobuf's JSON), names of metrics and params, limits of a
/// request, params that never change, runs that are active.
final class MlflowDouble implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("[/\\w.\\- ]+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Set<String> STATUSES = Set.of("RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED");

    record Point(double value, long timestamp, long step) {
    }

    static final class Run {
        final String id;
        final String experiment;
        String name;
        long start;
        long end;
        String status = "RUNNING";
        boolean deleted;
        final Map<String, String> params = new LinkedHashMap<>();
        final Map<String, String> tags = new LinkedHashMap<>();
        final Map<String, List<Point>> metrics = new LinkedHashMap<>();

        Run(String id, String experiment) {
            this.id = id;
            this.experiment = experiment;
        }
    }

    /// What comes instead of an answer.
    ///
    /// @param status  of HTTP; 0 for a connection that is closed
    /// @param headers header and value
    /// @param done    whether the request is carried out all the same
    record Trouble(String path, int status, String body, List<String> headers, boolean done) {
    }

    private static final class Refusal extends RuntimeException {
        private final int status;
        private final String code;

        Refusal(String code, String message) {
            super(message);
            this.code = code;
            this.status = switch (code) {
                case "RESOURCE_DOES_NOT_EXIST", "ENDPOINT_NOT_FOUND" -> 404;
                default -> 400;
            };
        }
    }

    final List<Run> runs = new ArrayList<>();
    final Map<String, String> experiments = new LinkedHashMap<>();
    final Set<String> deletedExperiments = new HashSet<>();
    final List<String> asked = new ArrayList<>();
    final List<Integer> batches = new ArrayList<>();
    final List<String> bodies = new ArrayList<>();
    final Deque<Trouble> troubles = new ArrayDeque<>();
    String wanted = "";
    private final HttpServer server;
    private int page = 7; // small, so that there are several

    MlflowDouble() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://%s:%d".formatted(server.getAddress().getHostString(), server.getAddress().getPort());
    }

    List<Run> active() {
        return runs.stream().filter(run -> !run.deleted).toList();
    }

    long count(String path) {
        return asked.stream().filter(path::equals).count();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var what = path.replaceFirst("^(/base)?/api/2\\.0/mlflow/", "");
        asked.add(what);
        bodies.add(what + " " + body);
        var trouble = troubles.peek() == null || !troubles.peek().path().equals(what) ? null : troubles.poll();
        try {
            if (!wanted.isEmpty() && !wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                send(exchange, 401, "<html>who are you?</html>", List.of());
                return;
            }
            var said = trouble == null || trouble.done() ? perform(exchange, what, body) : new JsonObject();
            if (trouble == null) {
                send(exchange, 200, said.toString(), List.of());
            } else if (trouble.status() == 0) {
                exchange.close();
            } else {
                send(exchange, trouble.status(), trouble.body(), trouble.headers());
            }
        } catch (Refusal e) {
            var problem = new JsonObject();
            problem.addProperty("error_code", e.code);
            problem.addProperty("message", e.getMessage());
            send(exchange, e.status, problem.toString(), List.of());
        } catch (RuntimeException e) {
            send(exchange, 400, "{\"error_code\":\"BAD_REQUEST\",\"message\":\"the double broke: %s\"}".formatted(e), List.of());
        }
    }

    private static void send(HttpExchange exchange, int status, String body, List<String> headers) throws IOException {
        for (int i = 0; i + 1 < headers.size(); i += 2) {
            exchange.getResponseHeaders().add(headers.get(i), headers.get(i + 1));
        }
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private JsonObject perform(HttpExchange exchange, String what, String body) {
        var method = what.equals("experiments/get-by-name") ? "GET" : "POST";
        require(exchange.getRequestMethod().equals(method), what + " takes " + method);
        if (method.equals("GET")) {
            require(body.isEmpty(), "a GET has no body");
            var query = exchange.getRequestURI().getRawQuery();
            require(query.startsWith("experiment_name="), query);
            return byName(URLDecoder.decode(query.substring(16), StandardCharsets.UTF_8));
        }
        require("application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type")), "the body is application/json");
        require(body.getBytes(StandardCharsets.UTF_8).length <= 1_000_000, "a body has at most 1 MB");
        var json = JsonParser.parseString(body).getAsJsonObject();
        return switch (what) {
            case "experiments/create" -> createExperiment(json);
            case "runs/search" -> search(json);
            case "runs/create" -> createRun(json);
            case "runs/update" -> update(json);
            case "runs/delete" -> {
                fields(json, "run_id");
                run(json).deleted = true;
                yield new JsonObject();
            }
            case "runs/log-batch" -> log(json);
            default -> throw new Refusal("ENDPOINT_NOT_FOUND", "no " + what);
        };
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new Refusal("INVALID_PARAMETER_VALUE", message);
        }
    }

    private static void fields(JsonObject json, String... allowed) {
        require(Set.of(allowed).containsAll(json.keySet()), "unknown field among " + json.keySet());
    }

    private static String string(JsonObject json, String name) {
        require(json.has(name) && json.get(name).isJsonPrimitive() && json.getAsJsonPrimitive(name).isString(), name + " is text: " + json);
        return json.get(name).getAsString();
    }

    private static long whole(JsonObject json, String name) {
        require(json.has(name) && json.getAsJsonPrimitive(name).isNumber() && json.get(name).getAsString().matches("-?\\d{1,18}"),
                name + " is a whole number: " + json);
        return json.get(name).getAsLong();
    }

    private JsonObject byName(String name) {
        if (!experiments.containsValue(name)) {
            throw new Refusal("RESOURCE_DOES_NOT_EXIST", "no experiment `%s`".formatted(name));
        }
        var id = experiments.entrySet().stream().filter(entry -> entry.getValue().equals(name)).findFirst().orElseThrow().getKey();
        var experiment = new JsonObject();
        experiment.addProperty("experiment_id", id);
        experiment.addProperty("name", name);
        experiment.addProperty("lifecycle_stage", deletedExperiments.contains(id) ? "deleted" : "active");
        return in("experiment", experiment);
    }

    private static JsonObject in(String name, JsonElement value) {
        var json = new JsonObject();
        json.add(name, value);
        return json;
    }

    private JsonObject createExperiment(JsonObject json) {
        fields(json, "name", "artifact_location", "tags");
        var name = string(json, "name");
        require(!name.isBlank() && name.length() <= 500, "an experiment has a name");
        if (experiments.containsValue(name)) {
            throw new Refusal("RESOURCE_ALREADY_EXISTS", "Experiment(name=%s) already exists".formatted(name));
        }
        var id = Integer.toString(experiments.size() + 1);
        experiments.put(id, name);
        var answer = new JsonObject();
        answer.addProperty("experiment_id", id);
        return answer;
    }

    private JsonObject search(JsonObject json) {
        fields(json, "experiment_ids", "filter", "run_view_type", "max_results", "order_by", "page_token");
        require(json.getAsJsonArray("experiment_ids").asList().stream().allMatch(id -> experiments.containsKey(id.getAsString())), "experiments");
        require(string(json, "run_view_type").equals("ACTIVE_ONLY"), "view");
        long most = whole(json, "max_results");
        require(most > 0 && most <= 50000, "at most 50000 results");
        var wanted = new LinkedHashMap<String, String>();
        for (var part : string(json, "filter").split(" and ")) {
            var clause = Pattern.compile("tags\\.`([^`]+)` = '([^']*)'").matcher(part);
            require(clause.matches(), "filter: " + part);
            wanted.put(clause.group(1), clause.group(2));
        }
        var found = runs.stream().filter(run -> !run.deleted && json.getAsJsonArray("experiment_ids").asList().stream()
                .anyMatch(id -> id.getAsString().equals(run.experiment)) && run.tags.entrySet().containsAll(wanted.entrySet())).toList();
        int from = json.has("page_token") ? Integer.parseInt(string(json, "page_token")) : 0;
        int to = Math.min(found.size(), from + page);
        var answer = new JsonObject();
        if (from < to) {
            var list = new JsonArray();
            found.subList(from, to).forEach(run -> list.add(json(run)));
            answer.add("runs", list);
        } // as MLflow, which leaves empty lists out
        if (to < found.size()) {
            answer.addProperty("next_page_token", Integer.toString(to));
        }
        return answer;
    }

    /// Of a metric, the value of the last step, then the last time, then the largest.
    private static JsonObject json(Run run) {
        var info = new JsonObject();
        info.addProperty("run_id", run.id);
        info.addProperty("run_name", run.name);
        info.addProperty("experiment_id", run.experiment);
        info.addProperty("status", run.status);
        info.addProperty("start_time", run.start);
        info.addProperty("lifecycle_stage", run.deleted ? "deleted" : "active");
        var metrics = new JsonArray();
        run.metrics.forEach((key, points) -> {
            var last = points.stream().max(Comparator.comparingLong(Point::step).thenComparingLong(Point::timestamp)
                    .thenComparingDouble(Point::value)).orElseThrow();
            var metric = new JsonObject();
            metric.addProperty("key", key);
            metric.add("value", JsonParser.parseString(JsonReport.literal(last.value())));
            metric.addProperty("timestamp", last.timestamp());
            metric.addProperty("step", last.step());
            metrics.add(metric);
        });
        var data = in("metrics", metrics);
        data.add("params", pairs(run.params));
        data.add("tags", pairs(run.tags));
        var json = in("info", info);
        json.add("data", data);
        return json;
    }

    private static JsonArray pairs(Map<String, String> all) {
        var pairs = new JsonArray();
        all.forEach((key, value) -> {
            var pair = new JsonObject();
            pair.addProperty("key", key);
            pair.addProperty("value", value);
            pairs.add(pair);
        });
        return pairs;
    }

    private JsonObject createRun(JsonObject json) {
        fields(json, "experiment_id", "user_id", "run_name", "start_time", "tags");
        var experiment = string(json, "experiment_id");
        require(experiments.containsKey(experiment) && !deletedExperiments.contains(experiment), "no experiment " + experiment);
        var run = new Run("%032x".formatted(runs.size() + 1), experiment);
        run.name = string(json, "run_name");
        run.start = whole(json, "start_time");
        json.getAsJsonArray("tags").forEach(tag -> tag(run, tag.getAsJsonObject()));
        run.tags.put("mlflow.runName", run.name);
        var parent = run.tags.get("mlflow.parentRunId");
        require(parent == null || runs.stream().anyMatch(other -> other.id.equals(parent) && !other.deleted), "no parent " + parent);
        runs.add(run);
        return in("run", json(run));
    }

    private Run run(JsonObject json) {
        var id = string(json, "run_id");
        return runs.stream().filter(run -> run.id.equals(id) && !run.deleted).findFirst()
                .orElseThrow(() -> new Refusal("RESOURCE_DOES_NOT_EXIST", "no run " + id));
    }

    private JsonObject update(JsonObject json) {
        fields(json, "run_id", "status", "end_time", "run_name");
        var run = run(json);
        require(STATUSES.contains(string(json, "status")), "status");
        run.status = string(json, "status");
        run.end = whole(json, "end_time");
        run.name = string(json, "run_name");
        require(run.end >= run.start, "a run ends after its start");
        return in("run_info", json(run).get("info"));
    }

    private JsonObject log(JsonObject json) {
        fields(json, "run_id", "metrics", "params", "tags");
        var run = run(json);
        var metrics = json.getAsJsonArray("metrics");
        var params = json.getAsJsonArray("params");
        var tags = json.getAsJsonArray("tags");
        require(metrics.size() <= 1000, "at most 1000 metrics");
        require(params.size() <= 100, "at most 100 params");
        require(tags.size() <= 100, "at most 100 tags");
        require(metrics.size() + params.size() + tags.size() <= 1000, "at most 1000 in all");
        batches.add(metrics.size() + params.size() + tags.size());
        params.forEach(param -> param(run, param.getAsJsonObject()));
        tags.forEach(tag -> tag(run, tag.getAsJsonObject()));
        metrics.forEach(metric -> metric(run, metric.getAsJsonObject()));
        return new JsonObject();
    }

    private static String name(JsonObject json) {
        var name = string(json, "key");
        require(NAME.matcher(name).matches(), "Invalid name: " + name);
        require(name.getBytes(StandardCharsets.UTF_8).length <= 250, "a name has at most 250 bytes");
        require(!name.startsWith("/") && Path.of(name).normalize().toString().equals(name), "no path: " + name);
        return name;
    }

    private static void param(Run run, JsonObject json) {
        fields(json, "key", "value");
        var value = string(json, "value");
        require(value.getBytes(StandardCharsets.UTF_8).length <= 6000, "a param has at most 6000 bytes");
        var before = run.params.putIfAbsent(name(json), value);
        require(before == null || before.equals(value), "Changing param values is not allowed");
    }

    private static void tag(Run run, JsonObject json) {
        fields(json, "key", "value");
        var value = string(json, "value");
        require(value.getBytes(StandardCharsets.UTF_8).length <= 5000, "a tag has at most 5000 bytes");
        run.tags.put(name(json), value);
    }

    private static void metric(Run run, JsonObject json) {
        fields(json, "key", "value", "timestamp", "step");
        var value = json.getAsJsonPrimitive("value");
        require(value.isNumber() || Set.of("NaN", "Infinity", "-Infinity").contains(value.getAsString()), "a value is a number: " + value);
        run.metrics.computeIfAbsent(name(json), any -> new ArrayList<>()).add(new Point(Double.parseDouble(value.getAsString()),
                whole(json, "timestamp"), whole(json, "step")));
    }

    static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
