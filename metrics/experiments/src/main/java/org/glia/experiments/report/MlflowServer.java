package org.glia.experiments.report;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BooleanSupplier;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.stream.JsonWriter;
import org.glia.api.problem.CancelledException;
import org.glia.api.problem.GliaException;
import org.glia.experiments.report.MlflowRun.Metric;

/// An MLflow tracking server that results are sent to: a run for each recipe on each data set with the means, and nested in it a
/// run for each trial that has ended, with its scores, its loss curves step by step, and all that is known of where it comes
/// from.
///
/// Sending a study again changes what has changed and leaves the rest. Runs are known by the tag `glia.id`. MLflow never
/// forgets a metric's value, so a trial that came out otherwise, or that was sent only in part, is deleted there (MLflow keeps
/// deleted runs) and sent anew; a recipe's run gets its new means beside the old ones, of which MLflow shows the latest. A
/// request whose answer was lost is repeated, but for that which makes a run: a server may then have a point of a metric twice,
/// the same value at the same step and time.
public final class MlflowServer {

    /// What one request may hold.
    private static final int METRICS = 1000;
    private static final int PARAMS = 100;
    private static final int TAGS = 100;
    private static final int ALL = 1000;
    private static final int BYTES = 1_000_000;
    private static final int PAGE = 1000;

    private final URI address;
    private final Map<String, String> environment;
    private final MlflowLink.Pause pause;

    private MlflowServer(URI address, Map<String, String> environment, MlflowLink.Pause pause) {
        this.address = address;
        this.environment = environment;
        this.pause = pause;
    }

    /// The server at an address such as `http://localhost:5000`. It is told the user's name and password that stand in the
    /// address, or those in MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or the token in MLFLOW_TRACKING_TOKEN.
    ///
    /// @throws GliaException if it is no address
    public static MlflowServer at(String address) {
        return at(address, System.getenv(), duration -> Thread.sleep(duration));
    }

    static MlflowServer at(String address, Map<String, String> environment, MlflowLink.Pause pause) {
        try {
            return new MlflowServer(new URI(address), environment, pause);
        } catch (URISyntaxException e) {
            throw new GliaException("`%s` is no address of an MLflow tracking server, which looks like http://host:5000".formatted(address), e);
        }
    }

    /// Sends a study, into the experiment that is called like it.
    ///
    /// @param cancelled asked between runs
    /// @throws GliaException      if the server does not answer, or refuses; what was sent before stays, and sending again goes on
    /// @throws CancelledException if it was cancelled
    public Exported export(Report report, BooleanSupplier cancelled) {
        try (var link = new MlflowLink(address, environment, pause)) {
            return new Sending(link, report, cancelled).send();
        } catch (MlflowLink.Refused e) {
            throw new GliaException(e.getMessage(), e);
        }
    }

    /// A run that the server has.
    ///
    /// @param status MLflow's word
    private record Known(String id, String status, Map<String, String> params, Map<String, String> tags, Map<String, Metric> metrics) {
    }

    /// One export.
    private static final class Sending {

        private final MlflowLink link;
        private final Report report;
        private final BooleanSupplier cancelled;
        private final String study;
        private final String name;
        /// The server's names of the runs, by identity.
        private final Map<String, String> ids = new HashMap<>();

        Sending(MlflowLink link, Report report, BooleanSupplier cancelled) {
            this.link = link;
            this.report = report;
            this.cancelled = cancelled;
            this.study = report.results().study().id();
            this.name = experimentName(report);
        }

        Exported send() throws MlflowLink.Refused {
            var experiment = experiment();
            var known = known(experiment, "");
            int written = 0;
            var runs = MlflowRuns.of(report);
            for (var run : runs) {
                if (cancelled.getAsBoolean()) {
                    throw new CancelledException("the export was cancelled; the same command goes on from there");
                }
                written += put(run, Optional.ofNullable(known.get(run.identity())), experiment) ? 1 : 0;
            }
            return new Exported(name, written, runs.size() - written);
        }

        /// Finds the experiment, or makes it.
        private String experiment() throws MlflowLink.Refused {
            var found = find();
            if (found.isPresent()) {
                return found.get();
            }
            try {
                return text(link.post("experiments/create", json(json -> json.name("name").value(name))), "experiment_id");
            } catch (MlflowLink.Refused e) {
                if (e.code().equals("RESOURCE_ALREADY_EXISTS")) { // another process, or a try whose answer was lost
                    return find().orElseThrow(() -> e);
                }
                throw e;
            }
        }

