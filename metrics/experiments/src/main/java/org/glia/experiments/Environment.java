package org.glia.experiments;

import java.lang.management.ManagementFactory;
import java.util.List;

/// Where a trial was worked on, as far as it may matter to somebody who repeats it.
///
/// @param java      version and vendor of the Java machine
/// @param system    operating system, its version and architecture
/// @param processor how many processors of what kind
/// @param flags     what the Java machine was started with
public record Environment(String java, String system, String processor, List<String> flags) {

    public Environment {
        flags = List.copyOf(flags);
    }

    /// This process.
    public static Environment current() {
        return new Environment("%s (%s)".formatted(System.getProperty("java.runtime.version"), System.getProperty("java.vm.vendor")),
                "%s %s %s".formatted(System.getProperty("os.name"), System.getProperty("os.version"), System.getProperty("os.arch")),
                Processor.described(), ManagementFactory.getRuntimeMXBean().getInputArguments());
    }
}
