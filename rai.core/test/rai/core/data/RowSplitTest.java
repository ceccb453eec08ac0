package rai.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.catalog.Catalog;
import rai.api.data.Column;
import rai.api.data.DataException;
import rai.api.data.Dataset;
import rai.api.data.Table;
import rai.api.run.DataOptions;
import rai.api.run.RunRequest;
import rai.api.run.RunRequestBuilder;
import rai.api.spec.DocumentException;
import rai.api.spec.Named;
import rai.api.spec.SpecException;
import rai.api.split.Parts;
import rai.api.split.Split;
import rai.api.split.SplitRows;
import rai.core.catalog.ServiceCatalog;

/** Data that are shared out by split services. */
class RowSplitTest {
    /** Gives row 2 to two parts. */
    @Named("careless")
    public static class Careless implements Split {
        @Override
        public Parts parts(SplitRows rows, int fold, long seed) {
            return new Parts(new int[] {0, 1, 2}, new int[0], new int[] {2, 3});
        }
    }

    /** Fails. */
    @Named("broken")
    public static class Broken implements Split {
        @Override
        public Parts parts(SplitRows rows, int fold, long seed) {
            throw new IllegalStateException("no idea");
        }
    }

    /** The test rows come in descending order. */
    @Named("backwards")
    public static class Backwards implements Split {
        @Override
        public Parts parts(SplitRows rows, int fold, long seed) {
            return new Parts(new int[] {0, 1, 2, 3, 4, 5}, new int[0], new int[] {9, 8, 7});
        }
    }

    @TempDir
    Path temp;

    @Test
    void eachRowIsTestedInOneFold() {
        int[] tested = IntStream.rangeClosed(1, 4)
                .flatMap(fold -> Arrays.stream(
                        rows(data("split", "k-fold(k=4)", "fold", fold).test())))
                .sorted()
                .toArray();
        assertThat(tested).containsExactly(IntStream.range(0, 40).toArray());
    }

    @Test
    void theFoldIsReported() {
        assertThat(data("split", "k-fold(k=4)", "fold", 3).read())
                .containsEntry("fold", 3L)
                .containsEntry("folds", 4L);
        assertThat(data("split", "holdout").read()).doesNotContainKeys("fold", "folds");
    }

    @Test
    void withoutAFoldTheFirstIsUsed() {
        assertThat(rows(data("split", "k-fold(k=4)").test()))
                .containsExactly(rows(data("split", "k-fold(k=4)", "fold", 1).test()));
    }

