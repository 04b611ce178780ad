package org.glia.launcher;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How this same Glia is started once more: the words of a command, without arguments for Glia.
final class Again {

    private Again() {
    }

    /// Looked up when somebody asks, for most runs do not and all would wait for it. The environment is handed down by the
    /// system. An archive of classes is read together with others, but never written: that is left to `bin/glia`.
    static List<String> command(Installation installation) {
        var words = new ArrayList<String>();
        words.add(java());
        for (var option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!isOfThisProcess(option)) {
                words.add(option);
            }
        }
        words.add("-jar");
        words.add(installation.home().resolve("lib").resolve("org.glia.launcher.jar").toString());
        return words;
    }

    private static boolean isOfThisProcess(String option) {
        return option.startsWith("-D" + Main.STDERR + "=") || option.startsWith("-XX:ArchiveClassesAtExit=")
                || option.matches("-XX:[+-]AutoCreateSharedArchive");
    }

    private static String java() {
        var bin = Path.of(System.getProperty("java.home"), "bin");
        var java = bin.resolve("java");
        return (Files.exists(java) ? java : bin.resolve("java.exe")).toString();
    }
}
