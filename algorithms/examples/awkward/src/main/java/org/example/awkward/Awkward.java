package org.example.awkward;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;

import org.glia.api.Algorithm;
import org.glia.api.Estimator;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Schema;
import org.glia.api.data.Task;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Does what it is told, all of which is wrong; then it predicts the first class.
@Component(service = Estimator.class)
@Algorithm(name = "awkward", title = "what algorithms should not do", tasks = Task.CLASSIFICATION, accepts = Accepts.NUMERIC, references = "none")
public final class Awkward implements Estimator<Awkward.Settings, Awkward.First> {

    /// When it goes wrong.
    public enum When {
        /// While it learns.
        FIT,
        /// While it answers.
        PREDICT
    }

    /// @param deed what goes wrong
    /// @param when when that is
    /// @param port where somebody is told that the fit has begun, and says when it may go on; 0 if nobody
    public record Settings(@Setting("what goes wrong") Deed deed, @Setting("when that is") When when,
                           @Setting(value = "whom to ask whether to go on", min = 0, max = 65535) int port) {
        public Settings() {
            this(Deed.NONE, When.FIT, 0);
        }
    }

    /// @param late what goes wrong when it answers
    public record First(Deed late) implements Model {

        @Override
        public Predictor predictor(Schema schema) {
            return rows -> {
                late.carryOut(Run.local(0));
                return Prediction.labels(schema.targets().getFirst(), new int[rows.rows()]);
            };
        }
    }

    @Override
    public First fit(Dataset data, Settings settings, Run run) {
        if (settings.port() > 0) {
            ask(settings.port());
        }
        if (settings.when() == When.FIT) {
            settings.deed().carryOut(run);
        }
        return new First(settings.when() == When.PREDICT ? settings.deed() : Deed.NONE);
    }

    private static void ask(int port) {
        try (var somebody = new Socket(InetAddress.getLoopbackAddress(), port)) {
            somebody.getOutputStream().write(1);
            somebody.getInputStream().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
