package org.glia.neural;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.data.Schema;
import org.glia.compute.elementwise.Elementary;

/// Gives a network scores for levels that its training rows lacked, so that it can learn them later. What it says of
/// the others stays, but for the little that the new ones get.
final class Widening {

    /// The probability of a new level beside one that was the only alternative.
    private static final double RARE = 1e-3;

    private Widening() {
    }

    static MlpModel toAllLevels(MlpModel model, Schema schema) {
        var heads = new ArrayList<Head>();
        for (var head : model.heads()) {
            int levels = schema.find(head.target()).orElseThrow().levels().size();
            heads.add(head instanceof Head.Classes classes && classes.classes().length < levels
                    ? new Head.Classes(head.target(), IntStream.range(0, levels).toArray()) : head);
        }
        if (heads.equals(model.heads())) {
            return model;
        }
        var last = (DenseStage) model.network().last();
        int units = heads.stream().mapToInt(Head::scores).sum();
        var parameters = Arrays.copyOf(model.parameters(), last.first() + (last.inputs() + 1) * units);
        // rows of weights, and the biases as one more
        for (int i = 0; i <= last.inputs(); i++) {
            boolean bias = i == last.inputs();
            int from = last.first() + i * last.units();
            int to = last.first() + i * units;
            for (int h = 0; h < heads.size(); h++) {
                spread(model.heads().get(h), heads.get(h), model.parameters(), from, parameters, to, bias);
                from += model.heads().get(h).scores();
                to += heads.get(h).scores();
            }
        }
        return new MlpModel(model.layers(), model.inputs(), List.copyOf(heads), parameters, model.averages(),
                model.thinning(), model.batches(), model.fit());
    }

    private static void spread(Head old, Head now, float[] from, int fromAt, float[] to, int toAt, boolean bias) {
        if (old instanceof Head.Classes few && now instanceof Head.Classes all && few.scores() != all.scores()) {
            Arrays.fill(to, toAt, toAt + all.scores(), bias ? (float) Elementary.log(RARE) : 0);
            for (int c = 0; c < few.classes().length; c++) {
                // of two classes the first has the score 0
                float score = few.scores() > 1 ? from[fromAt + c] : c == 1 ? from[fromAt] : 0;
                to[toAt + few.classes()[c]] = score;
            }
        } else {
            System.arraycopy(from, fromAt, to, toAt, now.scores());
        }
    }
}
