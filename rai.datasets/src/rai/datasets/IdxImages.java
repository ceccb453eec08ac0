package rai.datasets;

import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.array.Elements;
import rai.api.data.DataException;
import rai.api.data.Dataset;
import rai.api.data.Matrix;
import rai.api.data.RowSource;
import rai.api.data.Task;
import rai.api.spec.SpecException;

/**
 * A slice of the images and labels of two idx files, as {@link Idx} describes it.
 *
 * @param images the file of the images, for messages
 * @param labels the file of the labels, for messages
 * @param skip how many examples to leave out at the beginning
 * @param count how many to take after those; 0 is all
 * @param scale what every value is multiplied by
 * @param shift what is subtracted from it afterwards
 */
record IdxImages(Path images, Path labels, int skip, int count, double scale, double shift) {
    /**
     * Reads a slice.
     *
     * @param pixels the file of the images, before its first item
     * @param numbers the file of the labels, before its first item
     * @return the examples
     * @throws SpecException if the files are not images and their labels, or have no such slice
     */
    Dataset dataset(IdxFile pixels, IdxFile numbers) {
        Labels ofSlice = labels(pixels, numbers, true);
        int taken = (int) ofSlice.targets.size(0);
        long columns = columns(pixels);
        return new Dataset(
                ofSlice.task(),
                features(pixels, taken, (int) columns),
                ofSlice.targets,
                names(pixels, (int) columns),
                ofSlice.classes);
    }

    /**
     * A slice whose images stay in their file.
     *
     * @param pixels the file of the images, before its first item
     * @param numbers the file of the labels, before its first item
     * @return the examples
     * @throws SpecException if the files are not images and their labels, or have no such slice, or if the file of the images is gzip
     */
    Dataset onDemand(IdxFile pixels, IdxFile numbers) {
        DataFile.requirePlain(images);
        Labels ofSlice = labels(pixels, numbers, false);
        int columns = (int) columns(pixels);
        RowSource all = new MappedRows(
                images,
                pixels.offset(),
                Element.valueOf(pixels.type().name()),
                ByteOrder.BIG_ENDIAN,
                pixels.size(0),
                columns);
        RowSource slice = new Slice(all, (int) ofSlice.targets.size(0));
        double[] image = new double[columns];
        for (int i = 0; i < slice.rows(); i++) {
            slice.read(i, image);
            requireFinite(image, skip + i);
        }
        return Dataset.onDemand(ofSlice.task(), slice, ofSlice.targets, names(pixels, columns), ofSlice.classes);
    }

    /** Scaled and shifted images of a file. */
    private final class Slice implements RowSource {
        private final RowSource all;
        private final int rows;

        Slice(RowSource all, int rows) {
            this.all = all;
            this.rows = rows;
        }

        @Override
        public int rows() {
            return rows;
        }

        @Override
        public int width() {
            return all.width();
        }

        @Override
        public void read(int row, double[] into) {
            all.read(skip + row, into);
            scale(into);
        }
    }

    private void scale(double[] image) {
        for (int j = 0; j < image.length; j++) {
            image[j] = image[j] * scale - shift;
        }
    }

    /** The class numbers [n, 1] of a slice, and the classes of the whole file. */
    private record Labels(INDArray targets, List<String> classes) {
        Task task() {
            return classes.size() == 2 ? Task.BINARY : Task.MULTICLASS;
        }
    }

    /** @param held whether the images will be in memory, too */
    private Labels labels(IdxFile pixels, IdxFile numbers, boolean held) {
        requireImages(pixels);
        requireLabels(numbers);
        int there = pixels.size(0);
        if (numbers.size(0) != there) {
            throw new SpecException("there are " + there + " images in " + images + ", but " + numbers.size(0)
                    + " labels in " + labels);
        }
        int taken = taken(there);
        requireFit(taken, columns(pixels), held);
        int[] label = labels(numbers);
        int[] classes = Arrays.stream(label).distinct().sorted().toArray();
        if (classes.length < 2) {
            throw new SpecException(
                    "the file " + labels + " has one class only, '" + classes[0] + "': a classifier needs two");
        }
        double[] targets = IntStream.range(skip, skip + taken)
                .mapToDouble(i -> Arrays.binarySearch(classes, label[i]))
                .toArray();
        return new Labels(
                Matrix.of(targets, taken, 1),
                Arrays.stream(classes).mapToObj(Integer::toString).toList());
    }

