package rai.shell.train;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rai.api.diagnosis.Diagnoses;
import rai.api.diagnosis.Diagnosis;
import rai.api.diagnosis.Diagnosis.Finding;
import rai.api.diagnosis.Diagnosis.LayerHealth;
import rai.api.diagnosis.Diagnosis.Remedy;
import rai.api.diagnosis.Diagnosis.Unit;
import rai.api.diagnosis.Limits;
import rai.api.run.RunRequestBuilder;
import rai.api.run.Runs;
import rai.report.ReportFiles;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.console.Failure;
import rai.shell.run.RunFinder;
import rai.shell.study.StudyPlaces;
import rai.shell.text.Facts;
import rai.shell.text.Json;
import rai.shell.text.Numbers;
import rai.shell.text.Table;

/** {@code diagnose}: what is wrong with a network, and why. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "diagnose"})
public final class DiagnoseCommand extends ShellCommand {
    private static final Set<String> OF_A_RUN = Set.of(
            "--json",
            "--out",
            "--rows",
            "--dead-slope",
            "--slope",
            "--saturated",
            "--spread",
            "--vanishing",
            "--exploding");

    /** Of many units, so many are explained one by one, and only in the first of several layers; the document has all of them. */
    private static final int EXPLAINED = 3;

    private final Diagnoses diagnoses;
    private final Runs runs;

    /**
     * @param diagnoses finds out what is wrong
     * @param runs knows the runs
     */
    @Activate
    public DiagnoseCommand(@Reference Diagnoses diagnoses, @Reference Runs runs) {
        this.diagnoses = diagnoses;
        this.runs = runs;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(
            name = "diagnose",
            description = "Find out what is wrong with a network: dead and saturated units, collapsed layers, vanishing"
                    + " and exploding gradients; and why, and what may help.",
            footer = {
                "The network is that of a run that has ended, or the one that train would begin with, given the same"
                        + " options. It is looked at on its training data, and not trained.",
                "dead      units without a slope at any example",
                "sat       share of pairs of a unit and an example whose slope is below --slope",
                "spread    standard deviation of the outputs over the examples, relative to their size",
                "rank      in how many directions the outputs vary: (tr C)^2 / tr C^2 of their covariance C",
                "dL/dw, dL/da  norms of the gradient with respect to the parameters and the outputs"
            })
    private final class Use extends TrainOptions {
        @Parameters(
                arity = "0..1",
                paramLabel = Labels.JOB,
                description = "A run: its name, a prefix of it, or its directory.")
        String run;

        @Option(
                names = "--rows",
                paramLabel = "N",
                description = "How many examples are looked at (default: ${DEFAULT-VALUE}).")
        int rows = Limits.USUAL.rows();

        @Option(
                names = "--dead-slope",
                paramLabel = "X",
                description =
                        "A unit is dead if its slope is at most this for all examples (default: ${DEFAULT-VALUE}).")
        double deadSlope = Limits.USUAL.deadSlope();

        @Option(
                names = "--slope",
                paramLabel = "X",
                description =
                        "An example saturates a unit if its slope there is below this (default: ${DEFAULT-VALUE}).")
        double slope = Limits.USUAL.slope();

        @Option(
                names = "--saturated",
                paramLabel = "SHARE",
                description =
                        "A unit is saturated if this share of the examples saturates it (default: ${DEFAULT-VALUE}).")
        double saturated = Limits.USUAL.saturated();

        @Option(
                names = "--spread",
                paramLabel = "X",
                description = "A layer has collapsed if its spread is at most this (default: ${DEFAULT-VALUE}).")
        double spread = Limits.USUAL.spread();

        @Option(
                names = "--vanishing",
                paramLabel = "X",
                description = "Gradients vanish if the norm at the first map is below this times that at the last one"
                        + " (default: ${DEFAULT-VALUE}).")
        double vanishing = Limits.USUAL.vanishing();

        @Option(
                names = "--exploding",
                paramLabel = "X",
                description = "Gradients explode if the norm at the first map is above this times that at the last one"
                        + " (default: ${DEFAULT-VALUE}).")
        double exploding = Limits.USUAL.exploding();

        @Option(
                names = "--out",
                paramLabel = Labels.DIRECTORY,
                description = "Also write a report there: a page, its tables and its pictures.")
        Path out;

        @Override
        Optional<Path> directory(String name, RunRequestBuilder request, Optional<Path> set) {
            return Optional.empty();
        }

        @Override
        String missingData() {
            return "diagnose needs a run, or --data: name a run, or give the data and the options of a network, as in"
                    + " --data \"moons(n=100)\" --hidden 20x50 --activation sigmoid";
        }

        @Override
        protected void run(Console console) throws IOException {
            StudyPlaces.requireDirectory(out);
            Diagnosis diagnosis = diagnosis();
            List<Path> files = out == null ? List.of() : written(diagnosis);
            if (json) {
                Map<String, Object> document = new LinkedHashMap<>(diagnosis.asMap());
                if (out != null) {
                    document.put("files", files);
                }
                console.out().println(Json.text(document));
                return;
            }
            print(diagnosis, console);
            if (out != null) {
                console.out().println();
                console.out().println("written: " + files.get(0) + ", with its tables and pictures beside it");
            }
        }

        private List<Path> written(Diagnosis diagnosis) throws IOException {
            String of = run == null ? "the network before training" : "the run " + run;
            try {
                return ReportFiles.write(DiagnosisReport.of(diagnosis, of), out, ReportFiles.Options.ALL);
            } catch (IOException e) {
                throw Failure.of(e).at("the report could not be written to " + out);
            }
        }

        private Diagnosis diagnosis() {
            Limits limits = new Limits(rows, deadSlope, slope, saturated, spread, vanishing, exploding);
            if (run == null) {
                return with(request(LocalDateTime.now()), request -> diagnoses.of(request, limits));
            }
            Set<String> given = new LinkedHashSet<>();
            command.commandLine().getParseResult().matchedOptions().forEach(option -> given.add(option.longestName()));
            given.removeAll(OF_A_RUN);
            if (!given.isEmpty()) {
                throw new Failure(
                        "the options of a network are not needed beside a run: leave out " + String.join(", ", given));
            }
            RunFinder.Found found = new RunFinder(runs).find(run);
            return diagnoses.of(
                    found.directory().orElseThrow(() -> new Failure("the run " + found.name() + " was not saved")),
                    limits);
        }
    }

    private static void print(Diagnosis diagnosis, Console console) {
        Facts facts = new Facts();
        facts.add("network", diagnosis.network());
        facts.add("init", diagnosis.init());
        facts.add("looked at", diagnosis.examples() + " training examples after " + diagnosis.step() + " steps");
        facts.add("loss", Numbers.metric(diagnosis.loss()));
        console.print(facts.lines());
        console.out().println();
        console.print(table(diagnosis.layers()));
        console.out().println();
        console.print(sentences(diagnosis.findings()));
    }

    private static Table table(List<LayerHealth> layers) {
        Table table = new Table(List.of("layer", "spec", "units", "dead", "sat", "spread", "rank", "dL/dw", "dL/da"));
        for (LayerHealth layer : layers) {
            table.row(
                    layer.name(),
                    layer.layer(),
                    Integer.toString(layer.units()),
                    layer.dead().map(String::valueOf).orElse("-"),
                    layer.saturated()
                            .map(share -> String.format(Locale.ROOT, "%.2f", share))
                            .orElse("-"),
                    short2(layer.spread()),
                    String.format(Locale.ROOT, "%.1f", layer.rank()),
                    layer.parameterGradient().map(DiagnoseCommand::short2).orElse("-"),
                    short2(layer.outputGradient()));
        }
        return table;
    }

    private static String short2(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
    }

    /** A paragraph per finding, or per findings of one kind with the same remedies: what, why, and what may help. */
    private static List<String> sentences(List<Finding> findings) {
        List<String> lines = new ArrayList<>();
        if (findings.isEmpty()) {
            lines.add("nothing found");
        }
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            boolean another = i > 0 && isAlike(finding, findings.get(i - 1));
            if (i > 0 && !another) {
                lines.add("");
            }
            lines.add(DiagnosisReport.illness(finding) + ": " + finding.sentence());
            if (!another) {
                lines.addAll(causes(finding.units()));
            }
            if (i + 1 == findings.size() || !isAlike(finding, findings.get(i + 1))) {
                for (Remedy remedy : finding.remedies()) {
                    lines.add("  try the " + remedy.kind() + " " + remedy.spec() + ": " + remedy.sentence());
                }
            }
        }
        return lines;
    }

    private static boolean isAlike(Finding one, Finding other) {
        return one.illness() == other.illness() && one.remedies().equals(other.remedies());
    }

    private static List<String> causes(List<Unit> units) {
        List<String> lines = new ArrayList<>();
        for (Unit unit : units.stream().limit(EXPLAINED).toList()) {
            lines.add("  unit " + unit.unit() + ": " + unit.cause());
        }
        if (units.size() > EXPLAINED) {
            lines.add("  and " + (units.size() - EXPLAINED) + " more: --json has all of them");
        }
        return lines;
    }
}
