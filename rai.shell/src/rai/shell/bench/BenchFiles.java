package rai.shell.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import rai.api.bench.BenchResult;
import rai.api.bench.CaseResult;
import rai.api.bench.PeerResult;
import rai.api.bench.RivalResult;
import rai.shell.picture.OutFiles;
import rai.shell.picture.PictureOptions;
import rai.shell.text.Json;
import rai.shell.text.Numbers;
import rai.shell.text.Table;

/**
 * What a benchmark leaves: all its figures, and a picture.
 *
 * @param result what was measured
 * @param document the same as a document
 * @param files what was written
 */
record BenchFiles(BenchResult result, Map<String, Object> document, List<Path> files) {
    private static final String DEVIATION = "deviation_from_linear";

    /**
     * Writes the figures, and a picture if there is anything to draw.
     *
     * @param result what was measured
     * @param names where to
     * @param options the size of the picture
     */
    static BenchFiles write(BenchResult result, OutFiles names, PictureOptions options) throws IOException {
        Files.createDirectories(names.directory());
        List<Path> files = new ArrayList<>();
        if (!result.cases().isEmpty()) {
            options.write(BenchPicture.of(result), names.picture());
            files.add(names.picture());
        }
        Path json = names.file(".json");
        files.add(json);
        Map<String, Object> document = new LinkedHashMap<>(result.asMap());
        document.put("files", files);
        Files.writeString(json, Json.text(document) + "\n");
        return new BenchFiles(result, document, files);
    }

    List<String> text() {
        Table table = new Table(List.of(
                "case",
                "threads",
                "ms",
                "best",
                "floor",
                "x floor",
                "steps/s",
                "gflop/s",
                "kB/step",
                "linear by",
                "peers"));
        for (CaseResult c : result.cases()) {
            Double deviation = c.more().get(DEVIATION);
            table.row(
                    c.name(),
                    Integer.toString(c.threads()),
                    Numbers.text(c.ms()),
                    Numbers.text(c.bestMs()),
                    Numbers.text(c.floorMs()),
                    Numbers.text(c.ratioToFloor()),
                    Numbers.text(c.stepsPerSecond()),
                    Numbers.text(c.gflopPerSecond()),
                    Numbers.text(c.bytesAllocatedPerStep() / 1e3),
                    deviation == null ? "" : Math.round(100 * deviation) + " %",
                    c.peers().entrySet().stream()
                            .map(p -> peer(p.getKey(), p.getValue(), c))
                            .collect(Collectors.joining("; ")));
        }
        List<String> lines = new ArrayList<>();
        Map<String, Object> machine = result.machine();
        lines.add(machine.get("cpu") + ", " + machine.get("cores") + " cores, " + machine.get("java"));
        if (!result.cases().isEmpty()) {
            lines.add("engine of "
                    + result.cases().stream().map(CaseResult::engine).distinct().collect(Collectors.joining(", ")));
        }
        lines.add("");
        lines.addAll(table.lines());
        lines.add("");
        result.cases().forEach(c -> c.rivals().forEach(rival -> lines.add(beside(c, rival))));
        if (!lines.get(lines.size() - 1).isEmpty()) {
            lines.add("");
        }
        result.skipped().forEach((name, reason) -> lines.add("not measured: " + name + ": " + reason));
        lines.add("written: " + files.stream().map(Path::toString).collect(Collectors.joining(", ")));
        return lines;
    }

    private static String beside(CaseResult of, RivalResult rival) {
        return of.name() + ", " + of.threads() + (of.threads() == 1 ? " thread: " : " threads: ")
                + Numbers.text(of.ms()) + " ms for " + of.rows() + " examples by " + of.method() + ", "
                + Numbers.text(rival.ms()) + " ms for " + rival.rows() + " by " + rival.method() + " with "
                + rival.optimizer() + "; time per epoch x " + Numbers.text(rival.ratio()) + ", quartiles ["
                + Numbers.text(rival.lowerQuartile()) + ", " + Numbers.text(rival.upperQuartile()) + "]";
    }

    private static String peer(String name, PeerResult peer, CaseResult of) {
        return Double.isFinite(peer.ms())
                ? name + " " + Numbers.text(peer.ms()) + " ms, x " + Numbers.text(peer.ms() / of.ms())
                : name + " failed: " + peer.about();
    }
}