        private Optional<String> find() throws MlflowLink.Refused {
            try {
                var experiment = link.get("experiments/get-by-name", "experiment_name", name).getAsJsonObject("experiment");
                if (text(experiment, "lifecycle_stage").equals("deleted")) {
                    throw new GliaException("the experiment `%s` was deleted on the MLflow server; restore it there, or call the study otherwise"
                            .formatted(name));
                }
                return Optional.of(text(experiment, "experiment_id"));
            } catch (MlflowLink.Refused e) {
                if (e.code().equals("RESOURCE_DOES_NOT_EXIST")) {
                    return Optional.empty();
                }
                throw e;
            }
        }

        /// The runs of this study that the server has, by identity.
        ///
        /// @param identity of the only one that is looked for; empty for all
        private Map<String, Known> known(String experiment, String identity) throws MlflowLink.Refused {
            var known = new HashMap<String, Known>();
            var filter = "tags.`%s` = '%s'".formatted(MlflowRun.STUDY, study)
                    + (identity.isEmpty() ? "" : " and tags.`%s` = '%s'".formatted(MlflowRun.IDENTITY, identity));
            var page = new String[] {""};
            do {
                var answer = link.post("runs/search", json(json -> {
                    json.name("experiment_ids").beginArray().value(experiment).endArray().name("filter").value(filter)
                            .name("run_view_type").value("ACTIVE_ONLY").name("max_results").value(PAGE);
                    if (!page[0].isEmpty()) {
                        json.name("page_token").value(page[0]);
                    }
                }));
                for (var run : items(answer, "runs")) {
                    var found = known(run.getAsJsonObject());
                    known.putIfAbsent(found.tags().getOrDefault(MlflowRun.IDENTITY, ""), found);
                }
                page[0] = text(answer, "next_page_token");
            } while (!page[0].isEmpty());
            return known;
        }

        private static Known known(JsonObject run) {
            var info = run.getAsJsonObject("info");
            var data = run.has("data") ? run.getAsJsonObject("data") : new JsonObject();
            var metrics = new HashMap<String, Metric>();
            for (var one : items(data, "metrics")) {
                var metric = one.getAsJsonObject();
                metrics.put(text(metric, "key"), new Metric(text(metric, "key"), number(metric.get("value")), whole(metric, "timestamp"),
                        whole(metric, "step")));
            }
            return new Known(text(info, "run_id"), text(info, "status"), pairs(data, "params"), pairs(data, "tags"), metrics);
        }

        /// @return whether something had to be sent
        private boolean put(MlflowRun run, Optional<Known> before, String experiment) throws MlflowLink.Refused {
            var tags = new LinkedHashMap<>(run.tags());
            run.parent().ifPresent(parent -> tags.put(MlflowRun.PARENT, ids.get(parent)));
            var digest = run.digest();
            boolean same = before.filter(known -> digest.equals(known.tags().get(MlflowRun.DIGEST))).isPresent();
            if (same && before.get().status().equals(run.status().name()) && before.get().tags().entrySet().containsAll(tags.entrySet())) {
                ids.put(run.identity(), before.get().id());
                return false;
            }
            if (before.isPresent() && !same && run.parent().isPresent()) {
                link.post("runs/delete", json(json -> json.name("run_id").value(before.get().id())));
            }
            var kept = before.filter(known -> same || run.parent().isEmpty());
            var id = kept.isPresent() ? kept.get().id() : create(run, tags, experiment);
            ids.put(run.identity(), id);
            kept.ifPresent(known -> tags.entrySet().removeIf(tag -> tag.getValue().equals(known.tags().get(tag.getKey()))));
            var params = new LinkedHashMap<>(run.params());
            kept.ifPresent(known -> params.keySet().removeAll(known.params().keySet()));
            var metrics = run.metrics().stream().filter(metric -> kept.map(known -> !same && !metric.equals(known.metrics().get(metric.key())))
                    .orElse(true)).toList();
            log(id, params, kept.isPresent() ? tags : new LinkedHashMap<>(), metrics, digest);
            link.post("runs/update", json(json -> json.name("run_id").value(id).name("status").value(run.status().name())
                    .name("end_time").value(run.end()).name("run_name").value(run.name())));
            return true;
        }

