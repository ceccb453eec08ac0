package rai.formats.onnx;

import java.util.List;
import rai.api.data.Task;
import rai.api.graph.ModelGraph;
import rai.api.run.Model;

/** The outputs of a file: what the network gives, and for classes their probabilities and the label. */
final class Outputs {
    private final GraphBuilder builder;
    private final int type;
    private final Model model;

    Outputs(GraphBuilder builder, int type, Model model) {
        this.builder = builder;
        this.type = type;
        this.model = model;
    }

    /**
     * @param graph what the network computes
     * @param output the name of its output
     * @param prediction the name of its prediction
     */
    void write(ModelGraph graph, String output, String prediction) {
        boolean same = graph.output() == graph.prediction();
        give(same ? "values" : "logits", output, graph.output().width());
        if (model.task() == Task.REGRESSION) {
            return;
        }
        boolean binary = model.task() == Task.BINARY;
        String probabilities = prediction;
        if (binary) {
            String one = builder.constant("", type, new double[] {1}, 1);
            probabilities = builder.node(
                    "Concat",
                    List.of(builder.node("Sub", List.of(one, prediction)), prediction),
                    Schema.attribute("axis", 1));
        }
        give("probabilities", probabilities, model.classNames().size());
        label(probabilities);
    }

    private void give(String name, String value, int width) {
        builder.node("Identity", List.of(value), List.of(builder.fresh(name)));
        builder.output(name, type, -1, width);
    }

    /** Of equal probabilities the first: of two classes the second one has to exceed one half. */
    private void label(String probabilities) {
        String number = builder.node(
                "ArgMax", List.of(probabilities), Schema.attribute("axis", 1), Schema.attribute("keepdims", 0));
        List<String> classes = model.classNames();
        boolean whole = classes.stream().allMatch(name -> name.matches("-?(0|[1-9]\\d{0,17})"));
        String names = whole
                ? builder.integers(classes.stream().mapToLong(Long::parseLong).toArray(), classes.size())
                : builder.texts("classes", classes);
        builder.node("Gather", List.of(names, number), List.of(builder.fresh("label")));
        builder.output("label", whole ? Schema.INT64 : Schema.STRING, -1);
    }
}
