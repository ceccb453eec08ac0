package rai.shell.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import rai.api.diagnosis.Diagnosis;
import rai.api.diagnosis.Diagnosis.Finding;
import rai.api.diagnosis.Diagnosis.LayerHealth;
import rai.api.diagnosis.Diagnosis.Remedy;
import rai.api.diagnosis.Diagnosis.Unit;
import rai.api.report.Block;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Column;
import rai.api.report.DataTable.Entry;
import rai.api.report.DataTable.Kind;
import rai.api.report.Report;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.shell.text.Numbers;

/** A diagnosis as a report: what was found, the layers as curves and as a table, each unit with its reason, and what may help. */
final class DiagnosisReport {
    private static final double[] NONE = {};

    private final Diagnosis diagnosis;

    private DiagnosisReport(Diagnosis diagnosis) {
        this.diagnosis = diagnosis;
    }

    /**
     * @param diagnosis what was found
     * @param of what was looked at: the run, or the data
     * @return the report
     */
    static Report of(Diagnosis diagnosis, String of) {
        return new DiagnosisReport(diagnosis).report(of);
    }

    private Report report(String of) {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("Layers", layers()));
        if (!diagnosis.findings().isEmpty()) {
            sections.add(new Section("Units and remedies", List.of(remedies(), units())));
        }
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("network", diagnosis.network());
        about.put("init", diagnosis.init());
        about.put("steps done", diagnosis.step());
        about.put("training examples looked at", diagnosis.examples());
        about.put("loss on these", Numbers.metric(diagnosis.loss()));
        return new Report(
                "diagnosis",
                "Diagnosis of " + of,
                diagnosis.examples() + " training examples after " + diagnosis.step() + " steps, loss "
                        + Numbers.metric(diagnosis.loss()) + ": what keeps this network from learning?",
                answer(),
                sections,
                about);
    }

    private List<Statement> answer() {
        if (diagnosis.findings().isEmpty()) {
            return List.of(Statement.remark("Nothing was found: this network can learn."));
        }
        return diagnosis.findings().stream()
                .map(finding -> Statement.warning(illness(finding) + ": " + finding.sentence() + "."))
                .toList();
    }

    /** @return what is wrong, in words */
    static String illness(Finding finding) {
        return finding.illness().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private List<Block> layers() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(chart(
                "gradients",
                "Gradients by layer",
                "Norms of the gradient of the loss, layers counted from the input. On this axis, a gradient of 0 is not"
                        + " shown.",
                Chart.Axis.of("norm").logarithmic(),
                line("of the outputs", layer -> Optional.of(layer.outputGradient())),
                line("of the parameters", LayerHealth::parameterGradient)));
        blocks.add(chart(
                "spread",
                "Spread of the outputs by layer",
                "Standard deviation over the examples, relative to the root mean square.",
                Chart.Axis.of("spread").logarithmic(),
                line("spread", layer -> Optional.of(layer.spread()))));
        if (diagnosis.layers().stream().anyMatch(layer -> layer.dead().isPresent())) {
            blocks.add(chart(
                    "dead-and-saturated",
                    "Dead and saturated units by layer",
                    "Shares of the units that are dead, and of the pairs of a unit and an example that are saturated.",
                    Chart.Axis.of("share"),
                    line("dead", layer -> layer.dead().map(dead -> (double) dead / layer.units())),
                    line("saturated", LayerHealth::saturated)));
        }
        blocks.add(table());
        return blocks;
    }

    private Chart chart(String name, String title, String caption, Chart.Axis y, Chart.Line... lines) {
        return new Chart.Lines(name, title, caption, Chart.Axis.of("layer"), y, List.of(lines));
    }

    /** Over the layers that have such a value. */
    private Chart.Line line(String label, Function<LayerHealth, Optional<Double>> value) {
        List<LayerHealth> all = diagnosis.layers();
        int[] having = IntStream.range(0, all.size())
                .filter(i -> value.apply(all.get(i)).isPresent())
                .toArray();
        return new Chart.Line(
                label,
                label,
                IntStream.of(having).mapToDouble(i -> i + 1).toArray(),
                IntStream.of(having)
                        .mapToDouble(i -> value.apply(all.get(i)).orElseThrow())
                        .toArray(),
                NONE,
                NONE,
                List.of());
    }

    private DataTable table() {
        List<List<Entry>> rows = new ArrayList<>();
        for (LayerHealth layer : diagnosis.layers()) {
            rows.add(List.of(
                    Entry.of(layer.name()),
                    Entry.of(layer.layer()),
                    number(Optional.of(layer.units())),
                    number(layer.dead()),
                    number(layer.saturated()),
                    number(Optional.of(layer.spread())),
                    number(Optional.of(layer.rank())),
                    number(layer.parameterGradient()),
                    number(Optional.of(layer.outputGradient()))));
        }
        return new DataTable(
                "layers",
                "All layers",
                List.of(
                        new Column("layer", "layer", Kind.TEXT),
                        new Column("spec", "spec", Kind.TEXT),
                        new Column("units", "units", Kind.NUMBER),
                        new Column("dead", "dead units", Kind.NUMBER),
                        new Column("saturated", "saturated share", Kind.NUMBER),
                        new Column("spread", "spread", Kind.NUMBER),
                        new Column("rank", "rank", Kind.NUMBER),
                        new Column("parameter_gradient", "norm of dL/dw", Kind.NUMBER),
                        new Column("output_gradient", "norm of dL/da", Kind.NUMBER)),
                rows,
                true);
    }

    private static Entry number(Optional<? extends Number> value) {
        String text = value.map(number -> Numbers.text(number.doubleValue())).orElse("-");
        boolean finite = value.isPresent() && Double.isFinite(value.get().doubleValue());
        return new Entry(finite ? value.get() : null, text, List.of());
    }

    private DataTable units() {
        List<List<Entry>> rows = new ArrayList<>();
        for (Finding finding : diagnosis.findings()) {
            for (Unit unit : finding.units()) {
                rows.add(List.of(
                        Entry.of(illness(finding)),
                        Entry.of(finding.layer()),
                        Entry.of(unit.unit(), Integer.toString(unit.unit())),
                        number(Optional.of(unit.least())),
                        number(Optional.of(unit.largest())),
                        number(unit.bias()),
                        Entry.of(unit.cause())));
            }
        }
        return new DataTable(
                "units",
                "Units, and why",
                List.of(
                        new Column("finding", "finding", Kind.TEXT),
                        new Column("layer", "layer", Kind.TEXT),
                        new Column("unit", "unit", Kind.NUMBER),
                        new Column("least", "smallest pre-activation", Kind.NUMBER),
                        new Column("largest", "largest", Kind.NUMBER),
                        new Column("bias", "bias", Kind.NUMBER),
                        new Column("cause", "cause", Kind.TEXT)),
                rows,
                false);
    }

    private DataTable remedies() {
        List<List<Entry>> rows = new ArrayList<>();
        for (Finding finding : diagnosis.findings()) {
            for (Remedy remedy : finding.remedies()) {
                rows.add(List.of(
                        Entry.of(illness(finding)),
                        Entry.of(finding.layer()),
                        Entry.of(remedy.kind()),
                        Entry.of(remedy.spec()),
                        Entry.of(remedy.sentence())));
            }
        }
        return new DataTable(
                "remedies",
                "What may help",
                List.of(
                        new Column("finding", "finding", Kind.TEXT),
                        new Column("layer", "layer", Kind.TEXT),
                        new Column("kind", "kind", Kind.TEXT),
                        new Column("service", "service or setting", Kind.TEXT),
                        new Column("why", "why", Kind.TEXT)),
                rows,
                false);
    }
}
