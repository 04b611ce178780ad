package org.glia.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// How a worker is started: a Java program, with options of its own in the place of some that it was given.
///
/// @param base a `java` program, its options and what it runs
record WorkerCommand(List<String> base) {

    /// The heap of Glia itself, above what a cell may take: 11 MB were measured with all that is shipped, and the collector
    /// wants some room.
    static final long OWN = 32L << 20;

    /// What would contradict the memory that a worker gets, or what one process alone can do: listen at a port, write a
    /// recording or an archive of classes.
    private static final Pattern REPLACED = Pattern.compile("-Xm[xsn].*|-XX:(Initial|Min|Max|SoftMax)HeapSize=.*|-XX:(Max)?NewSize=.*"
            + "|-XX:(Initial|Min|Max)RAM.*|-XX:[+-]Use\\w+GC|-XX:ActiveProcessorCount=.*|-XX:ErrorFile=.*"
            + "|-agentlib:jdwp.*|-Xrunjdwp.*|-Dcom\\.sun\\.management\\..*|-XX:StartFlightRecording.*|-XX:ArchiveClassesAtExit=.*|-XX:[+-]AutoCreateSharedArchive");

    WorkerCommand {
        base = List.copyOf(base);
    }

    /// @param memory bytes that a cell may take; without it, a worker may take as much as this process
    /// @param folder where a report goes if Java crashes
    List<String> words(OptionalLong memory, Path folder) {
        var words = new ArrayList<String>();
        words.add(base.getFirst());
        // One processor: a worker is one thread. G1, for a single large array may take all of its memory.
        words.addAll(List.of("-Xmx" + (heap(memory) >> 10) + "k", "-XX:ActiveProcessorCount=1", "-XX:+UseG1GC",
                "-XX:+DisplayVMOutputToStderr", "-XX:ErrorFile=" + folder.resolve("crash-%p.log")));
        base.stream().skip(1).filter(word -> !REPLACED.matcher(word).matches()).forEach(words::add);
        words.add(Worker.OPTION);
        return words;
    }

    private static long heap(OptionalLong memory) {
        return memory.isPresent() ? memory.getAsLong() + OWN : Runtime.getRuntime().maxMemory();
    }
}
