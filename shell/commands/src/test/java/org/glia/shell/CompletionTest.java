package org.glia.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.glia.api.Catalog;
import org.glia.baselines.Majority;
import org.glia.clustering.KMeans;
import org.glia.datasets.builtin.Iris;
import org.glia.datasets.files.Csv;
import org.glia.datasets.generators.Blobs;
import org.glia.measures.Accuracy;
import org.glia.preprocessing.Standardize;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {

    private final Session session = new Session(Catalog.of(List.of(new Standardize(), new KMeans(), new Majority(), new Layered()),
            List.of(new Accuracy()), List.of(new Iris(), new Blobs(), new Csv())));
    private final Completion completion = new Completion(session.desk, session.runner.commands());

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        session.close();
    }

    /// What the word at the end of the line can become.
    private List<String> after(String line) {
        var typed = line.substring(Completion.wordStart(line));
        return completion.choices(line).stream().map(Completion.Choice::value).filter(value -> value.startsWith(typed))
                .distinct().sorted().toList();
    }

    private void offers(String line, String... expected) {
        assertEquals(List.of(expected), after(line), line);
    }

    @Test
    void aLineStartsWithACommand() {
        offers("cr", "crossval");
        offers("gr", "grep");
        offers("version; cr", "crossval");
        offers("algorithms | gr", "grep");
        offers("head iris 3 | gr", "grep");
    }

    @Test
    void aWordThatSaysNothingAloneIsFollowedByAnother() {
        offers("resu", "results");
        offers("results li", "list");
        offers("help results li", "list");
        offers("results list | gr", "grep");
    }

    @Test
    void aRecipeStartsWithAnAlgorithm() {
        offers("fit km", "kmeans");
        offers("fit standardize | km", "kmeans");
        offers("fit standardize|km", "kmeans");
        offers("compare \"standardize | km", "kmeans");
        offers("compare majority, km", "kmeans");
        offers("compare [standardize | km", "kmeans");
        offers("compare \"majority\" km", "kmeans");
    }

    @Test
    void anAlgorithmIsFollowedByItsSettings() {
        offers("fit kmeans s", "seeding=", "starts=");
        offers("fit kmeans seeding=random s", "starts=");
        offers("compare \"standardize | kmeans st", "starts=");
        offers("fit nosuch s");
    }

    @Test
    void aSettingIsFollowedByItsWords() {
        offers("fit kmeans seeding=", "plus-plus", "random");
        offers("fit layered loud=", "false", "true");
        offers("fit layered mood=c", "calm");
        offers("fit layered base=maj", "majority");
    }

    @Test
    void bracketsHoldARecipeOrAChoice() {
        offers("fit layered base=[sta", "standardize");
        offers("fit layered base=[standardize | kmeans sta", "starts=");
        offers("fit layered layer=[", "dense", "flatten");
        offers("fit layered layer=[dense ", "units=", "|");
        offers("fit layered layer=[flatten] m", "mood=");
    }

    @Test
    void aFinishedRecipeIsFollowedByTheWordsOfTheVerb() {
        assertTrue(after("fit kmeans ").containsAll(List.of("as", "on", "to", "k=", "|")), after("fit kmeans ").toString());
        offers("fit kmeans k=3 o", "on");
        assertFalse(after("fit kmeans ").contains("seed="), "behind a recipe, seed= would be a setting of it");
        assertFalse(after("fit standardize | ").contains("on"));
    }

    @Test
    void dataAreSetsGeneratorsLoadedNamesAndFiles() throws IOException {
        Files.writeString(folder.resolve("table.csv"), "a,b\n1,2\n");
        session.answer("load iris as irises");
        offers("fit kmeans on ir", "iris", "irises");
        offers("fit kmeans on iris, bl", "blobs");
        offers("fit kmeans on " + folder + "/ta", folder + "/table.csv");
        assertFalse(after("fit kmeans on ").contains("csv"), "a reader is no data set");
    }

    @Test
    void dataAreFollowedByTheirSettingsAndTheOptionsOfTheVerb() {
        offers("fit kmeans on blobs c", "centers=");
        offers("crossval kmeans on iris f", "folds=");
        offers("crossval kmeans on iris folds=3 f");
        offers("crossval kmeans on iris b", "by");
        offers("crossval kmeans on iris by acc", "accuracy");
    }

    @Test
    void columnsFollowTheirRole() throws IOException {
        var file = Files.writeString(folder.resolve("table.csv"), "height,weight,sex\n1,2,f\n");
        offers("load " + file + " target=", "height", "sex", "weight");
        offers("load " + file + " target=sex ignore=he", "height");
        offers("load " + file + " types=se", "sex:");
        offers("head iris target=c", "class");
    }

    @Test
    void modelsAreOfferedWhereAModelIsNamed() {
        session.answer("fit majority on iris as common");
        offers("predict co", "common");
        offers("show co", "common");
        offers("evaluate co", "common");
        offers("predict common o", "on");
    }

    @Test
    void namesThatAreDescribedAreOffered() {
        offers("describe la", "layered");
        offers("describe bl", "blobs");
        offers("help comp", "compare");
        offers("show kmeans as r", "rules");
        offers("algorithms clus", "clustering");
    }

    @Test
    void nothingIsOfferedWhereAnythingMayStand() {
        offers("fit kmeans on iris as ");
        offers("fit kmeans on iris seed=");
    }

    @Test
    void aChoiceExplainsItself() {
        assertTrue(completion.choices("fit kmeans ").stream()
                .anyMatch(choice -> choice.value().equals("k=") && choice.help().equals("number of clusters") && !choice.complete()));
    }

    @Test
    void unreadableDataOfferNoColumns() {
        offers("load /nowhere/table.csv target=");
    }
}
