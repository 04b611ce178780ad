package org.example.awkward;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.locks.LockSupport;

import org.glia.api.problem.CancelledException;
import org.glia.api.run.Run;

/// What goes wrong.
public enum Deed {
    /// Nothing.
    NONE {
        @Override
        void carryOut(Run run) {
        }
    },
    /// It throws an exception whose class only the plug-in has.
    FAIL {
        @Override
        void carryOut(Run run) {
            throw new Mishap("the author did not think of this");
        }
    },
    /// It throws an exception that fails when it is asked what it says.
    MUTE {
        @Override
        void carryOut(Run run) {
            throw new Mute();
        }
    },
    /// It says that it was cancelled, and was not.
    QUIT {
        @Override
        void carryOut(Run run) {
            throw new CancelledException("I do not feel like it");
        }
    },
    /// It throws an error.
    ERROR {
        @Override
        void carryOut(Run run) {
            throw new AssertionError("this cannot be");
        }
    },
    /// It calls what is not there.
    LINKAGE {
        @Override
        void carryOut(Run run) {
            throw new NoClassDefFoundError("org/example/awkward/Forgotten");
        }
    },
    /// It calls itself for ever.
    RECURSION {
        @Override
        void carryOut(Run run) {
            carryOut(run);
        }
    },
    /// It asks for more memory than anybody has, at once.
    ARRAY {
        @Override
        void carryOut(Run run) {
            throw new IllegalStateException("got %d".formatted(new long[Integer.MAX_VALUE].length));
        }
    },
    /// It takes all memory, bit by bit.
    MEMORY {
        @Override
        void carryOut(Run run) {
            var all = new ArrayList<long[]>();
            while (true) {
                all.add(new long[1 << 16]);
            }
        }
    },
    /// It never ends by itself, but asks whether it should.
    SLOW {
        @Override
        void carryOut(Run run) {
            while (true) {
                run.checkCancelled();
                Thread.onSpinWait();
            }
        }
    },
    /// It never ends, whoever asks.
    DEAF {
        @Override
        void carryOut(Run run) {
            while (true) {
                LockSupport.park();
            }
        }
    },
    /// It writes where results are written: through Java, and past it.
    NOISE {
        @Override
        void carryOut(Run run) {
            System.out.println("noise of System.out");
            try {
                new FileOutputStream(FileDescriptor.out).write("noise past Java\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    },
    /// It leaves behind what keeps its classes alive: a thread, a hook, a value of the engine's thread.
    LEAK {
        @Override
        void carryOut(Run run) {
            MINE.set(this);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> MINE.set(LEAK)));
            Thread.ofPlatform().name("left behind").start(() -> DEAF.carryOut(run));
        }
    },
    /// It ends the process.
    EXIT {
        @Override
        void carryOut(Run run) {
            System.exit(7);
        }
    };

    private static final ThreadLocal<Object> MINE = new ThreadLocal<>();

    /// An exception of the plug-in's own.
    static final class Mishap extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Mishap(String message) {
            super(message);
        }
    }

    /// An exception that cannot be told.
    static final class Mute extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no comment");
        }
    }

    abstract void carryOut(Run run);
}
