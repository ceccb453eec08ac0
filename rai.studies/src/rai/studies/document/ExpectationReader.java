package rai.studies.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Reads an expectation. */
final class ExpectationReader {
    private final Part part;
    private final Axes axes;
    private final Part root;

    ExpectationReader(Part part, Axes axes, Part root) {
        this.part = part.requireKeys(
                "cell",
                "metric",
                "reference",
                "within",
                "above",
                "below",
                "diverges",
                "seeds",
                "axis",
                "order",
                "source");
        this.axes = axes;
        this.root = root;
    }

    Expectation read() {
        List<String> given = Stream.of("reference", "above", "below", "diverges", "order")
                .filter(key -> part.at(key).isPresent())
                .toList();
        boolean between = given.equals(List.of("above", "below"));
        if (given.size() != 1 && !between) {
            throw part.wrong(
                    given.isEmpty()
                            ? "expects nothing: give reference and within, above, below, diverges or order"
                            : "gives " + String.join(" and ", given) + ": write an expectation for each");
        }
        Optional<String> metric = part.get("metric").map(StudyReader::metric);
        boolean diverges = part.at("diverges").isPresent();
        if (metric.isEmpty() && !diverges) {
            throw part.wrong("needs a metric, such as test.accuracy");
        }
        Optional<Axis> axis = orderedAxis();
        return new Expectation(
                cell(),
                metric,
                number("reference"),
                within(),
                number("above"),
                number("below"),
                part.get("diverges").map(Part::truth),
                part.get("seeds")
                        .map(of -> StudyReader.word(of, "every", "mean").equals("every"))
                        .orElse(false),
                axis.map(Axis::name),
                axis.map(this::order).orElse(List.of()),
                part.get("source").map(Part::text).orElse(""),
                part.path());
    }

    private Map<String, String> cell() {
        Map<String, String> cell = new LinkedHashMap<>();
        part.get("cell")
                .ifPresent(of -> of.entries().forEach((name, level) -> {
                    Axis axis = axes.named(level, name);
                    cell.put(name, Axes.level(level, axis).label());
                }));
        return cell;
    }

    private OptionalDouble number(String key) {
        return part.get(key).map(of -> OptionalDouble.of(of.number())).orElse(OptionalDouble.empty());
    }

    private double within() {
        boolean reference = part.at("reference").isPresent();
        if (reference != part.at("within").isPresent()) {
            throw part.wrong(
                    reference
                            ? "has a reference, but not within: say how much the value may differ from it"
                            : "has within, but no reference: give the value that is expected");
        }
        double within = part.get("within").map(Part::number).orElse(0.0);
        if (within < 0) {
            throw part.at("within")
                    .wrong("must be at least 0, but is " + part.at("within").shown());
        }
        return within;
    }

    /** Without a name it is the compared axis. */
    private Optional<Axis> orderedAxis() {
        if (!part.at("order").isPresent()) {
            part.get("axis").ifPresent(of -> {
                throw of.wrong("is given without order: leave it out, or give the order of its levels");
            });
            return Optional.empty();
        }
        Optional<Part> compared = root.get("compare").filter(Part::isMap).flatMap(compare -> compare.get("axis"));
        if (part.get("axis").isEmpty() && compared.isEmpty()) {
            throw part.wrong("needs axis: the axis whose levels have this order");
        }
        return Optional.of(axes.named(part.get("axis").orElseGet(compared::get)));
    }

    private List<String> order(Axis axis) {
        List<String> order = new ArrayList<>();
        for (Part level : part.at("order").elements()) {
            String label = Axes.level(level, axis).label();
            if (order.contains(label)) {
                throw level.wrong("is " + label + ", which is there twice: leave out one");
            }
            order.add(label);
        }
        if (order.size() < 2) {
            throw part.at("order").wrong("needs at least two levels, the best first");
        }
        return order;
    }
}
