package rai.studies.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import rai.api.report.Statement;
import rai.api.report.Statement.Figures;
import rai.api.report.Statement.Mark;
import rai.api.study.Outcome;
import rai.statistics.Summary;
import rai.studies.document.Expectation;

/** Says of each expectation whether it was met, with the numbers. */
final class Expectations {
    private Expectations() {}

    static Statement judge(Expectation expected, Question question, List<Outcome> outcomes) {
        if (!expected.order().isEmpty()) {
            return order(expected, question, outcomes);
        }
        List<Outcome> about = about(expected.cell(), question, outcomes);
        String cell = expected.cell().entrySet().stream()
                .map(factor -> factor.getKey() + " = " + factor.getValue())
                .collect(Collectors.joining(", "));
        if (about.isEmpty()) {
            return open(cell, expected);
        }
        if (expected.diverges().isPresent()) {
            return diverges(expected, cell, about);
        }
        double[] values = about.stream()
                .filter(outcome -> outcome.state() != Outcome.State.FAILED)
                .mapToDouble(outcome -> outcome.metric(expected.metric().orElse("")))
                .filter(Double::isFinite)
                .toArray();
        if (values.length == 0) {
            String sentence =
                    cell + ": no trial has a " + Show.metric(expected.metric().orElse(""));
            return new Statement(Mark.NO, verdict(false) + sentence, expected.source());
        }
        return value(expected, cell, values);
    }

    private static Statement value(Expectation expected, String cell, double[] values) {
        Summary summary = Summary.of(values);
        String what;
        DoublePredicate holds;
        if (expected.reference().isPresent()) {
            double reference = expected.reference().getAsDouble();
            holds = value -> Math.abs(value - reference) <= expected.within();
            what = Show.number(reference) + " within " + Show.number(expected.within());
        } else if (expected.above().isPresent()) {
            holds = value -> value > expected.above().getAsDouble();
            what = "more than " + Show.number(expected.above().getAsDouble());
        } else {
            holds = value -> value < expected.below().getAsDouble();
            what = "less than " + Show.number(expected.below().getAsDouble());
        }
        boolean met = expected.everySeed() ? Arrays.stream(values).allMatch(holds) : holds.test(summary.mean());
        String measured = values.length == 1
                ? Show.number(summary.mean())
                : Show.number(summary.mean()) + " [" + Show.number(summary.min()) + ", " + Show.number(summary.max())
                        + "]";
        return said(
                met,
                new Figures(
                        cell + ": " + Show.metric(expected.metric().orElse("")),
                        what + (expected.everySeed() ? " for every seed" : ""),
                        measured),
                expected);
    }

    private static Statement diverges(Expectation expected, String cell, List<Outcome> about) {
        long diverged = about.stream()
                .filter(outcome -> outcome.state() == Outcome.State.DIVERGED)
                .count();
        boolean wanted = expected.diverges().orElseThrow();
        boolean met = diverged == (wanted ? about.size() : 0);
        return said(
                met,
                new Figures(
                        cell + ":",
                        wanted ? "all" : "none",
                        diverged + " of " + Show.count(about.size(), "trial") + " diverged"),
                expected);
    }

    /** The means have to be in the order named, the best first. */
    private static Statement order(Expectation expected, Question question, List<Outcome> outcomes) {
        String axis = question.compare()
                .map(Question.Contrast::axis)
                .orElse(question.axes().get(0));
        boolean larger = question.largerIsBetter().test(expected.metric().orElse(""));
        List<String> measured = new ArrayList<>();
        boolean met = true;
        double before = larger ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        for (String level : expected.order()) {
            Map<String, String> cell = new java.util.LinkedHashMap<>(expected.cell());
            cell.put(axis, level);
            List<Outcome> about = about(cell, question, outcomes);
            if (about.isEmpty()) {
                return open(axis + " = " + level, expected);
            }
            double mean = about.stream()
                    .filter(outcome -> outcome.state() != Outcome.State.FAILED)
                    .mapToDouble(outcome -> outcome.metric(expected.metric().orElse("")))
                    .filter(Double::isFinite)
                    .average()
                    .orElse(Double.NaN);
            measured.add(level + " " + Show.number(mean));
            met &= larger ? mean <= before : mean >= before;
            before = mean;
        }
        return said(
                met,
                new Figures(
                        "order by " + Show.metric(expected.metric().orElse("")) + ":",
                        String.join(" before ", expected.order()),
                        String.join(", ", measured)),
                expected);
    }

    /** A cell that names a tuned factor is about the trials that tuned it. */
    private static List<Outcome> about(Map<String, String> cell, Question question, List<Outcome> outcomes) {
        boolean tuning = question.tuning().isPresent() && cell.keySet().stream().anyMatch(question.tuned()::contains);
        return outcomes.stream()
                .filter(outcome -> outcome.trial().stage().equals(Question.TUNE) == tuning)
                .filter(outcome -> Cell.factors(outcome, cell.keySet()).equals(cell))
                .toList();
    }

    private static Statement said(boolean met, Figures figures, Expectation expected) {
        return new Statement(
                met ? Mark.YES : Mark.NO,
                verdict(met) + figures.what() + " " + figures.ours() + ", expected " + figures.reference(),
                expected.source(),
                Optional.of(new Figures(figures.what().replaceFirst(":$", ""), figures.reference(), figures.ours())));
    }

    private static String verdict(boolean met) {
        return met ? "reproduced: " : "NOT reproduced: ";
    }

    /** A study may be unfinished, or a part of what its file describes. */
    private static Statement open(String what, Expectation expected) {
        return new Statement(
                Mark.OPEN,
                "not judged: " + what + ": no such training is among those that have ended",
                expected.source());
    }
}
