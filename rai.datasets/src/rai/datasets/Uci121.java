package rai.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
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
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.split.Parts;

/**
 * The 121 classification tasks of Fernandez-Delgado et al., in their files: features are standardized by their authors. Their folds
 * are those of the split {@code given}: with {@code folds=standard} the four of a cross-validation, or, if the set has a file of its own for
 * testing, one fold that trains on the first file and tests the second; with {@code folds=tuning} one fold without test rows,
 * whose halves of the first file are for training and validation, to choose settings by.
 *
 * <p>The folder of a set, such as {@code uci121/iris}, holds {@code iris.txt}, which names the other files (fich1= and, if there is
 * one, fich2=); these, with a header, and per row its number, the features and the class, separated by tabs; {@code conxuntos_kfold.dat},
 * eight lines of the numbers of rows, from 0, for training and testing in turn; and {@code conxuntos.dat}, two such lines for
 * training and validation. Any of them may be compressed.
 */
@Component(service = DatasetSource.class)
@Named(Uci121.NAME)
@About(
        value = "The 121 classification tasks of UCI with their standard folds, for --split given.",
        source = "Fernandez-Delgado, Cernadas, Barro, Amorim, 2014, JMLR 15; used by Klambauer et al., 2017,"
                + " arXiv:1706.02515")
public class Uci121 implements Published {
    static final String NAME = "uci121";

    private static final String KFOLD = "conxuntos_kfold.dat";
    private static final String HALVES = "conxuntos.dat";

    @Setting("The set, such as iris or car.")
    String set = "iris";

    @Setting("Which folds come with the data: the standard ones, or the halves by which settings are chosen.")
    Kind folds = Kind.STANDARD;

    @Setting(PublishedFiles.HELP)
    String directory = PublishedFiles.ANYWHERE;

    /** Which folds. */
    enum Kind {
        STANDARD,
        TUNING
    }

    @Override
    public Publication publication() {
        return new Publication(
                "The set " + set + " of " + NAME,
                NAME + "/" + set,
                "Manuel Fernandez-Delgado (data.tar.gz)",
                "http://persoal.citius.usc.es/manuel.fernandez.delgado/papers/jmlr/",
                Stream.of(set + ".txt", KFOLD, HALVES).map(Uci121::file).toList());
    }

    private static PublishedFile file(String name) {
        return new PublishedFile(name, Optional.empty(), 0, Optional.empty());
    }

    @Override
    public List<String> sets(DataPlaces places) {
        TreeSet<String> sets = new TreeSet<>();
        for (DataPlaces.Place place : places.all()) {
            try (Stream<Path> folders = Files.list(place.directory().resolve(NAME))) {
                folders.filter(Files::isDirectory)
                        .map(folder -> folder.getFileName().toString())
                        .filter(name ->
                                Files.exists(place.directory().resolve(NAME + "/" + name + "/" + name + ".txt")))
                        .forEach(sets::add);
            } catch (IOException e) {
                // so there is none
            }
        }
        return List.copyOf(sets);
    }

    @Override
    public Dataset load() {
        return table().dataset().orElseThrow();
    }

    @Override
    public Table table(DataPlaces places) {
        PublishedFiles files = new PublishedFiles(publication(), directory, places);
        Path described = files.require(publication().files().get(0), Optional.empty());
        Map<String, String> about = about(described);
        Path folder = described.resolveSibling("");
        List<double[]> rows = read(folder, described, about, 1);
        int first = rows.size();
        boolean hasTestFile = about.containsKey("fich2");
        if (hasTestFile) {
            rows.addAll(read(folder, described, about, 2));
        }
        Dataset dataset = dataset(described, rows);
        List<Parts> own =
                switch (folds) {
                    case STANDARD ->
                        hasTestFile
                                ? List.of(new Parts(range(0, first), new int[0], range(first, rows.size())))
                                : crossValidation(inFolder(folder, KFOLD), first);
                    case TUNING -> List.of(halves(inFolder(folder, HALVES), first));
                };
        return Table.of(dataset, folder.toString()).withFolds(own);
    }

