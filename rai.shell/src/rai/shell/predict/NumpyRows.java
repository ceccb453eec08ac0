package rai.shell.predict;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import rai.api.data.Column;

/**
 * Predictions as arrays of NumPy. An .npz has {@code row} [n], or {@code id} [n] or [n, ids] as texts with {@code id_names};
 * {@code prediction}, for classes their numbers [n] as int64, -1 if a row can't be predicted, and for a regression the numbers [n] or
 * [n, targets]; {@code probability} [n, classes] and {@code class_names}. An .npy has the probabilities, or without them the predictions.
 * What can't be predicted is NaN.
 */
final class NumpyRows implements PredictionFormat.Rows {
    private static final String PROBABILITY = "probability";
    private static final String ID = "id";

    private final Path file;
    private final Layout layout;
    private final boolean archive;
    private final Map<String, NumpyArray> arrays = new LinkedHashMap<>();

    NumpyRows(Path file, Layout layout, boolean archive) {
        this.file = file;
        this.layout = layout;
        this.archive = archive;
    }

    @Override
    public void write(PredictedRows predicted, List<Column> ids) throws IOException {
        if (arrays.isEmpty()) {
            open();
        }
        for (int row = 0; row < predicted.rows(); row++) {
            if (archive && ids.isEmpty()) {
                arrays.get(Layout.ROW).add(predicted.number(row));
            }
            for (Column id : archive ? ids : List.<Column>of()) {
                arrays.get(ID).add(id.text(row) == null ? "" : id.text(row));
            }
            boolean known = predicted.has(row);
            NumpyArray prediction = arrays.get(Layout.PREDICTION);
            if (layout.isRegression()) {
                for (int j = 0; j < layout.targets(); j++) {
                    prediction.add(known ? predicted.number(row, j).doubleValue() : Double.NaN);
                }
            } else if (prediction != null) {
                prediction.add(known ? predicted.classNumber(row) : -1L);
            }
            if (layout.hasProbabilities()) {
                for (int label = 0; label < layout.classNames().size(); label++) {
                    arrays.get(PROBABILITY)
                            .add(known ? predicted.probability(row, label).doubleValue() : Double.NaN);
                }
            }
        }
        // what is known after the first row that can be predicted holds for all
        arrays.values().forEach(array -> array.single(predicted.isSingle()));
    }

    private void open() throws IOException {
        if (archive) {
            if (layout.ids().isEmpty()) {
                add(Layout.ROW, NumpyArray.Type.LONG, 0);
            } else {
                add(
                        ID,
                        NumpyArray.Type.TEXT,
                        layout.ids().size() == 1 ? 0 : layout.ids().size());
            }
        }
        if (layout.isRegression()) {
            add(Layout.PREDICTION, NumpyArray.Type.FLOATING, layout.targets() == 1 ? 0 : layout.targets());
        } else if (archive || !layout.hasProbabilities()) {
            add(Layout.PREDICTION, NumpyArray.Type.LONG, 0);
        }
        if (layout.hasProbabilities()) {
            add(PROBABILITY, NumpyArray.Type.FLOATING, layout.classNames().size());
        }
    }

    private void add(String name, NumpyArray.Type type, int width) throws IOException {
        arrays.put(name, new NumpyArray(file.resolveSibling(file.getFileName() + "-" + name), type, width));
    }

    @Override
    public void close() throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            if (archive) {
                archive(out);
            } else {
                arrays.values().iterator().next().copy(out);
            }
        } finally {
            for (NumpyArray array : arrays.values()) {
                array.delete();
            }
        }
    }

    private void archive(OutputStream out) throws IOException {
        Map<String, NumpyArray> all = new LinkedHashMap<>(arrays);
        List<NumpyArray> names = new ArrayList<>();
        try {
            if (!layout.ids().isEmpty()) {
                names.add(texts("id_names", layout.ids()));
                all.put("id_names", names.get(names.size() - 1));
            }
            if (!layout.isRegression()) {
                names.add(texts("class_names", layout.classNames()));
                all.put("class_names", names.get(names.size() - 1));
            }
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (var array : all.entrySet()) {
                    zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
                    array.getValue().copy(zip);
                    zip.closeEntry();
                }
            }
        } finally {
            for (NumpyArray array : names) {
                array.delete();
            }
        }
    }

    private NumpyArray texts(String name, List<String> texts) throws IOException {
        NumpyArray array =
                new NumpyArray(file.resolveSibling(file.getFileName() + "-" + name), NumpyArray.Type.TEXT, 0);
        for (String text : texts) {
            array.add(text);
        }
        return array;
    }
}
