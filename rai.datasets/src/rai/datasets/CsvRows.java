package rai.datasets;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import rai.api.spec.SpecException;

/** The rows of a CSV file, one after another; whatever is wrong with the file becomes one sentence. */
final class CsvRows implements AutoCloseable {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path file;
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;

    /** One row, its fields without white space around them. */
    static final class Row {
        private final CsvRecord record;

        private Row(CsvRecord record) {
            this.record = record;
        }

        /** @return the number of fields */
        int size() {
            return record.getFieldCount();
        }

        /**
         * @param column from 0
         * @return the field
         */
        String get(int column) {
            return record.getField(column).strip();
        }

        /** @return the line of the file on which the row starts, from 1 */
        long line() {
            return record.getStartingLineNumber();
        }
    }

    private CsvRows(Path file, CsvReader<CsvRecord> reader) {
        this.file = file;
        this.reader = reader;
        this.records = reader.iterator();
    }

    /**
     * Opens a file.
     *
     * @param file the file
     * @param separator what stands between two fields; {@code tab} for a tabulator
     * @return its rows, before the first
     * @throws SpecException if there is no such file, or the separator won't do
     */
    static CsvRows open(Path file, String separator) {
        String between = separator.equals("tab") ? "\t" : separator;
        if (between.isEmpty() || between.chars().anyMatch(c -> c == '"' || c == '\n' || c == '\r')) {
            throw new SpecException("the separator of csv must not be empty, a quotation mark or a line break");
        }
        DataFile.requireFile(file, "a CSV file");
        try {
            Reader text = text(file);
            return new CsvRows(
                    file,
                    CsvReader.builder()
                            .fieldSeparator(between)
                            // CsvTable refuses ragged rows, and says it better.
                            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                            .allowUnclosedQuote(false)
                            .ofCsvRecord(text));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** @return the next row that is not an empty line; null after the last */
    Row next() {
        try {
            return records.hasNext() ? new Row(records.next()) : null;
        } catch (UncheckedIOException e) {
            throw unreadable(file, e.getCause());
        } catch (CsvParseException e) {
            throw new SpecException(file + " is not a valid CSV file: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Reader text(Path file) throws IOException {
        InputStream bytes = DataFile.open(file);
        try {
            Reader text = new BufferedReader(new InputStreamReader(bytes, strictUtf8()), DataFile.BUFFER);
            text.mark(1);
            if (text.read() != BYTE_ORDER_MARK) {
                text.reset();
            }
            return text;
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    private static CharsetDecoder strictUtf8() {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private static SpecException unreadable(Path file, IOException e) {
        if (e instanceof CharacterCodingException) {
            return new SpecException(file + " is not encoded in UTF-8" + malformedLine(file) + ": convert it first", e);
        }
        return DataFile.unreadable(file, e);
    }

    /** Readers decode ahead of the rows they give, so the line is looked for again. */
    private static String malformedLine(Path file) {
        try (InputStream bytes = DataFile.open(file)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int number = 1;
            int next;
            do {
                next = bytes.read();
                if (next >= 0 && next != '\n') {
                    line.write(next);
                    continue;
                }
                try {
                    strictUtf8().decode(ByteBuffer.wrap(line.toByteArray()));
                } catch (CharacterCodingException e) {
                    return " (line " + number + ")";
                }
                number++;
                line.reset();
            } while (next >= 0);
        } catch (IOException e) {
            return "";
        }
        return "";
    }
}
