import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

import org.mlflow.api.proto.Service;
import org.mlflow_project.google.protobuf.Message;
import org.mlflow_project.google.protobuf.util.JsonFormat;

/// Reads the requests in `mlflow-requests.txt` by the messages of MLflow's own Java client, which refuses unknown fields and values
/// of other types, and counts them. With org.mlflow:mlflow-client 2.0.1 and com.google.code.gson:gson 2.15.0 in a folder lib:
///
/// ```
/// java -cp 'lib/*' MlflowRequests.java ../resources/reports/mlflow-requests.txt
/// {experiments/create=1, experiments/get-by-name=2, runs/create=9, runs/delete=1, runs/log-batch=10, runs/search=3, runs/update=10}
/// ```
public class MlflowRequests {

    public static void main(String[] arguments) throws Exception {
        var counts = new TreeMap<String, Integer>();
        for (var line : Files.readAllLines(Path.of(arguments[0]))) {
            int blank = line.indexOf(' ');
            var what = line.substring(0, blank);
            if (!what.equals("experiments/get-by-name")) { // asked by its address alone
                Message.Builder message = switch (what) {
                    case "experiments/create" -> Service.CreateExperiment.newBuilder();
                    case "runs/search" -> Service.SearchRuns.newBuilder();
                    case "runs/create" -> Service.CreateRun.newBuilder();
                    case "runs/log-batch" -> Service.LogBatch.newBuilder();
                    case "runs/update" -> Service.UpdateRun.newBuilder();
                    case "runs/delete" -> Service.DeleteRun.newBuilder();
                    default -> throw new IllegalArgumentException(what);
                };
                JsonFormat.parser().merge(line.substring(blank + 1), message);
            }
            counts.merge(what, 1, Integer::sum);
        }
        System.out.println(counts);
    }
}
