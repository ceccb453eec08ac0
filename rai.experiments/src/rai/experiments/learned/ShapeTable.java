package rai.experiments.learned;

import java.util.List;
import java.util.stream.Collectors;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Column;
import rai.api.report.DataTable.Entry;
import rai.api.report.DataTable.Kind;

/** The features of each curve. */
final class ShapeTable {
    private ShapeTable() {}

    static DataTable of(List<Learnt> curves) {
        List<Column> columns = List.of(
                new Column("task", "task", Kind.TEXT),
                new Column("base", "base", Kind.TEXT),
                new Column("outer", "outer network", Kind.TEXT),
                new Column("inner", "activation network", Kind.TEXT),
                new Column("seed", "seed", Kind.NUMBER),
                new Column("turns", "turns", Kind.TEXT),
                new Column("left", "slope left of the turn", Kind.NUMBER),
                new Column("right", "right of it", Kind.NUMBER),
                new Column("wiggles", "wiggles", Kind.NUMBER),
                new Column("left_slope", "slope of the left end", Kind.NUMBER),
                new Column("left_bend", "its bend", Kind.NUMBER),
                new Column("right_slope", "slope of the right end", Kind.NUMBER),
                new Column("right_bend", "its bend", Kind.NUMBER));
        return new DataTable(
                "shapes",
                "The shape of each learnt curve",
                columns,
                curves.stream().map(ShapeTable::row).toList(),
                false);
    }

    private static List<Entry> row(Learnt curve) {
        Shape shape = curve.shape();
        String turns = shape.turns().stream()
                .map(turn -> (turn.maximum() ? "max " : "min ") + turn.z())
                .collect(Collectors.joining(", "));
        return List.of(
                Entry.of(curve.task()),
                Entry.of(curve.base()),
                Entry.of(curve.outer()),
                Entry.of(curve.inner()),
                Entry.of(curve.seed(), String.valueOf(curve.seed())),
                Entry.of(turns.isEmpty() ? "none" : turns),
                Texts.entry(shape.left()),
                Texts.entry(shape.right()),
                Entry.of(shape.wiggles(), String.valueOf(shape.wiggles())),
                Texts.entry(shape.leftEdge().slope()),
                Texts.entry(shape.leftEdge().bend()),
                Texts.entry(shape.rightEdge().slope()),
                Texts.entry(shape.rightEdge().bend()));
    }
}