    private static int[] range(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    /** The lines {@code key= value} of the description of a set. */
    private static Map<String, String> about(Path file) {
        Map<String, String> about = new HashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    about.put(
                            line.substring(0, equals).strip(),
                            line.substring(equals + 1).strip());
                }
            }
        } catch (IOException e) {
            throw DataFile.unreadable(file, e);
        }
        return about;
    }

    /** The features and the class of each row of a file, without its number. */
    private static List<double[]> read(Path folder, Path described, Map<String, String> about, int number) {
        String name = about.get("fich" + number);
        if (name == null) {
            throw new DataException("the file " + described + " does not name the data by a line fich" + number + "=");
        }
        Path file = inFolder(folder, name);
        List<double[]> rows = NumberFile.table(file, 1);
        requireSame(described, "n_patrons" + number, about, file, "rows", rows.size());
        requireSame(described, "n_entradas", about, file, "features", rows.get(0).length - 2);
        return new ArrayList<>(
                rows.stream().map(row -> Arrays.copyOfRange(row, 1, row.length)).toList());
    }

    private static void requireSame(
            Path described, String key, Map<String, String> about, Path file, String what, int found) {
        if (!String.valueOf(found).equals(about.get(key))) {
            throw new DataException("the file " + file + " has " + found + " " + what + ", but " + described + " says "
                    + key + "= " + about.get(key));
        }
    }

    private static Path inFolder(Path folder, String name) {
        Path plain = folder.resolve(name);
        Path packed = folder.resolve(name + PublishedFile.GZIP);
        Path file = Files.exists(packed) && !Files.exists(plain) ? packed : plain;
        DataFile.requireFile(file, "a file of numbers");
        return file;
    }

    private static Dataset dataset(Path described, List<double[]> rows) {
        int width = rows.get(0).length - 1;
        double[] labels = rows.stream().mapToDouble(row -> row[width]).toArray();
        double[] classes = Arrays.stream(labels).distinct().sorted().toArray();
        if (classes.length < 2 || Arrays.stream(classes).anyMatch(number -> number != Math.rint(number))) {
            throw new DataException("the classes of " + described.resolveSibling("")
                    + " must be two or more, and whole numbers, but are " + Arrays.toString(classes));
        }
        double[] x = rows.stream()
                .flatMapToDouble(row -> Arrays.stream(row, 0, width))
                .toArray();
        return new Dataset(
                classes.length == 2 ? Task.BINARY : Task.MULTICLASS,
                Matrix.of(x, rows.size(), width),
                Matrix.of(
                        Arrays.stream(labels)
                                .map(label -> Arrays.binarySearch(classes, label))
                                .toArray(),
                        rows.size(),
                        1),
                IntStream.rangeClosed(1, width).mapToObj(j -> "f" + j).toList(),
                Arrays.stream(classes)
                        .mapToObj(number -> String.valueOf((long) number))
                        .toList());
    }

    private static List<Parts> crossValidation(Path file, int rows) {
        List<double[]> lines = NumberFile.rows(file, 0);
        if (lines.isEmpty() || lines.size() % 2 != 0) {
            throw new DataException("the file " + file + " must have two lines per fold, but has " + lines.size());
        }
        return IntStream.range(0, lines.size() / 2)
                .mapToObj(k -> NumberFile.requireSound(
                        file,
                        k + 1,
                        new Parts(
                                NumberFile.indices(file, lines.get(2 * k), rows, "row"),
                                new int[0],
                                NumberFile.indices(file, lines.get(2 * k + 1), rows, "row"))))
                .toList();
    }

    private static Parts halves(Path file, int rows) {
        List<double[]> lines = NumberFile.rows(file, 0);
        if (lines.size() != 2) {
            throw new DataException("the file " + file
                    + " must have two lines, the rows for training and for validation, but has " + lines.size());
        }
        return NumberFile.requireSound(
                file,
                1,
                new Parts(
                        NumberFile.indices(file, lines.get(0), rows, "row"),
                        NumberFile.indices(file, lines.get(1), rows, "row"),
                        new int[0]));
    }
}
