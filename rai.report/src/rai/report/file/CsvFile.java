package rai.report.file;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import rai.api.report.DataTable;

/** Tables as CSV (RFC 4180), with all digits. */
public final class CsvFile {
    private CsvFile() {}

    /**
     * @param table a table
     * @param out receives it
     * @throws IOException if it can't be written
     */
    public static void write(DataTable table, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(writer)) {
            csv.writeRecord(table.columns().stream().map(DataTable.Column::name).toList());
            for (List<DataTable.Entry> row : table.rows()) {
                csv.writeRecord(row.stream().map(entry -> cell(entry.value())).toList());
            }
        }
    }

    private static String cell(Object value) {
        if (value instanceof Collection<?> all) {
            return all.stream().map(CsvFile::cell).collect(Collectors.joining("; "));
        }
        return value == null ? "" : value.toString();
    }
}
