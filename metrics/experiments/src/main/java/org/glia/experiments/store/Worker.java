package org.glia.experiments.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A process that works on cells.
///
/// @param host    its machine; behind a `/` what tells containers apart that share a machine's name
/// @param pid     its number there
/// @param started when it began, in milliseconds since 1970; 0 where that is not told
record Worker(String host, long pid, long started) {

    private static final Path NAME = Path.of("/proc/sys/kernel/hostname");
    private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");
    /// The number that Linux gives the processes that are in no container.
    private static final String OUTERMOST = "4026531836";
    /// The beginning of a process is counted from that of the machine, which clocks that are set right move a little.
    private static final long TOLERANCE_MILLIS = 5_000;

    static Worker self() {
        return new Worker(thisHost(), ProcessHandle.current().pid(), started(ProcessHandle.current()));
    }

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
    }

    /// Whether it is on this machine and no longer runs. Nobody can tell that of other machines.
    ///
    /// @param self this process
    boolean isGone(Worker self) {
        if (!host.equals(self.host)) {
            return false;
        }
        if (pid == self.pid) {
            return isOther(self.started); // whoever had the number before is gone
        }
        return ProcessHandle.of(pid).filter(process -> process.isAlive() && !isOther(started(process))).isEmpty();
    }

    private boolean isOther(long begun) {
        return started != 0 && begun != 0 && Math.abs(started - begun) > TOLERANCE_MILLIS;
    }

    private static String thisHost() {
        return name() + space();
    }

    private static String name() {
        try {
            return Files.readString(NAME).strip();
        } catch (IOException noLinux) {
            var windows = System.getenv("COMPUTERNAME");
            if (windows != null) {
                return windows;
            }
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    private static String space() {
        try {
            var link = Files.readSymbolicLink(NAMESPACE).toString().replaceAll("\\D", "");
            return link.equals(OUTERMOST) ? "" : "/" + link;
        } catch (IOException | UnsupportedOperationException noLinux) {
            return "";
        }
    }
}
