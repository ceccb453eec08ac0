package rai.experiments.learned;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import rai.api.report.Statement;
import rai.experiments.Findings;
import rai.statistics.TestResult;
import rai.statistics.Unpaired;

/** What the source says about the shapes of learnt curves, and whether those of this study have them. */
final class ShapeFindings {
    /** Nearly always: so many of all curves. */
    static final double NEARLY_ALWAYS = 0.8;
    /** What is said about a base holds for so many of its curves or ends. */
    static final double MOSTLY = 0.75;
    /** Curves are alike if they share nine tenths of their variation: √(1 - 0.9). */
    static final double ALIKE = 0.316;

    static final double ALPHA = 0.05;
    static final String SOURCE = "the reference program of learnt activations";

    private final List<Learnt> curves;

    /** @param curves one per combination of sizes and base */
    ShapeFindings(List<Learnt> curves) {
        this.curves = curves;
    }

    List<Statement> all() {
        List<Statement> all = new ArrayList<>();
        all.add(extremum());
        all.add(steeper());
        if (!of("tanh").isEmpty()) {
            all.add(alike());
            all.add(ends("tanh", "saturates at its ends", "saturated", Shape.Edge::isSaturated));
        }
        if (!of("relu").isEmpty()) {
            all.add(ends("relu", "is straight at its ends", "straight", Shape.Edge::isStraight));
        }
        if (!of("gelu").isEmpty()) {
            all.add(ends("gelu", "is slightly curved at its ends", "slightly curved", Shape.Edge::isSlightlyCurved));
        }
        wiggles().ifPresent(all::add);
        return all;
    }

    private List<Learnt> of(String base) {
        return curves.stream().filter(curve -> curve.base().equals(base)).toList();
    }

    private Statement extremum() {
        int count = (int) curves.stream()
                .filter(curve -> curve.shape().hasOneExtremumNearZero())
                .count();
        return Findings.verdict(
                count >= NEARLY_ALWAYS * curves.size(),
                "learnt curves have one clear extremum near 0",
                "nearly always, that is at least 80 %",
                Texts.share(count, curves.size(), "curves"),
                SOURCE);
    }

    private Statement steeper() {
        List<Shape> turning = curves.stream()
                .map(Learnt::shape)
                .filter(Shape::hasOneExtremumNearZero)
                .toList();
        int count = (int) turning.stream().filter(Shape::isSteeperOnOneSide).count();
        return Findings.verdict(
                !turning.isEmpty() && count >= NEARLY_ALWAYS * turning.size(),
                "a curve with one extremum near 0 is steeper on one side of it",
                "nearly always, that is at least 80 %",
                turning.isEmpty() ? "there are no such curves" : Texts.share(count, turning.size(), "curves"),
                SOURCE);
    }

    private Statement alike() {
        double tanh = distance(of("tanh"));
        String others = Stream.of("relu", "gelu")
                .filter(base -> of(base).size() > 1)
                .map(base -> base + " " + Texts.shorter(distance(of(base))))
                .reduce((a, b) -> a + ", " + b)
                .map(text -> "; " + text)
                .orElse("");
        return Findings.verdict(
                tanh <= ALIKE,
                "tanh-based curves are alike: their mean distance, as a share of their standard deviation",
                "at most " + Texts.shorter(ALIKE),
                Texts.shorter(tanh) + others,
                SOURCE);
    }

    /** The mean distance of all pairs; NaN of fewer than two. */
    static double distance(List<Learnt> curves) {
        DoubleStream.Builder all = DoubleStream.builder();
        for (int i = 0; i < curves.size(); i++) {
            for (int j = 0; j < i; j++) {
                all.add(Shape.distance(curves.get(i).y(), curves.get(j).y()));
            }
        }
        return all.build().average().orElse(Double.NaN);
    }

    private Statement ends(String base, String says, String word, Predicate<Shape.Edge> is) {
        List<Shape.Edge> ends = of(base).stream()
                .map(Learnt::shape)
                .flatMap(shape -> Stream.of(shape.leftEdge(), shape.rightEdge()))
                .toList();
        int count = (int) ends.stream().filter(is).count();
        return Findings.verdict(
                count >= MOSTLY * ends.size(),
                "a " + base + "-based curve " + says,
                "at least 75 % of the ends are " + word,
                Texts.share(count, ends.size(), "ends"),
                SOURCE);
    }

    private Optional<Statement> wiggles() {
        double[] small = wiggles(true);
        double[] others = wiggles(false);
        if (small.length == 0 || others.length == 0) {
            return Optional.empty();
        }
        TestResult test = Unpaired.mannWhitney(small, others);
        double smallMean = DoubleStream.of(small).average().orElseThrow();
        double otherMean = DoubleStream.of(others).average().orElseThrow();
        return Optional.of(Findings.verdict(
                smallMean > otherMean && test.p() <= ALPHA,
                "small outer networks with relu or gelu have extra wiggles: changes of the sign of the bend per curve",
                "more than in larger outer networks, p at most 0.05 by the Mann-Whitney test",
                Texts.shorter(smallMean) + " against " + Texts.shorter(otherMean) + ", p = " + Texts.number(test.p()),
                SOURCE));
    }

    private double[] wiggles(boolean small) {
        return curves.stream()
                .filter(curve -> !curve.base().equals("tanh"))
                .filter(curve -> curve.outer().equals("small") == small)
                .mapToDouble(curve -> curve.shape().wiggles())
                .toArray();
    }
}
