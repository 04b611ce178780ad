package org.glia.experiments.store;

import java.util.stream.IntStream;

/// A process that works on a study, and tells of each trial once it is kept.
final class Committer {

    static final String TITLE = "shared";

    private Committer() {
    }

    static String[] recipes(int n) {
        return IntStream.range(0, n).mapToObj(i -> "cart seed=" + i).toArray(String[]::new);
    }

    public static void main(String[] arguments) {
        try (var store = DatabaseResults.at(new Place(arguments[1]))) {
            if (arguments[0].equals("open")) {
                store.studies();
                System.out.println(Samples.count(store, "schema_version"));
                return;
            }
            var plan = Samples.plan(TITLE, Samples.data("d"), 5, recipes(Integer.parseInt(arguments[2])));
            store.enter(plan.study(), plan);
            for (var trial : plan.trials()) {
                if (store.claim(trial, false)) {
                    store.commit(Samples.done(trial));
                    System.out.println(trial.key());
                    System.out.flush();
                }
            }
        }
    }
}