    @Test
    void aFoldThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> data("split", "k-fold(k=4)", "fold", 5))
                .isInstanceOf(SpecException.class)
                .hasMessage("there is no fold 5: the split k-fold(k=4, repeats=1, valid=0, stratified=true, seed=-1)"
                        + " has the folds 1 to 4");
        assertThatThrownBy(() -> data("holdout", 0.2, "fold", 2))
                .hasMessage("there is no fold 2: the split holdout(test=0.2, valid=0, stratified=true, seed=-1)"
                        + " has one fold");
    }

    @Test
    void foldsAreCountedFromOne() {
        assertThatThrownBy(() -> options("split", "k-fold", "fold", 0))
                .isInstanceOf(DocumentException.class)
                .hasMessage("data.fold must be at least 1 (folds are counted from 1), but is 0");
    }

    @Test
    void aFoldOfRowsThatAreNotSharedOutIsRefused() {
        assertThatThrownBy(() -> data("fold", 2))
                .isInstanceOf(SpecException.class)
                .hasMessage("--fold 2 is a fold of the rows, but they are not shared out: give --split, such as"
                        + " k-fold(k=10)");
    }

    @Test
    void validationRowsMayBeTrainedOnAndTheTestRowsStayTheSame() {
        RunData kept = data("split", "0.5/0.25/0.25");
        RunData trained = data("split", "0.5/0.25/0.25", "use_valid", "train");
        assertThat(trained.valid()).isEmpty();
        assertThat(rows(trained.test())).containsExactly(rows(kept.test()));
        int[] union = IntStream.concat(
                        Arrays.stream(rows(Optional.of(kept.train()))), Arrays.stream(rows(kept.valid())))
                .sorted()
                .toArray();
        assertThat(rows(Optional.of(trained.train()))).containsExactly(union);
    }

    @Test
    void trainingOnValidationRowsThatDoNotExistIsRefused() {
        assertThatThrownBy(() -> data("use_valid", "train"))
                .isInstanceOf(SpecException.class)
                .hasMessage("--use-valid train needs validation rows: give them a share by --split");
        assertThatThrownBy(() -> data("holdout", 0.25, "use_valid", "train"))
                .isInstanceOf(SpecException.class)
                .hasMessage("--use-valid train needs validation rows, but the split holdout(test=0.25, valid=0,"
                        + " stratified=true, seed=-1) has none");
    }

    @Test
    void groupsAreLeftOutInTheOrderOfTheirValuesAndAreNoFeature() {
        RunData data = data("split", "leave-group-out(column=site)", "fold", 3);
        assertThat(data.train().featureNames()).containsExactly("a");
        assertThat(rows(data.test())).containsExactly(2, 6, 10, 14, 18, 22, 26, 30, 34, 38);
        assertThat(data.read()).containsEntry("folds", 4L);
    }

    @Test
    void theColumnOfTheGroupsIsAFeatureIfAskedFor() {
        assertThat(data("split", "leave-group-out(column=site, feature=true)")
                        .train()
                        .featureNames())
                .containsExactly("a", "site");
    }

    @Test
    void aColumnOfGroupsThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> data("split", "leave-group-out(column=sites)"))
                .isInstanceOf(DataException.class)
                .hasMessage("unknown column of people.csv 'sites': did you mean 'site'? There are: a, site, y");
        assertThatThrownBy(() -> data("split", "leave-group-out(column=y)"))
                .isInstanceOf(DataException.class)
                .hasMessage("the column 'y' of people.csv is what is learnt, so it can't say to which group a row"
                        + " belongs");
    }

    @Test
    void aRowWithoutAGroupIsRefused() {
        Table table = table(new double[] {1, 2, Double.NaN, 2});
        assertThatThrownBy(() -> data(table, catalog(), "split", "leave-group-out(column=site)"))
                .isInstanceOf(DataException.class)
                .hasMessage("people.csv, line 3, column 'site': the value is missing, so the row belongs to no group:"
                        + " fill it in, or take the row out of the file");
    }

    @Test
    void givenFoldsAreUsed() throws IOException {
        Files.writeString(temp.resolve("folds.csv"), "fold,row\n1,3\n1,40\n2,1\n");
        RunData data = data("split", "given(file=" + temp.resolve("folds.csv") + ")");
        assertThat(rows(data.test())).containsExactly(2, 39);
        assertThat(data.train().examples()).isEqualTo(38);
    }

    @Test
    void foldsThatComeWithTheDataAreUsed() {
        Table table = table(sites())
                .withFolds(List.of(
                        new Parts(new int[] {0, 1}, new int[0], new int[] {2}),
                        new Parts(new int[] {9, 3}, new int[] {4}, new int[] {1})));
        RunData data = data(table, catalog(), "split", "given", "fold", 2);
        assertThat(rows(Optional.of(data.train()))).containsExactly(3, 9);
        assertThat(rows(data.valid())).containsExactly(4);
        assertThat(rows(data.test())).containsExactly(1);
        assertThat(data.folds()).isEqualTo(2);
    }

    @Test
    void testRowsBesideTestDataAreRefused() {
        RunRequestBuilder request =
                RunRequest.builder().train("a.csv").test("b.csv").data("split", "k-fold(k=2)");
        assertThatThrownBy(() -> SplitData.of(
                        table(sites()),
                        Optional.of(table(sites())),
                        request.build().data(),
                        0))
                .isInstanceOf(SpecException.class)
                .hasMessage("there would be two sets of test data: leave out --test, or take a --split without test"
                        + " rows, such as holdout(valid=0.2, test=0)");
    }

    @Test
    void validationRowsBesideTestDataAreAllowed() {
        RunRequestBuilder request =
                RunRequest.builder().train("a.csv").test("b.csv").data("split", "holdout(test=0, valid=0.25)");
        RunData data = SplitData.of(
                table(sites()), Optional.of(table(sites())), request.build().data(), 0);
        assertThat(data.valid().orElseThrow().examples()).isEqualTo(10);
        assertThat(data.test().orElseThrow().examples()).isEqualTo(40);
    }

    @Test
    void theRowsOfAPartComeInTheirOrder() {
        assertThat(data(table(sites()), ServiceCatalog.of(new Backwards()), "split", "backwards")
                        .test()
                        .orElseThrow()
                        .features()
                        .getColumn(0)
                        .toIntVector())
                .containsExactly(7, 8, 9);
    }

    @Test
    void aSplitThatGivesARowToTwoPartsIsPutIntoQuarantine() {
        ServiceCatalog catalog = ServiceCatalog.of(new Careless());
        assertThatThrownBy(() -> data(table(sites()), catalog, "split", "careless"))
                .isInstanceOf(SpecException.class)
                .hasMessage("the split 'careless' of none 0 is wrong (it gave row 2 for training and for test):"
                        + " replace its bundle, or use another split");
        assertThat(catalog.quarantined()).hasSize(1);
    }

    @Test
    void aSplitThatThrowsIsPutIntoQuarantine() {
        ServiceCatalog catalog = ServiceCatalog.of(new Broken());
        assertThatThrownBy(() -> data(table(sites()), catalog, "split", "broken"))
                .isInstanceOf(SpecException.class)
                .hasMessage("the split 'broken' of none 0 is wrong (it failed to share out the rows:"
                        + " java.lang.IllegalStateException: no idea): replace its bundle, or use another split");
        assertThat(catalog.quarantined()).hasSize(1);
    }

    private static Catalog catalog() {
        return SplitData.catalog();
    }

    private static RunData data(Object... options) {
        return data(table(sites()), catalog(), options);
    }

    private static RunData data(Table table, Catalog catalog, Object... options) {
        return SplitData.of(table, Optional.empty(), options(options), 5, catalog);
    }

    private static DataOptions options(Object... pairs) {
        RunRequestBuilder request = RunRequest.builder().train("people.csv");
        for (int i = 0; i < pairs.length; i += 2) {
            request.data((String) pairs[i], pairs[i + 1]);
        }
        return request.build().data();
    }

    private static double[] sites() {
        return IntStream.range(0, 40).mapToDouble(i -> 9 + i % 4).toArray();
    }

    /** The first feature is the number of the row. */
    private static Table table(double[] sites) {
        int n = sites.length;
        return new Table(
                "people.csv",
                List.of(
                        Column.of(
                                "a",
                                Column.Role.FEATURE,
                                IntStream.range(0, n).asDoubleStream().toArray()),
                        Column.of("site", Column.Role.FEATURE, sites),
                        Column.of(
                                "y",
                                Column.Role.TARGET,
                                IntStream.range(0, n)
                                        .mapToObj(i -> i % 3 == 0 ? "A" : "B")
                                        .toArray(String[]::new))),
                null,
                new Table.Hints(true, Table.Goal.AUTO, List.of()),
                Optional.empty());
    }

    private static int[] rows(Optional<Dataset> data) {
        return data.orElseThrow().features().getColumn(0).toIntVector();
    }
}
