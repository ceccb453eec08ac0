package rai.shell.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rai.api.data.Table;

/** The rows that can't be predicted, counted over all pieces; of many, only the first are kept. */
final class Problems {
    private static final int MOST_NAMED = 5;
    private static final int MOST_KEPT = 10_000;

    private final List<String> named = new ArrayList<>();
    private final List<Map<String, Object>> kept = new ArrayList<>();
    private int count;
    private int rows;

    /** Takes those of the next piece. */
    void add(PredictedRows piece, Table table) {
        rows += piece.rows();
        piece.problems().forEach((row, reason) -> {
            if (count < MOST_NAMED) {
                named.add(table.where(row) + " (" + reason + ")");
            }
            if (count < MOST_KEPT) {
                kept.add(Map.of("row", piece.number(row), "problem", reason));
            }
            count++;
        });
    }

    /** @return how many rows there are */
    int rows() {
        return rows;
    }

    /** @return how many of them can't be predicted */
    int count() {
        return count;
    }

    /** @return a document for each, of the first ones if they are many */
    List<Map<String, Object>> kept() {
        return kept;
    }

    /** @return a sentence that names the first of them; empty if there are none */
    String sentence() {
        if (count == 0) {
            return "";
        }
        int more = count - named.size();
        return count + " of " + rows + (rows == 1 ? " row" : " rows") + " can't be predicted: "
                + String.join("; ", named) + (more > 0 ? "; and " + more + " more" : "");
    }
}
