package rai.datasets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Component;
import rai.api.data.Column;
import rai.api.data.DataException;
import rai.api.data.DataPlaces;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Table;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;
import rai.api.spec.Words;

/**
 * A table in the form of Weka (ARFF), plain or gzip: attributes are numeric (also real and integer), nominal, {@code {a, b}}, or string; rows are
 * dense or sparse, {@code {0 5, 3 b}}. Values may be quoted, {@code ?} is a missing value, and what a sparse row leaves out is 0, the
 * first of the nominal values, or, for a string, missing. Nominal attributes are categories, and a nominal target has the classes that
 * are declared, in their order. Dates, relations and weights of rows are refused.
 */
@Component
@Named("arff")
@About(
        value = "The table in an ARFF file of Weka, plain or gzip: one attribute is the target.",
        source = "Hall et al., 2009, SIGKDD Explorations 11(1): Weka")
public class Arff implements DatasetSource {
    private static final String UNSET = "-";

    @Setting(value = "The file; a relative path starts at the working directory.", required = true)
    Path file;

    @Setting("Target attribute, or several for regression, as a,b; - is the last one.")
    String target = UNSET;

    @Setting("What to learn: classes, numbers, or what the target is declared as.")
    Table.Goal task = Table.Goal.AUTO;

    @Setting("Attributes to leave out, as id,date; - is none.")
    String drop = UNSET;

    /** The table as a dataset of numbers: nominal features and missing values are refused. */
    @Override
    public Dataset load() {
        return new StrictTable(table(), file).dataset();
    }

    @Override
    public Table table() {
        List<Table> whole = new ArrayList<>();
        read(Integer.MAX_VALUE, whole::add);
        return whole.get(0);
    }

    @Override
    public void pieces(DataPlaces places, int rows, Consumer<Table> reader) {
        read(rows, reader);
    }

    private void read(int most, Consumer<Table> reader) {
        DataFile.requireFile(file, "an ARFF file");
        ArffRows rows = new ArffRows(file);
        boolean some = false;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(DataFile.open(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (rows.rows() > 0 && rows.rows() >= limit(most, rows)) {
                    reader.accept(table(rows.attributes(), rows.lines()));
                    rows.clear();
                    some = true;
                }
                rows.take(line);
            }
        } catch (IOException e) {
            throw DataFile.unreadable(file, e);
        }
        if (rows.rows() > 0 || !some) {
            reader.accept(table(rows.attributes(), rows.lines()));
        }
    }

    private static int limit(int most, ArffRows rows) {
        return most == Integer.MAX_VALUE
                ? most
                : DataFile.rows(most, rows.attributes().size());
    }

    private Table table(List<ArffAttribute> attributes, long[] lines) {
        List<String> names = attributes.stream().map(ArffAttribute::name).toList();
        if (lines.length == 0) {
            throw new DataException("the file " + file + " has no rows after @data");
        }
        List<String> targets = target.equals(UNSET) ? List.of(names.get(names.size() - 1)) : named(target, names);
        List<String> dropped = drop.equals(UNSET) ? List.of() : named(drop, names);
        targets.stream().filter(dropped::contains).findFirst().ifPresent(name -> {
            throw new SpecException(
                    "the attribute '" + name + "' of " + file + " is the target, so it can't be dropped");
        });
        List<Column> columns = new ArrayList<>();
        attributes.stream()
                .filter(one -> !targets.contains(one.name()) && !dropped.contains(one.name()))
                .forEach(one -> columns.add(one.column(Column.Role.FEATURE)));
        if (columns.isEmpty()) {
            throw new DataException("the file " + file + " has no attribute left beside the target");
        }
        List<ArffAttribute> learnt = targets.stream()
                .map(name -> attributes.get(names.indexOf(name)))
                .toList();
        learnt.forEach(one -> columns.add(one.column(Column.Role.TARGET)));
        return new Table(file.toString(), columns, lines, hints(learnt), Optional.empty());
    }

    private Table.Hints hints(List<ArffAttribute> learnt) {
        boolean nominal = learnt.size() == 1 && learnt.get(0).isNominal();
        Table.Goal goal = task == Table.Goal.AUTO && learnt.stream().noneMatch(ArffAttribute::isText)
                ? Table.Goal.REGRESSION
                : task;
        return new Table.Hints(
                true,
                nominal && task != Table.Goal.REGRESSION ? Table.Goal.CLASSIFICATION : goal,
                nominal && task != Table.Goal.REGRESSION ? learnt.get(0).values() : List.of());
    }

    private List<String> named(String list, List<String> names) {
        List<String> wanted = names.contains(list) ? List.of(list) : Arrays.asList(list.split(",", -1));
        return wanted.stream()
                .map(String::strip)
                .distinct()
                .map(name -> {
                    if (!names.contains(name)) {
                        throw Words.unknown("attribute of " + file, name, names);
                    }
                    return name;
                })
                .toList();
    }
}
