package rai.studies.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rai.api.report.Report;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.api.study.Outcome;
import rai.api.study.Study;

/** Judges the outcomes of a study. */
public final class Judge {
    private final Question question;
    private final Study.Models models;

    /**
     * @param question what is asked
     * @param models opens the networks that were kept
     */
    public Judge(Question question, Study.Models models) {
        this.question = question;
        this.models = models;
    }

    /**
     * @param outcomes how the trials ended, in the order of the plan
     * @return the report
     */
    public Report report(List<Outcome> outcomes) {
        List<Outcome> tuning = outcomes.stream()
                .filter(outcome -> outcome.trial().stage().equals(Question.TUNE))
                .toList();
        List<Outcome> tests = outcomes.stream()
                .filter(outcome -> !outcome.trial().stage().equals(Question.TUNE))
                .toList();
        List<Cell> cells = Cell.of(tests, question.axes());
        Optional<Comparisons> comparisons = Comparisons.of(question, tests);

        List<Statement> answer = new ArrayList<>(warnings(outcomes, tuning, cells));
        question.expectations().forEach(expected -> answer.add(Expectations.judge(expected, question, outcomes)));
        comparisons.ifPresent(all -> answer.addAll(all.sentences()));
        if (question.compare().isPresent() && comparisons.isEmpty() && !tests.isEmpty()) {
            answer.add(Statement.remark(nothingCompared(tests)));
        }

        List<Section> sections = new ArrayList<>();
        if (!cells.isEmpty()) {
            sections.add(Results.section(question, cells));
        }
        comparisons.map(Comparisons::section).ifPresent(sections::add);
        Tuning.section(question, tuning, tests).ifPresent(sections::add);
        TrainingCurves.section(question, cells).ifPresent(sections::add);
        ProbeCharts.section(question, cells).ifPresent(sections::add);
        SeedsNeeded.section(question, tests).ifPresent(sections::add);
        LandscapePanels.section(question, cells, models).ifPresent(sections::add);
        return new Report(question.name(), question.title(), question.text(), answer, sections, about(outcomes));
    }

    private String nothingCompared(List<Outcome> tests) {
        String axis = question.compare().orElseThrow().axis();
        Blocks blocks = Blocks.of(question, axis, tests);
        return blocks.levels().size() < 2
                ? "Nothing is compared: " + axis + " has one level only, " + String.join("", blocks.levels()) + "."
                : "Nothing is compared: that takes at least " + Comparisons.FEWEST_BLOCKS
                        + " seeds with a value at both levels.";
    }

    private List<Statement> warnings(List<Outcome> outcomes, List<Outcome> tuning, List<Cell> cells) {
        List<Statement> warnings = new ArrayList<>();
        long failed = count(outcomes, Outcome.State.FAILED);
        if (failed > 0) {
            warnings.add(Statement.warning(Show.count(failed, "trial") + " of " + outcomes.size() + " failed and "
                    + (failed == 1 ? "is" : "are") + " missing from all numbers."));
        }
        for (Cell cell : cells) {
            long of = cell.count(Outcome.State.DIVERGED);
            if (of > 0) {
                warnings.add(Statement.warning(cell.label() + ": " + of + " of "
                        + Show.count(cell.outcomes().size(), "trial")
                        + " diverged; its numbers below include those of the"
                        + " last good state before that."));
            }
        }
        long diverged = count(tuning, Outcome.State.DIVERGED);
        if (diverged > 0) {
            warnings.add(Statement.remark(Show.count(diverged, "trial") + " of " + tuning.size()
                    + " diverged while levels were tuned; such a level counts as worse than all others."));
        }
        return warnings;
    }

    private static long count(List<Outcome> outcomes, Outcome.State state) {
        return outcomes.stream().filter(outcome -> outcome.state() == state).count();
    }

    private Map<String, Object> about(List<Outcome> outcomes) {
        Map<String, Object> about = new LinkedHashMap<>(question.about());
        about.put("trials", outcomes.size());
        about.put(
                "seconds of training",
                Show.number(outcomes.stream().mapToDouble(Outcome::seconds).sum()));
        return about;
    }
}
