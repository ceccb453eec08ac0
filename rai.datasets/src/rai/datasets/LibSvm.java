package rai.datasets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.StringTokenizer;
import org.osgi.service.component.annotations.Component;
import rai.api.data.Cell;
import rai.api.data.DataException;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Matrix;
import rai.api.data.Table;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * A file in the form of LIBSVM and SVMlight, plain or gzip: per row the target, followed by {@code index:value} for each feature that is not
 * 0, and perhaps a comment after #. Features are called x1, x2, ...; X [n, d] is dense. With {@code task=auto} the targets are classes
 * if they are whole numbers of at most {@value Table#MOST_CLASSES} distinct values.
 */
@Component
@Named("libsvm")
@About(
        value = "The rows of a file in the sparse form of LIBSVM, target index:value ..., plain or gzip.",
        source = "Chang, Lin, 2011, ACM TIST 2(3): LIBSVM")
public class LibSvm implements DatasetSource {
    @Setting(value = "The file; a relative path starts at the working directory.", required = true)
    Path file;

    @Setting("What to learn: classes, numbers, or what the targets look like.")
    Table.Goal task = Table.Goal.AUTO;

    @Setting(value = "How many features there are; 0 is the largest index in the file.", min = 0)
    int features = 0;

    @Setting(value = "The index of the first feature: 1, or 0.", min = 0, max = 1)
    int first = 1;

    /** What a row names: features by their numbers from 0, and their values. */
    private record Row(int[] indices, double[] values) {}

    @Override
    public Dataset load() {
        DataFile.requireFile(file, "a file of LIBSVM");
        List<Row> rows = new ArrayList<>();
        List<Double> targets = new ArrayList<>();
        int width = features;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(DataFile.open(file), StandardCharsets.UTF_8))) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                StringTokenizer fields = new StringTokenizer(line.replaceFirst("#.*", ""));
                if (fields.hasMoreTokens()) {
                    targets.add(target(number, fields.nextToken()));
                    Row row = row(number, fields);
                    width = Math.max(width, Arrays.stream(row.indices()).max().orElse(-1) + 1);
                    rows.add(row);
                }
            }
        } catch (IOException e) {
            throw DataFile.unreadable(file, e);
        }
        if (width == 0) {
            throw new DataException("the file " + file + " has no row with a feature");
        }
        return dataset(rows, targets, width);
    }

    private Dataset dataset(List<Row> rows, List<Double> targets, int width) {
        Matrix.requireFit("the file " + file, rows.size(), width);
        double[] x = new double[rows.size() * width];
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            for (int k = 0; k < row.indices().length; k++) {
                x[i * width + row.indices()[k]] = row.values()[k];
            }
        }
        return NumberData.of(
                file.toString(),
                Matrix.of(x, rows.size(), width),
                NumberData.names(width),
                List.of(targets.stream().mapToDouble(target -> target).toArray()),
                task);
    }

    private double target(long line, String text) {
        double target = Cell.number(text);
        if (!Double.isFinite(target)) {
            throw wrong(line, "a row begins with its target, but '" + text + "' is not a finite number");
        }
        return target;
    }

    private Row row(long line, StringTokenizer fields) {
        int[] indices = new int[fields.countTokens()];
        double[] values = new double[indices.length];
        BitSet seen = new BitSet();
        for (int k = 0; k < indices.length; k++) {
            String field = fields.nextToken();
            int colon = field.indexOf(':');
            int index = -1;
            try {
                index = Integer.parseInt(field.substring(0, Math.max(0, colon))) - first;
            } catch (NumberFormatException e) {
                // so it is refused
            }
            values[k] = Cell.number(field.substring(colon + 1));
            if (index < 0 || !Double.isFinite(values[k])) {
                throw wrong(
                        line,
                        "'" + field + "' is not a feature, such as 3:0.5, whose index is counted from " + first
                                + " on");
            }
            if (features > 0 && index >= features) {
                throw wrong(line, "'" + field + "' is beyond the features, which are features=" + features);
            }
            if (seen.get(index)) {
                throw wrong(line, "the feature " + (index + first) + " is there twice");
            }
            seen.set(index);
            indices[k] = index;
        }
        return new Row(indices, values);
    }

    private DataException wrong(long line, String what) {
        return new DataException(file + ", line " + line + ": " + what);
    }
}
