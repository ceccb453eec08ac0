package rai.embedded;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;
import rai.api.data.Column;
import rai.api.data.DataException;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Table;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * Data that the program has passed as arrays. They are named by the SHA-256 of their values and names, so what a run records says which
 * numbers it was trained on; it can be continued or repeated where the same numbers have been passed again.
 *
 * <p>Enabled when a program first passes data: elsewhere there are none.
 */
@Component(enabled = false)
@Named("given")
@About("Arrays that the program has passed, by their SHA-256.")
public final class Given implements DatasetSource {
    private static final Map<String, Table> HANDED_OVER = new ConcurrentHashMap<>();

    @Setting(value = "The SHA-256 of the values and names.", required = true)
    String sha256;

    /** @return the spec of the data */
    static String put(Arguments with) {
        double[][] features = with.get("features", double[][].class);
        List<?> names = with.find("names", List.class).orElse(null);
        String[] labels = with.find("labels", String[].class).orElse(null);
        double[][] numbers = with.find("numbers", double[][].class).orElse(null);
        String sha256 = hash(features, names, labels, numbers);
        HANDED_OVER.computeIfAbsent(sha256, key -> table(features, names, labels, numbers));
        return "given(sha256=" + sha256 + ")";
    }

    static void forgetAll() {
        HANDED_OVER.clear();
    }

    private static Table table(double[][] features, List<?> names, String[] labels, double[][] numbers) {
        int width = width("the features", features);
        if (names != null && names.size() != width) {
            throw new DataException("there are " + width + " features, but " + names.size() + " names of them");
        }
        int targets = labels != null ? labels.length : numbers.length;
        if (targets != features.length) {
            throw new DataException("there are " + features.length + " rows of features, but " + targets + " targets");
        }
        List<Column> columns = new ArrayList<>(
                TrainedModel.table("the features", features, names).columns());
        if (labels != null) {
            for (int i = 0; i < labels.length; i++) {
                if (labels[i] == null) {
                    throw new DataException("the label of row " + (i + 1) + " is missing");
                }
            }
            columns.add(Column.of("target", Column.Role.TARGET, labels.clone()));
        } else {
            int outputs = width("the targets", numbers);
            for (int j = 0; j < outputs; j++) {
                double[] column = new double[numbers.length];
                for (int i = 0; i < column.length; i++) {
                    column[i] = numbers[i][j];
                }
                columns.add(Column.of(outputs == 1 ? "target" : "target-" + (j + 1), Column.Role.TARGET, column));
            }
        }
        Table.Goal goal = labels != null ? Table.Goal.CLASSIFICATION : Table.Goal.REGRESSION;
        return new Table(
                "the data of the program",
                columns,
                null,
                new Table.Hints(true, goal, List.of()),
                java.util.Optional.empty());
    }

    /** @return how many numbers each row has */
    static int width(String what, double[][] rows) {
        if (rows.length == 0 || rows[0] == null || rows[0].length == 0) {
            throw new DataException(what + " are empty: at least one row with one number is needed");
        }
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] == null || rows[i].length != rows[0].length) {
                throw new DataException("row " + (i + 1) + " of " + what + " has "
                        + (rows[i] == null ? 0 : rows[i].length) + " numbers, but the first has " + rows[0].length);
            }
        }
        return rows[0].length;
    }

    private static String hash(double[][] features, List<?> names, String[] labels, double[][] numbers) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, features);
            add(digest, names == null ? "" : names.toString());
            if (labels != null) {
                for (String label : labels) {
                    add(digest, String.valueOf(label));
                }
            }
            if (numbers != null) {
                add(digest, numbers);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(MessageDigest digest, double[][] rows) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(rows.length).array());
        for (double[] row : rows) {
            int length = row == null ? 0 : row.length;
            ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + length * Double.BYTES);
            bytes.putInt(length);
            for (int j = 0; j < length; j++) {
                bytes.putDouble(row[j]);
            }
            digest.update(bytes.array());
        }
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    @Override
    public Dataset load() {
        throw new DataException("the data that a program has passed are read as a table");
    }

    @Override
    public Table table() {
        Table table = HANDED_OVER.get(sha256);
        if (table == null) {
            throw new DataException("the data with the SHA-256 " + sha256
                    + " are not in this process: the program that trained with them has to pass them again");
        }
        return table;
    }
}
