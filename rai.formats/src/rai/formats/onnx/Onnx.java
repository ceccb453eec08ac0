package rai.formats.onnx;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import rai.api.exchange.Destination;
import rai.api.exchange.ModelFormat;
import rai.api.graph.ModelGraph;
import rai.api.run.Model;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.formats.Message;
import rai.formats.Metadata;

/**
 * onnx: the network in operator set 17 of ONNX, in its precision. The input {@code features} [n, d] are the features before they are
 * standardised, in the order of the columns; the outputs are {@code logits} or {@code values} [n, c], and for classes
 * {@code probabilities} [n, classes] and {@code label} [n]. Names and versions are in the metadata.
 */
@Component(service = ModelFormat.class)
@Named("onnx")
@About(
        value = "The network with its standardisation and its classes, for any ONNX runtime.",
        source = "Open Neural Network Exchange, onnx.ai, operator set 17, IR version 8")
public class Onnx implements ModelFormat {
    private static final int IR_VERSION = 8;
    private static final int OPERATOR_SET = 17;
    private static final String INPUT = "features";

    @Override
    public List<String> endings() {
        return List.of(".onnx");
    }

    @Override
    public List<String> write(Model model, Destination to) throws IOException {
        ModelGraph graph = model.graph();
        int type = graph.wide() ? Schema.DOUBLE : Schema.FLOAT;
        GraphBuilder builder = new GraphBuilder();
        builder.input(builder.fresh(INPUT), type, -1, graph.input().width());
        Translation translation = new Translation(builder, type);
        translation.name(graph.input(), INPUT);
        new Outputs(builder, type, model)
                .write(graph, translation.of(graph.output()), translation.of(graph.prediction()));
        Message file = new Message()
                .put(1, IR_VERSION)
                .put(2, "RAI")
                .put(8, new Message().put(1, "").put(2, OPERATOR_SET))
                .put(7, builder.graph("network"));
        Metadata.of(model).forEach((key, value) -> file.put(14, Schema.entry(key, value)));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to.path()))) {
            file.writeTo(out);
        }
        List<String> notes = new ArrayList<>(graph.notes());
        if (!translation.narrowed().isEmpty()) {
            notes.add("in the file, " + String.join(" and ", translation.narrowed())
                    + " is computed in float32, since runtimes have no float64 form of it");
        }
        return notes;
    }
}
