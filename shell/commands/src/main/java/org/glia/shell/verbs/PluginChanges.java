package org.glia.shell.verbs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.glia.runtime.plugins.Change;
import org.glia.runtime.plugins.InstalledPlugin;
import org.glia.runtime.plugins.Plugins;
import org.glia.runtime.plugins.Terms;
import org.glia.runtime.plugins.WhileInUse;
import org.glia.shell.page.Block;
import org.glia.shell.page.Page;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;

/// What the verbs that change plug-ins have in common.
final class PluginChanges {

    static final Part<Boolean> SIMULATE = Part.flag("--simulate", "tries everything, tells what would be done, and takes it back");
    static final Part<WhileInUse> BUSY = new Part<>("refuse|wait|cancel", "what becomes of work that uses a plug-in which goes: refuse, unless something else is said",
            "busy=", false, false, Optional.empty(), Kind.of(WhileInUse.class));

    static final String BUSY_REMARK = "A plug-in that work uses is not taken away: the work is named, and nothing changes. With busy=wait it goes "
            + "when the work has ended, with busy=cancel the work is cancelled first. Ctrl-C ends the waiting, and all is as before.";

    private PluginChanges() {
    }

    /// Something that changes plug-ins.
    @FunctionalInterface
    interface Work {
        List<Change> change(Plugins plugins, Terms terms, Consumer<String> remark);
    }

    /// Does it on the terms that were said, and tells what was done.
    ///
    /// @param nothing what to say if nothing was
    static Page perform(Sentence said, Desk desk, String nothing, Work work) {
        boolean simulate = said.get(SIMULATE);
        var changes = desk.work(said.statement().strip(), 0, bench ->
                work.change(desk.plugins(), new Terms(said.find(BUSY).orElse(WhileInUse.REFUSE), simulate, bench.request().cancelled()),
                        bench.meter()::remark));
        var blocks = new ArrayList<Block>();
        changes.forEach(change -> blocks.add(new Block.Paragraph(sentence(change, simulate))));
        if (changes.isEmpty()) {
            blocks.add(new Block.Paragraph(nothing));
        } else if (!simulate) {
            var installed = desk.plugins().installed();
            changes.stream().flatMap(change -> offered(change, installed).stream()).forEach(blocks::add);
        }
        return new Page(blocks);
    }

    private static String sentence(Change change, boolean simulate) {
        if (change.after().isEmpty()) {
            return "`%s` %s%s%s".formatted(change.name(), change.before(), simulate ? " would go" : " is gone",
                    change.because().isEmpty() ? "" : ", which only `" + change.because() + "` needed");
        }
        var verb = change.before().isEmpty() ? simulate ? "would be installed" : "is installed"
                : (simulate ? "would take" : "takes") + " the place of " + change.before();
        return "`%s` %s %s, from %s%s".formatted(change.name(), change.after(), verb, change.origin(),
                change.because().isEmpty() ? "" : ", because `" + change.because() + "` needs it");
    }

    private static Optional<Block> offered(Change change, List<InstalledPlugin> installed) {
        return installed.stream().filter(one -> one.name().equals(change.name()) && one.version().equals(change.after()) && !one.offers().isEmpty())
                .findFirst().map(one -> new Block.Facts(List.of(new Block.Fact("it has", String.join(", ", one.offers())
                        + "; `describe " + one.offers().getFirst() + "` tells more"))));
    }
}
