package rai.studies.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import rai.api.report.Block;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Column;
import rai.api.report.DataTable.Entry;
import rai.api.report.DataTable.Kind;
import rai.api.report.Report;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.studies.journal.Placements;

/** Which workers have trained the trials of a study, and whether those that two of them trained have the same bits. */
public final class ClusterSection {
    private final Map<String, Worker> workers = new TreeMap<>();
    private final Set<String> processors = new TreeSet<>();
    private final List<String> unequal = new ArrayList<>();
    private int equal;
    private int sameWorker;
    private int between;
    private int unanswered;

    private static final class Worker {
        private String processor = "";
        private String java = "";
        private int trials;
        private int failed;
        private int begunAgain;
        private double seconds;
    }

    private ClusterSection() {}

    /**
     * Adds what is known of the workers to a report.
     *
     * @param report the report
     * @param placements who has trained what
     * @param ids the trials of the plan
     * @return the report; the same if no worker has trained any
     */
    public static Report added(Report report, Placements placements, Set<String> ids) {
        Map<String, Map<String, Object>> last = new TreeMap<>(); // a trial may have been put back and trained again
        placements.read(line -> {
            if (ids.contains(String.valueOf(line.get(Placements.ID)))) {
                last.put(String.valueOf(line.get(Placements.ID)), line);
            }
        });
        if (last.isEmpty()) {
            return report;
        }
        ClusterSection section = new ClusterSection();
        last.values().forEach(section::count);
        List<Statement> answer = new ArrayList<>(section.warnings());
        answer.addAll(report.answer());
        List<Section> sections = new ArrayList<>(report.sections());
        sections.add(new Section("Workers", List.<Block>of(section.table())));
        return new Report(report.name(), report.title(), report.question(), answer, sections, report.about());
    }

    private void count(Map<String, Object> line) {
        Worker worker = workers.computeIfAbsent(text(line, Placements.WORKER), name -> new Worker());
        Map<?, ?> machine = line.get(Placements.MACHINE) instanceof Map<?, ?> map ? map : Map.of();
        if (machine.get(Placements.PROCESSOR) != null) {
            worker.processor = String.valueOf(machine.get(Placements.PROCESSOR));
            worker.java = String.valueOf(machine.get(Placements.JAVA));
            processors.add(worker.processor);
        }
        worker.trials++;
        worker.failed += line.containsKey(Placements.FAILED) ? 1 : 0;
        worker.begunAgain += line.get(Placements.ATTEMPT) instanceof Number attempt && attempt.intValue() > 0 ? 1 : 0;
        worker.seconds += line.get(Placements.SECONDS) instanceof Number seconds ? seconds.doubleValue() : 0;
        if (line.get(Placements.AGAIN) instanceof Map<?, ?> again) {
            compare(line, machine, again);
        }
    }

    private void compare(Map<String, Object> line, Map<?, ?> machine, Map<?, ?> again) {
        Object other = again.get(Placements.MACHINE) instanceof Map<?, ?> map ? map.get(Placements.PROCESSOR) : null;
        boolean sameKind = other != null && other.equals(machine.get(Placements.PROCESSOR));
        if (!(again.get(Placements.EQUAL) instanceof Boolean isEqual)) {
            unanswered++;
        } else if (isEqual) {
            equal++;
            sameWorker +=
                    text(line, Placements.EXECUTOR).equals(String.valueOf(again.get(Placements.EXECUTOR))) ? 1 : 0;
        } else if (sameKind) {
            unequal.add(text(line, Placements.TRIAL));
        } else {
            between++;
        }
    }

    private static String text(Map<String, Object> line, String key) {
        return line.get(key) == null ? "" : String.valueOf(line.get(key));
    }

    private List<Statement> warnings() {
        List<Statement> warnings = new ArrayList<>();
        if (!unequal.isEmpty()) {
            warnings.add(Statement.warning(Show.count(unequal.size(), "trial")
                    + " had other bits when trained again on an equal processor, such as " + unequal.get(0)
                    + ": a service does not give the same result twice, or a worker is faulty."));
        }
        if (processors.size() > 1 && between > 0) {
            warnings.add(Statement.warning("The workers have " + processors.size()
                    + " kinds of processors, and the bits of a result depend on them: of the trials trained twice, "
                    + Show.count(between, "pair")
                    + " on unlike processors differ. study run --portable gives the same bits on all."));
        }
        return warnings;
    }

    /** @return what the trials that were trained twice have shown */
    private String verified() {
        int compared = equal + unequal.size() + between;
        String missing = unanswered == 0 ? "" : "; " + Show.count(unanswered, "second training") + " failed";
        if (compared == 0) {
            return "no trial was trained twice" + missing;
        }
        String where = sameWorker == 0 ? "" : ", " + sameWorker + " of them by the same worker";
        return equal + " of " + Show.count(compared, "trial") + " trained twice had the same bits" + where + missing;
    }

    private DataTable table() {
        List<Column> columns = List.of(
                new Column("worker", "worker", Kind.TEXT),
                new Column("processor", "processor", Kind.TEXT),
                new Column("java", "Java", Kind.TEXT),
                new Column("trials", "trials", Kind.NUMBER),
                new Column("failed", "failed", Kind.NUMBER),
                new Column("begun_again", "begun again", Kind.NUMBER),
                new Column("seconds", "seconds in trials", Kind.NUMBER));
        List<List<Entry>> rows = new ArrayList<>();
        workers.forEach((name, worker) -> rows.add(List.of(
                Entry.of(name),
                Entry.of(worker.processor),
                Entry.of(worker.java),
                Entry.of(worker.trials, String.valueOf(worker.trials)),
                Entry.of(worker.failed, String.valueOf(worker.failed)),
                Entry.of(worker.begunAgain, String.valueOf(worker.begunAgain)),
                Show.entry(worker.seconds))));
        return new DataTable(
                "workers",
                "Who trained the trials; " + verified()
                        + ". A trial is begun again if its worker is lost; cluster.jsonl has a line per trial",
                columns,
                rows,
                false);
    }
}
