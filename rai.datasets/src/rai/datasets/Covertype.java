package rai.datasets;

import java.io.IOException;
import java.net.URI;
import java.nio.DoubleBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osgi.service.component.annotations.Component;
import rai.api.array.Elements;
import rai.api.data.DataException;
import rai.api.data.DataPlaces;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Matrix;
import rai.api.data.Publication;
import rai.api.data.Published;
import rai.api.data.PublishedContent;
import rai.api.data.PublishedFile;
import rai.api.data.PublishedFile.Checksum;
import rai.api.data.Table;
import rai.api.data.Task;
import rai.api.spec.About;
import rai.api.spec.Checked;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;

/**
 * UCI Covertype: which of seven kinds of trees covers a patch of forest of 30 m x 30 m. X [n, 54] are 10 whole numbers, 4 bits for the
 * wilderness area and 40 for the type of soil; the classes are called 1 to 7. The file has 581,012 rows. If a stratified sample of
 * 92,962 rows in the same layout is there as well, it is read unless {@code full=true}.
 *
 * <p>{@code binary=balanced} is the task of Grinsztajn et al. (OpenML 44121): the 10 numbers, class 1 for kind 2 (lodgepole pine) and 0
 * for all others. Of the larger class as many rows are kept as the smaller one has: those of {@code RandomState(0).choice(replace=False)} of
 * NumPy, in this order, followed by the smaller class. Then all rows come in the order of {@code RandomState(12345).permutation}, so that
 * any slice is a random sample.
 */
@Component(service = DatasetSource.class)
@Named(Covertype.NAME)
@About(
        value = "Covertype: the kind of forest, from the map; 581,012 rows, 54 features, seven classes or two.",
        formula = "binary=balanced: y = 1 for kind 2, else 0; as many rows of each, 10 features",
        source = "Blackard, Dean, 1999, Computers and Electronics in Agriculture 24(3); balanced: Grinsztajn, Oyallon,"
                + " Varoquaux, 2022, arXiv:2207.08815")
public class Covertype implements Published, Checked {
    static final String NAME = "covertype";

    private static final String NONE = "-";
    private static final String ALL = "1-7";
    private static final int PINE = 2;
    private static final long CHOICE_SEED = 0;
    private static final long ORDER_SEED = 12345;
    /** How many rows of each class the whole file has. */
    private static final int[] FULL = {211_840, 283_301, 35_754, 2_747, 9_493, 17_367, 20_510};

    private static final PublishedFile WHOLE = new PublishedFile(
            "covtype.data.gz",
            Optional.of(
                    URI.create("https://archive.ics.uci.edu/ml/machine-learning-databases/covtype/covtype.data.gz")),
            11_240_707,
            Optional.of(new Checksum(
                    "SHA-256", false, "614360d0257557dd1792834a85a1cdebfadc3c4f30b011d56afee7ffb5b15771")));
    private static final PublishedFile SAMPLE = new PublishedFile(
            "covtype_sample92962.data.gz",
            Optional.empty(),
            0,
            Optional.of(
                    new Checksum("SHA-256", true, "f21a68ba90b8ff3a7e3bf671bd9ff7fabb260211a8e6fba1d119c43c3988f68b")));

    private static final List<String> NUMBERS = List.of(
            "Elevation",
            "Aspect",
            "Slope",
            "Horizontal_Distance_To_Hydrology",
            "Vertical_Distance_To_Hydrology",
            "Horizontal_Distance_To_Roadways",
            "Hillshade_9am",
            "Hillshade_Noon",
            "Hillshade_3pm",
            "Horizontal_Distance_To_Fire_Points");

    @Setting("Two classes in place of seven: balanced is kind 2 against as many rows of all others, with 10 features.")
    Binary binary = Binary.NONE;

    @Setting("The kinds whose rows are kept, as 1-7, or 1,2.")
    String classes = ALL;

    @Setting("Whether the whole file is read even if the sample is there.")
    boolean full = false;

    @Setting("A file in the layout of covtype.data, plain or gzip; - looks for the published one.")
    String file = NONE;

    @Setting(value = "Rows to leave out at the beginning.", min = 0)
    int skip = 0;

    @Setting(value = "Rows to take after those; 0 means all.", min = 0)
    int count = 0;

    @Setting(PublishedFiles.HELP)
    String directory = PublishedFiles.ANYWHERE;

    /** Whether there are two classes. */
    enum Binary {
        NONE,
        BALANCED
    }

    @Override
    public Publication publication() {
        return new Publication(
                "Covertype",
                NAME,
                "the UCI Machine Learning Repository",
                "https://archive.ics.uci.edu/dataset/31/covertype",
                List.of(WHOLE, SAMPLE));
    }

    @Override
    public void check() {
        if (!file.equals(NONE) && (full || !directory.equals(PublishedFiles.ANYWHERE))) {
            throw new SpecException("covertype reads one file: give either file, or full and directory");
        }
        if (binary == Binary.BALANCED && !classes.equals(ALL)) {
            throw new SpecException(
                    "covertype with binary=balanced has the classes 2 and all others: leave out classes");
        }
        kinds();
    }