        /// Makes a run. When the answer is lost, it is looked for before another is made.
        private String create(MlflowRun run, Map<String, String> tags, String experiment) throws MlflowLink.Refused {
            var body = json(json -> {
                json.name("experiment_id").value(experiment).name("run_name").value(run.name()).name("start_time").value(run.start());
                json.name("tags").beginArray();
                for (var tag : tags.entrySet()) {
                    pair(json, tag.getKey(), tag.getValue());
                }
                json.endArray();
            });
            for (int attempt = 1; ; attempt++) {
                var answer = link.postOnce("runs/create", body);
                if (answer.isPresent()) {
                    return text(answer.get().getAsJsonObject("run").getAsJsonObject("info"), "run_id");
                }
                link.rest();
                var made = known(experiment, run.identity()).get(run.identity());
                if (made != null) {
                    return made.id();
                }
                if (attempt == 5) {
                    throw new GliaException("the MLflow server makes no runs at the moment; try again later");
                }
            }
        }

        /// Sends what a run holds in as few requests as its server allows. The digest comes last: a run that has it has all.
        private void log(String id, Map<String, String> params, SequencedMap<String, String> tags, List<Metric> metrics, String digest)
                throws MlflowLink.Refused {
            var batch = new Batch(id);
            for (var param : params.entrySet()) {
                batch = batch.with(batch.params, PARAMS, json(json -> fields(json, param.getKey(), param.getValue())), link);
            }
            for (var tag : tags.entrySet()) {
                batch = batch.with(batch.tags, TAGS, json(json -> fields(json, tag.getKey(), tag.getValue())), link);
            }
            for (var metric : metrics) {
                batch = batch.with(batch.metrics, METRICS, json(json -> {
                    json.name("key").value(metric.key()).name("value").jsonValue(JsonReport.literal(metric.value()));
                    json.name("timestamp").value(metric.timestamp()).name("step").value(metric.step());
                }), link);
            }
            batch = batch.with(batch.tags, TAGS, json(json -> fields(json, MlflowRun.DIGEST, digest)), link);
            batch.send(link);
        }
    }

    /// A request for `runs/log-batch` that is being filled.
    private static final class Batch {

        private final String id;
        private final List<String> metrics = new ArrayList<>();
        private final List<String> params = new ArrayList<>();
        private final List<String> tags = new ArrayList<>();
        private int bytes = 200; // what stands around them

        Batch(String id) {
            this.id = id;
        }

        /// This one with one thing more, or, if that is too much, this one sent and a new one begun.
        Batch with(List<String> kind, int most, String one, MlflowLink link) throws MlflowLink.Refused {
            int size = one.getBytes(StandardCharsets.UTF_8).length + 1;
            if (kind.size() < most && metrics.size() + params.size() + tags.size() < ALL && bytes + size <= BYTES) {
                kind.add(one);
                bytes += size;
                return this;
            }
            send(link);
            var next = new Batch(id);
            next.bytes += size;
            (kind == metrics ? next.metrics : kind == params ? next.params : next.tags).add(one);
            return next;
        }

        void send(MlflowLink link) throws MlflowLink.Refused {
            link.post("runs/log-batch", json(json -> {
                json.name("run_id").value(id);
                json.name("metrics").jsonValue(list(metrics)).name("params").jsonValue(list(params)).name("tags").jsonValue(list(tags));
            }));
        }

        private static String list(List<String> all) {
            return "[" + String.join(",", all) + "]";
        }
    }

    /// As MLflow's own clients call it: nothing empty, at most 500 letters.
    static String experimentName(Report report) {
        var title = report.results().study().title().strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
        return title.isEmpty() ? report.results().study().id() : MlflowNames.value(title, 500);
    }

    @FunctionalInterface
    private interface Fields {
        void write(JsonWriter json) throws IOException;
    }

    private static String json(Fields fields) {
        var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            json.beginObject();
            fields.write(json);
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory is always written", e);
        }
        return text.toString();
    }

    private static void pair(JsonWriter json, String key, String value) throws IOException {
        json.beginObject();
        fields(json, key, value);
        json.endObject();
    }

    private static void fields(JsonWriter json, String key, String value) throws IOException {
        json.name("key").value(key).name("value").value(value);
    }

    private static Iterable<JsonElement> items(JsonObject object, String name) {
        return object.has(name) ? object.getAsJsonArray(name) : List.of();
    }

    private static Map<String, String> pairs(JsonObject object, String name) {
        var pairs = new HashMap<String, String>();
        items(object, name).forEach(pair -> pairs.put(text(pair.getAsJsonObject(), "key"), text(pair.getAsJsonObject(), "value")));
        return pairs;
    }

    private static String text(JsonObject object, String name) {
        return object.has(name) && object.get(name).isJsonPrimitive() ? object.get(name).getAsString() : "";
    }

    private static double number(JsonElement number) {
        return number == null ? 0 : Double.parseDouble(number.getAsString());
    }

    private static long whole(JsonObject object, String name) {
        return object.has(name) ? Long.parseLong(object.get(name).getAsString()) : 0;
    }
}
