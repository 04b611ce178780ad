package org.glia.datasets.files;

import java.util.EnumMap;
import java.util.Map;

import org.glia.api.run.Run;

/// What a reader tells people about the columns it has read: a few of each kind, and then how many more there are.
final class Remarks {

    private static final int SHOWN = 3;

    enum Kind { NO_NAME, NO_VALUE, LEADING_ZERO, NEARLY }

    private final String file;
    private final Run run;
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

    Remarks(String file, Run run) {
        this.file = file;
        this.run = run;
    }

    void add(Kind kind, String sentence) {
        if (counts.merge(kind, 1, Integer::sum) <= SHOWN) {
            run.warn("%s: %s".formatted(file, sentence));
        }
    }

    /// Tells of those that were left out.
    void end() {
        counts.forEach((kind, count) -> {
            if (count > SHOWN) {
                int more = count - SHOWN;
                run.warn("%s: %d more column%s like that".formatted(file, more, more == 1 ? "" : "s"));
            }
        });
    }
}
