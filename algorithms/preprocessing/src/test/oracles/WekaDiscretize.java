import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import weka.core.Attribute;
import weka.core.DenseInstance;
import weka.core.Instances;
import weka.filters.supervised.attribute.Discretize;

/// Writes the cut points that Weka's supervised Discretize finds in the tables of discretize.py; weights repeat rows.
///
/// Run: java -cp weka-stable-3.8.7.jar:bounce-0.18.jar WekaDiscretize.java ../resources/oracles   (Weka 3.8.7, Java 25)
class WekaDiscretize {

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        for (var name : List.of("iris", "wine")) {
            cuts(folder, name, false);
            cuts(folder, name, true);
        }
    }

    private static void cuts(Path folder, String name, boolean weighted) throws Exception {
        var lines = Files.readAllLines(folder.resolve("discretize-" + name + ".csv"));
        var head = lines.getFirst().split(",");
        int numbers = head.length - 2;
        var attributes = new ArrayList<Attribute>();
        for (int j = 0; j < numbers; j++) {
            attributes.add(new Attribute(head[j]));
        }
        attributes.add(new Attribute("class", List.of("c0", "c1", "c2")));
        var data = new Instances(name, attributes, lines.size());
        data.setClassIndex(numbers);
        for (var line : lines.subList(1, lines.size())) {
            var cells = line.split(",");
            var values = new double[numbers + 1];
            for (int j = 0; j < numbers; j++) {
                values[j] = Double.parseDouble(cells[j]);
            }
            values[numbers] = attributes.getLast().indexOfValue(cells[numbers]);
            for (int times = weighted ? (int) Double.parseDouble(cells[numbers + 1]) : 1; times > 0; times--) {
                data.add(new DenseInstance(1, values));
            }
        }
        var filter = new Discretize();
        filter.setInputFormat(data);
        for (var instance : data) {
            filter.input(instance);
        }
        filter.batchFinished();
        try (var out = new PrintWriter(folder.resolve("discretize-" + name + "-mdl" + (weighted ? "-weighted" : "") + ".edges.csv")
                .toFile())) {
            out.print("column,edge\n");
            for (int j = 0; j < numbers; j++) {
                var cuts = filter.getCutPoints(j);
                for (int i = 0; cuts != null && i < cuts.length; i++) {
                    out.print(head[j] + "," + cuts[i] + "\n");
                }
            }
        }
    }
}