    private void requireFit(int rows, long columns, boolean held) {
        try {
            Matrix.requireFit("the dataset of " + images, rows, held ? columns : 1);
        } catch (DataException e) {
            throw held ? new DataException(e.getMessage() + ": with mapped=true, the images stay in their file", e) : e;
        }
    }

    private void requireImages(IdxFile pixels) {
        if (pixels.rank() < 2) {
            throw new SpecException(
                    "the file " + images + " holds no images but " + pixels + ": is it the file of the labels?");
        }
    }

    private void requireLabels(IdxFile numbers) {
        if (numbers.rank() > 1) {
            throw new SpecException(
                    "the file " + labels + " holds no labels but " + numbers + ": is it the file of the images?");
        }
        if (!numbers.type().isWhole()) {
            throw new SpecException("the file " + labels + " has labels of the type " + numbers.type()
                    + ", but class numbers are whole: ubyte, byte, short or int");
        }
    }

    private int taken(int there) {
        if (skip >= there) {
            throw new SpecException("skip=" + skip + " leaves none of the " + there + " images in " + images);
        }
        if (count > there - skip) {
            throw new SpecException("count=" + count + " is too large: after skip=" + skip + " there are "
                    + (there - skip) + " images in " + images);
        }
        return count == 0 ? there - skip : count;
    }

    /** The number of elements of an image, at most {@link Matrix#MOST}. */
    private long columns(IdxFile pixels) {
        long columns = 1;
        for (int i = 1; i < pixels.rank(); i++) {
            columns *= pixels.size(i);
            Matrix.requireFit("an image of " + images, 1, columns);
        }
        return columns;
    }

    private static int[] labels(IdxFile numbers) {
        double[] one = new double[1];
        int[] labels = new int[numbers.size(0)];
        for (int i = 0; i < labels.length; i++) {
            numbers.next(one, 1);
            labels[i] = (int) one[0];
        }
        numbers.requireEnd();
        return labels;
    }

    /** Straight into the array, image by image: so there is one copy in memory, not two. */
    private INDArray features(IdxFile pixels, int rows, int columns) {
        for (int i = 0; i < skip; i++) {
            pixels.next(null, columns);
        }
        INDArray features = Nd4j.createUninitializedDetached(DataType.DOUBLE, 'c', rows, columns);
        DoubleBuffer elements = Elements.doubles(features);
        double[] image = new double[columns];
        for (int i = 0; i < rows; i++) {
            pixels.next(image, columns);
            scale(image);
            requireFinite(image, skip + i);
            elements.put(image);
        }
        if (skip + rows == pixels.size(0)) {
            pixels.requireEnd();
        }
        return features;
    }

    private void requireFinite(double[] image, int number) {
        for (double value : image) {
            if (!Double.isFinite(value)) {
                throw new SpecException(
                        "image " + (number + 1) + " of " + images + " has a value that is not finite: " + value);
            }
        }
    }

    private static List<String> names(IdxFile pixels, int columns) {
        return IntStream.range(0, columns)
                .mapToObj(i -> {
                    StringBuilder name = new StringBuilder();
                    int rest = i;
                    for (int d = pixels.rank() - 1; d > 0; d--) {
                        name.insert(0, "-" + (1 + rest % pixels.size(d)));
                        rest /= pixels.size(d);
                    }
                    return name.insert(0, "pixel").toString();
                })
                .toList();
    }
}