    /** The kinds that are kept, in ascending order. */
    private int[] kinds() {
        int[] kinds;
        try {
            kinds = Stream.of(classes.split(",", -1))
                    .map(String::strip)
                    .flatMapToInt(part -> {
                        String[] ends = part.split("-", 2);
                        return IntStream.rangeClosed(
                                Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
                    })
                    .distinct()
                    .sorted()
                    .toArray();
        } catch (NumberFormatException e) {
            kinds = new int[0];
        }
        if (kinds.length < 2 || kinds[0] < 1 || kinds[kinds.length - 1] > CovertypeRows.CLASSES) {
            throw new SpecException("covertype needs two or more of the classes 1 to " + CovertypeRows.CLASSES
                    + ", as 1-7 or 1,2, not classes=" + classes);
        }
        return kinds;
    }

    @Override
    public Dataset load() {
        return load(DataPlaces.here());
    }

    @Override
    public Table table(DataPlaces places) {
        return Table.of(load(places), publication().title());
    }

    private Dataset load(DataPlaces places) {
        CovertypeRows rows = rows(places);
        return binary == Binary.BALANCED ? balanced(rows) : some(rows, kinds());
    }

    private CovertypeRows rows(DataPlaces places) {
        if (!file.equals(NONE)) {
            Path path = Path.of(file);
            DataFile.requireFile(path, "a file of covertype");
            return read(path, new PublishedFile(file, Optional.empty(), 0, Optional.empty()));
        }
        PublishedFiles files = new PublishedFiles(publication(), directory, places);
        Optional<Path> sample = full ? Optional.empty() : files.any(SAMPLE);
        if (sample.isPresent()) {
            return read(sample.get(), SAMPLE);
        }
        Path path = files.require(WHOLE, Optional.of(NAME));
        // what it holds is verified by its classes: it may be decompressed, or compressed again
        CovertypeRows rows = read(path, new PublishedFile(WHOLE.name(), Optional.empty(), 0, Optional.empty()));
        if (!Arrays.equals(rows.classCounts(), FULL)) {
            throw new DataException("the file " + path + " is not covtype.data as published: its classes have "
                    + Arrays.toString(rows.classCounts()) + " rows, but should have " + Arrays.toString(FULL)
                    + "; covertype(file=...) reads other files of this layout");
        }
        return rows;
    }

    private static CovertypeRows read(Path path, PublishedFile published) {
        try (PublishedContent content = PublishedContent.open(path, published)) {
            CovertypeRows rows = CovertypeRows.read(path, content.stream());
            content.requireSame();
            return rows;
        } catch (IOException e) {
            throw DataFile.unreadable(path, e);
        }
    }

    private Dataset some(CovertypeRows rows, int[] kinds) {
        int[] chosen = slice(IntStream.range(0, rows.count())
                .filter(i -> Arrays.binarySearch(kinds, rows.classOf(i)) >= 0)
                .toArray());
        List<String> names = Stream.of(
                        NUMBERS.stream(),
                        IntStream.rangeClosed(1, CovertypeRows.AREAS).mapToObj(k -> "Wilderness_Area" + k),
                        IntStream.rangeClosed(1, CovertypeRows.SOILS).mapToObj(k -> "Soil_Type" + k))
                .flatMap(part -> part)
                .toList();
        return dataset(
                rows,
                chosen,
                names,
                Arrays.stream(chosen)
                        .mapToDouble(i -> Arrays.binarySearch(kinds, rows.classOf(i)))
                        .toArray(),
                Arrays.stream(kinds).mapToObj(Integer::toString).toList());
    }

    private Dataset balanced(CovertypeRows rows) {
        int[] pines = IntStream.range(0, rows.count())
                .filter(i -> rows.classOf(i) == PINE)
                .toArray();
        int[] others = IntStream.range(0, rows.count())
                .filter(i -> rows.classOf(i) != PINE)
                .toArray();
        int[] larger = others.length >= pines.length ? others : pines;
        int[] smaller = larger == others ? pines : others;
        int[] kept = Arrays.stream(new NumpyRandom(CHOICE_SEED).permutation(larger.length))
                .limit(smaller.length)
                .map(i -> larger[i])
                .toArray();
        int[] all =
                IntStream.concat(Arrays.stream(kept), Arrays.stream(smaller)).toArray();
        int[] chosen = slice(Arrays.stream(new NumpyRandom(ORDER_SEED).permutation(all.length))
                .map(i -> all[i])
                .toArray());
        return dataset(
                rows,
                chosen,
                NUMBERS,
                Arrays.stream(chosen)
                        .mapToDouble(i -> rows.classOf(i) == PINE ? 1 : 0)
                        .toArray(),
                List.of("0", "1"));
    }

    private int[] slice(int[] rows) {
        if (skip >= rows.length) {
            throw new SpecException("skip=" + skip + " leaves none of the " + rows.length + " rows of covertype");
        }
        if (count > rows.length - skip) {
            throw new SpecException("count=" + count + " is too large: after skip=" + skip + " there are "
                    + (rows.length - skip) + " rows of covertype");
        }
        return Arrays.copyOfRange(rows, skip, count == 0 ? rows.length : skip + count);
    }

    private static Dataset dataset(
            CovertypeRows rows, int[] chosen, List<String> names, double[] targets, List<String> classes) {
        int width = names.size();
        INDArray features = Nd4j.createUninitializedDetached(DataType.DOUBLE, 'c', chosen.length, width);
        DoubleBuffer elements = Elements.doubles(features);
        double[] row = new double[width];
        for (int number : chosen) {
            rows.features(number, row);
            elements.put(row);
        }
        return new Dataset(
                classes.size() == 2 ? Task.BINARY : Task.MULTICLASS,
                features,
                Matrix.of(targets, chosen.length, 1),
                names,
                classes);
    }
}
