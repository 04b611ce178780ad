package org.glia.experiments.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;

import org.glia.api.Score;
import org.glia.api.model.History;
import org.glia.api.model.Plugin;
import org.glia.experiments.Amounts;
import org.glia.experiments.CellResult;
import org.glia.runtime.Outcome;

/// What reports tell of a trial, in their words. Repeats and folds are counted from 1, as people do.
record Facts(CellResult cell, String key) {

    private static final int DIGITS = 12;

    static Facts of(CellResult cell) {
        return new Facts(cell, cell.trial().key());
    }

    static List<Facts> of(List<CellResult> cells) {
        return cells.stream().map(Facts::of).toList();
    }

    String data() {
        return cell.trial().cell().data();
    }

    String recipe() {
        return cell.trial().cell().recipe();
    }

    /// Enough of the key to find the result by.
    String shortKey() {
        return key.substring(0, DIGITS);
    }

    int repeat() {
        return cell.trial().cell().fold().repeat() + 1;
    }

    int fold() {
        return cell.trial().cell().fold().number() + 1;
    }

    String place() {
        return "repeat %d, fold %d".formatted(repeat(), fold());
    }

    String state() {
        return switch (cell.outcome()) {
            case Outcome.Done done -> "finished";
            case Outcome.Failed failed -> "failed";
            case Outcome.TimedOut late -> "timed out";
            case Outcome.Skipped skipped -> "skipped";
            case Outcome.Cancelled cancelled -> "planned";
        };
    }

    boolean isEnded() {
        return !(cell.outcome() instanceof Outcome.Cancelled);
    }

    /// When it ended; empty as long as it is planned.
    Optional<Instant> ended() {
        return isEnded() ? Optional.of(cell.at()) : Optional.empty();
    }

    private Optional<Outcome.Done> done() {
        return cell.outcome() instanceof Outcome.Done done ? Optional.of(done) : Optional.empty();
    }

    OptionalDouble fitSeconds() {
        return done().map(done -> OptionalDouble.of(done.fitSeconds())).orElse(OptionalDouble.empty());
    }

    OptionalDouble predictSeconds() {
        return done().map(done -> OptionalDouble.of(done.predictSeconds())).orElse(OptionalDouble.empty());
    }

    OptionalLong peakBytes() {
        return done().map(Outcome.Done::peakBytes).orElse(OptionalLong.empty());
    }

    List<String> warnings() {
        return done().map(Outcome.Done::warnings).orElse(List.of());
    }

    History history() {
        return done().map(Outcome.Done::history).orElse(History.none());
    }

    /// The score by a measure to the last bit; empty if there is none.
    String exact(String measure) {
        return cell.score(measure).map(score -> score instanceof Score.Value value ? Digits.exact(value.value()) : "").orElse("");
    }

    /// The phase in which it failed.
    String phase() {
        return cell.outcome() instanceof Outcome.Failed failed ? failed.phase() : "";
    }

    /// Why there is no result.
    String problem() {
        return switch (cell.outcome()) {
            case Outcome.Failed failed -> failed.message();
            case Outcome.TimedOut late -> "it took longer than the %s it was given".formatted(Amounts.seconds(late.seconds()));
            case Outcome.Skipped skipped -> skipped.reason();
            case Outcome.Done done -> "";
            case Outcome.Cancelled cancelled -> "";
        };
    }

    String trace() {
        return cell.outcome() instanceof Outcome.Failed failed ? failed.trace() : "";
    }

    static String told(Plugin plugin) {
        return (plugin.name() + " " + plugin.version() + " " + plugin.hash()).strip().replaceAll(" +", " ");
    }

    static String told(List<Plugin> plugins) {
        return plugins.stream().map(Facts::told).collect(Collectors.joining("; "));
    }
}
