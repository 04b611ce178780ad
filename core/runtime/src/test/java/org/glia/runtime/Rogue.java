package org.glia.runtime;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.locks.LockSupport;

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

/// An algorithm that behaves in none of the ways it should.
@Algorithm(name = "rogue", title = "rogue", tasks = Task.REGRESSION, accepts = {Accepts.NUMERIC, Accepts.NOMINAL}, references = "none")
public final class Rogue implements Estimator<Rogue.Settings, Rogue.Nothing> {

    public enum Deed {
        GOOD, HANG, WAIT, MEMORY, EXIT, CRASH, INTERRUPT, NOISE
    }

    /// @param port where somebody waits for the fit to begin; 0 if nobody does
    public record Settings(@Setting("what goes wrong") Deed deed, @Setting(value = "whom to tell", min = 0) int port,
                           @Setting(value = "megabytes to take", min = 0) int megabytes) {
        public Settings() {
            this(Deed.GOOD, 0, 0);
        }
    }

    public record Nothing(double value) implements Model {
        @Override
        public Predictor predictor(Schema schema) {
            return rows -> Prediction.values(schema.targets().getFirst(), new double[rows.rows()]);
        }
    }

    @Override
    public Nothing fit(Dataset data, Settings settings, Run run) {
        if (settings.port() > 0) {
            tell(settings.port());
        }
        if (settings.megabytes() > 0) {
            return new Nothing(new double[settings.megabytes() << 17].length);
        }
        switch (settings.deed()) {
            case GOOD -> { }
            case HANG -> {
                while (true) {
                    LockSupport.park();
                }
            }
            case WAIT -> {
                while (true) {
                    run.checkCancelled();
                    Thread.onSpinWait();
                }
            }
            case MEMORY -> {
                var all = new ArrayList<double[]>();
                while (true) {
                    all.add(new double[1 << 16]);
                }
            }
            case EXIT -> {
                System.err.println("these are my last words");
                System.exit(7);
            }
            case CRASH -> signal("SEGV");
            case INTERRUPT -> signal("INT");
            case NOISE -> noise();
        }
        return new Nothing(0);
    }

    /// The connection is never closed, so that it ends when the process does.
    private static void tell(int port) {
        try {
            new Socket(InetAddress.getLoopbackAddress(), port).getOutputStream().write(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(ProcessHandle.current().pid())).start().waitFor();
            while (true) {
                LockSupport.park();
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void noise() {
        System.out.println("on System.out");
        var past = new FileOutputStream(FileDescriptor.out); // closing it would close it for all
        try {
            past.write("past Java\u00f7glia01".getBytes(StandardCharsets.ISO_8859_1));
            past.write(new byte[] {(byte) 0xF7, 'g', 'l', (byte) 0xF7});
            if (System.in.read() != -1) {
                throw new IllegalStateException("somebody typed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
