package rai.formats.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rai.api.spec.SpecException;
import rai.formats.Message;

/** Collects the nodes and the constants of a graph, and gives every value a name. */
final class GraphBuilder {
    /** A message of protocol buffers holds less than 2 GiB. */
    private static final long MOST = Integer.MAX_VALUE - (64L << 20);

    private final Message graph = new Message();
    private final Map<Object, String> integers = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private int values;

    /** @return a name that no other value has */
    String fresh(String wanted) {
        String name = wanted.isEmpty() ? "v" + ++values : wanted;
        for (int i = 2; !names.add(name); i++) {
            name = (wanted.isEmpty() ? "v" + values : wanted) + "-" + i;
        }
        return name;
    }

    /**
     * Adds a node with one output.
     *
     * @return the name of its output
     */
    String node(String operator, List<String> inputs, Message... attributes) {
        String output = fresh("");
        node(operator, inputs, List.of(output), attributes);
        return output;
    }

    void node(String operator, List<String> inputs, List<String> outputs, Message... attributes) {
        Message node = new Message();
        inputs.forEach(input -> node.put(1, input));
        outputs.forEach(output -> node.put(2, output));
        node.put(3, outputs.get(0)).put(4, operator);
        for (Message attribute : attributes) {
            node.put(5, attribute);
        }
        graph.put(1, node);
    }

    /** @return the name of a constant of numbers */
    String constant(String wanted, int type, double[] numbers, long... shape) {
        int width = type == Schema.FLOAT ? Float.BYTES : Double.BYTES;
        if (graph.size() + (long) width * numbers.length > MOST) {
            throw new SpecException("the network is too large for a file in ONNX, which holds less than 2 GiB: use"
                    + " safetensors or npz");
        }
        ByteBuffer raw = ByteBuffer.allocate(width * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double number : numbers) {
            if (type == Schema.FLOAT) {
                raw.putFloat((float) number);
            } else {
                raw.putDouble(number);
            }
        }
        return initializer(wanted, tensor(type, shape).put(9, raw.array()));
    }

    /** @return the name of a constant of whole numbers; equal ones are the same */
    String integers(long[] numbers, long... shape) {
        List<Object> key = new ArrayList<>();
        for (long number : numbers) {
            key.add(number);
        }
        key.add(shape.length);
        return integers.computeIfAbsent(key, k -> {
            ByteBuffer raw = ByteBuffer.allocate(Long.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
            for (long number : numbers) {
                raw.putLong(number);
            }
            return initializer("", tensor(Schema.INT64, shape).put(9, raw.array()));
        });
    }

    /** @return the name of a constant row of texts */
    String texts(String wanted, List<String> texts) {
        Message tensor = tensor(Schema.STRING, texts.size());
        texts.forEach(text -> tensor.put(6, text));
        return initializer(wanted, tensor);
    }

    private static Message tensor(int type, long... shape) {
        Message tensor = new Message();
        for (long size : shape) {
            tensor.put(1, size);
        }
        return tensor.put(2, type);
    }

    private String initializer(String wanted, Message tensor) {
        String name = fresh(wanted);
        graph.put(5, tensor.put(8, name));
        return name;
    }

    void input(String name, int type, long... shape) {
        graph.put(11, Schema.value(name, type, shape));
    }

    void output(String name, int type, long... shape) {
        graph.put(12, Schema.value(name, type, shape));
    }

    /** @return the graph, to which nothing is added afterwards */
    Message graph(String name) {
        return graph.put(2, name);
    }
}
