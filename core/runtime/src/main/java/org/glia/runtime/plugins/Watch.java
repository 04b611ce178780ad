package org.glia.runtime.plugins;

import java.time.Duration;

/// Looks at something again and again, until it is closed.
final class Watch implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Thread thread;

    Watch(Runnable look) {
        thread = Thread.ofPlatform().name("glia-plugins").daemon().start(() -> watch(look));
    }

    private static void watch(Runnable look) {
        try {
            while (true) {
                Thread.sleep(EVERY);
                try {
                    look.run();
                } catch (RuntimeException | LinkageError e) {
                    // a folder that cannot be read, or a framework on its way down: the next look tells
                }
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
