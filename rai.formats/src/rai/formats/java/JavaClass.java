package rai.formats.java;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import org.osgi.service.component.annotations.Component;
import rai.api.data.Task;
import rai.api.exchange.Destination;
import rai.api.exchange.ModelFormat;
import rai.api.graph.ModelGraph;
import rai.api.graph.Node;
import rai.api.run.Model;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;
import rai.formats.Metadata;

/**
 * java: the source of one class without dependencies, for Java 17 and later. {@code predict(double[] features)} returns what the network
 * predicts, {@code label} the class; its {@code main} reads rows of numbers. It computes in float64, with the weights of the run.
 */
@Component(service = ModelFormat.class)
@Named("java")
@About(
        value = "The source of one Java class without dependencies that predicts.",
        source = "Gosling et al., The Java Language Specification, Java SE 17")
public class JavaClass implements ModelFormat {
    /** The longest text constant of a class has 65535 bytes. */
    private static final int PIECE = 48_000;
    /** So many weights, as text, make a source file of a quarter of a gigabyte, and more constants than a class may have. */
    private static final int MOST_WEIGHTS = 20_000_000;
    /** Statements per method: fewer than 64 KiB of code. */
    private static final int METHOD = 200;

    private static final Pattern PLACE = Pattern.compile("/\\*([a-z]+)\\*/");

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/");

    @Setting("The package of the class; - is none.")
    String pack = "-";

    @Override
    public List<String> endings() {
        return List.of(".java");
    }

    @Override
    public List<String> write(Model model, Destination to) throws IOException {
        String name = to.name().replaceFirst("\\.java$", "");
        if (!SourceVersion.isIdentifier(name) || SourceVersion.isKeyword(name)) {
            name = identifier(name);
            throw new SpecException(
                    "'" + to.name() + "' can't be the file of a Java class: call it " + name + ".java, for instance");
        }
        String template = template();
        if (isUsed(template, name)) {
            throw new SpecException(
                    "'" + to.name() + "' can't be the file of a Java class, which uses that name itself: call it "
                            + name + "Model.java, for instance");
        }
        if (!pack.equals("-") && !SourceVersion.isName(pack)) {
            throw new SpecException("'" + pack + "' is not a Java package: write one such as org.example");
        }
        ModelGraph graph = model.graph();
        Statements statements = new Statements(List.of(graph.prediction()));
        long weights = statements.constants().stream()
                .mapToLong(c -> c.rows() * c.width())
                .sum();
        if (weights > MOST_WEIGHTS) {
            throw new SpecException("a Java class can't hold " + weights + " numbers, only " + MOST_WEIGHTS
                    + ": use onnx or safetensors");
        }
        Files.writeString(to.path(), source(template, model, graph, statements, name), StandardCharsets.UTF_8);
        return graph.notes();
    }

    private static String identifier(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9]", "");
        return plain.isEmpty() || !Character.isLetter(plain.charAt(0))
                ? "Model" + plain
                : Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
    }

    private static String template() throws IOException {
        try (InputStream in = JavaClass.class.getResourceAsStream("Model.java.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Whether a name is that of a type, a method or a variable there, of which it would take the place. */
    private static boolean isUsed(String template, String name) {
        return Pattern.compile("\\b" + Pattern.quote(name) + "\\b")
                .matcher(COMMENT.matcher(template).replaceAll(""))
                .find();
    }

    private String source(String template, Model model, ModelGraph graph, Statements statements, String name) {
        Map<String, String> values = Map.of(
                "package", pack.equals("-") ? "" : "package " + pack + ";\n\n",
                "name", name,
                "about", comment(Metadata.of(model).get("network")),
                "features", texts(graph.features()),
                "classes", texts(model.task() == Task.REGRESSION ? List.of() : model.classNames()),
                "constants", constants(statements.constants()),
                "count", String.valueOf(statements.lines().size() + 1),
                "calls", calls(statements.lines()),
                "steps", steps(statements.lines()),
                "result", statements.name(graph.prediction()));
        // in one pass, so that a name which looks like a place stays as it is
        return PLACE.matcher(template).replaceAll(place -> Matcher.quoteReplacement(values.get(place.group(1))));
    }

    private static String comment(String text) {
        return text.replace("*/", "* /").replace("\\", "\\\\");
    }

    private static String texts(List<String> texts) {
        return new LinkedHashSet<>(texts).size() == 0
                ? ""
                : texts.stream().map(JavaClass::quoted).collect(Collectors.joining(", "));
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c == '\n' || c == '\r') { // by its number, it would end the line in the middle of the text
                out.append(c == '\n' ? "\\n" : "\\r");
            } else if (c < ' ' || c > '~') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    /** Numbers as texts in base 64, which a class can hold: an array in pieces would be code. */
    private static String constants(List<Node> constants) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < constants.size(); i++) {
            double[] values = constants.get(i).values();
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asDoubleBuffer().put(values);
            String text = Base64.getEncoder().encodeToString(bytes.array());
            List<String> pieces = new ArrayList<>();
            for (int from = 0; from < text.length(); from += PIECE) {
                pieces.add("\"" + text.substring(from, Math.min(text.length(), from + PIECE)) + "\"");
            }
            String label = constants.get(i).name().isEmpty()
                    ? ""
                    : " // " + constants.get(i).name();
            all.append("    private static double[] c").append(i).append("() {").append(label);
            all.append("\n        return numbers(")
                    .append(String.join(",\n            ", pieces))
                    .append(");\n    }\n");
        }
        all.append("    private static final double[][] C = new double[")
                .append(constants.size())
                .append("][];\n");
        all.append("    static {\n");
        for (int i = 0; i < constants.size(); i += METHOD) {
            all.append("        load").append(i / METHOD).append("();\n");
        }
        all.append("    }\n");
        for (int i = 0; i < constants.size(); i += METHOD) {
            all.append("    private static void load").append(i / METHOD).append("() {\n");
            for (int j = i; j < Math.min(constants.size(), i + METHOD); j++) {
                all.append("        C[").append(j).append("] = c").append(j).append("();\n");
            }
            all.append("    }\n");
        }
        return all.toString();
    }

    private static String calls(List<String> lines) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < lines.size(); i += METHOD) {
            all.append("        step").append(i / METHOD).append("(v);\n");
        }
        return all.toString();
    }

    private static String steps(List<String> lines) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < lines.size(); i += METHOD) {
            all.append("    private static void step").append(i / METHOD).append("(double[][] v) {\n");
            lines.subList(i, Math.min(lines.size(), i + METHOD))
                    .forEach(line -> all.append("        ").append(line).append('\n'));
            all.append("    }\n");
        }
        return all.toString();
    }
}
