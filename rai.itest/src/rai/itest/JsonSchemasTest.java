package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** What commands print with --json is what the schemas in docs/schemas say. */
class JsonSchemasTest {
    private static final BundleContext CONTEXT =
            FrameworkUtil.getBundle(JsonSchemasTest.class).getBundleContext();

    @TempDir
    Path dir;

    private Shell shell;

    @BeforeEach
    void open() throws Exception {
        shell = new Shell();
    }

    @AfterEach
    void close() throws Exception {
        shell.close();
    }

    private void assertFits(String schema) throws IOException {
        assertThat(problems(schema(schema), shell.json(), schema)).isEmpty();
    }

    private static JsonObject schema(String name) throws IOException {
        Path file = Path.of(CONTEXT.getProperty("rai.checkout"), "docs", "schemas", name + ".json");
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    /** The part of JSON Schema that the schemas use. */
    private static List<String> problems(JsonObject schema, JsonElement value, String path) {
        List<String> problems = new ArrayList<>();
        if (schema.has("enum") && !schema.getAsJsonArray("enum").contains(value)) {
            problems.add(path + " is " + value);
        }
        if (schema.has("type") && !types(schema.get("type")).contains(type(value))) {
            boolean whole =
                    type(value).equals("integer") && types(schema.get("type")).contains("number");
            if (!whole) {
                problems.add(path + " is of the type " + type(value));
            }
        }
        if (value.isJsonArray() && schema.has("items")) {
            for (JsonElement item : value.getAsJsonArray()) {
                problems.addAll(problems(schema.getAsJsonObject("items"), item, path + "[]"));
            }
        }
        if (value.isJsonObject()) {
            problems.addAll(members(schema, value.getAsJsonObject(), path));
        }
        return problems;
    }

    private static List<String> members(JsonObject schema, JsonObject value, String path) {
        List<String> problems = new ArrayList<>();
        JsonArray required = schema.has("required") ? schema.getAsJsonArray("required") : new JsonArray();
        for (JsonElement name : required) {
            if (!value.has(name.getAsString())) {
                problems.add(path + " has no " + name.getAsString());
            }
        }
        JsonObject known = schema.has("properties") ? schema.getAsJsonObject("properties") : new JsonObject();
        JsonElement others =
                schema.has("additionalProperties") ? schema.get("additionalProperties") : JsonNull.INSTANCE;
        for (Map.Entry<String, JsonElement> member : value.entrySet()) {
            String name = path + "." + member.getKey();
            if (known.has(member.getKey())) {
                problems.addAll(problems(known.getAsJsonObject(member.getKey()), member.getValue(), name));
            } else if (others.isJsonObject()) {
                problems.addAll(problems(others.getAsJsonObject(), member.getValue(), name));
            } else if (others.isJsonPrimitive() && !others.getAsBoolean()) {
                problems.add(name + " is not in the schema");
            }
        }
        return problems;
    }

    private static List<String> types(JsonElement declared) {
        return declared.isJsonArray()
                ? declared.getAsJsonArray().asList().stream()
                        .map(JsonElement::getAsString)
                        .toList()
                : List.of(declared.getAsString());
    }

    private static String type(JsonElement value) {
        if (value.isJsonNull()) {
            return "null";
        }
        if (value.isJsonArray()) {
            return "array";
        }
        if (value.isJsonObject()) {
            return "object";
        }
        if (value.getAsJsonPrimitive().isNumber()) {
            return value.getAsString().matches("-?[0-9]+") ? "integer" : "number";
        }
        return value.getAsJsonPrimitive().isBoolean() ? "boolean" : "string";
    }

    @Test
    void whatTheCatalogCommandsPrintFitsTheirSchemas() throws Exception {
        shell.run("list", "--json");
        assertFits("list");
        shell.run("describe", "adam", "--json");
        assertFits("describe");
        shell.run("describe", "tanh", "--json");
        assertFits("describe");
        shell.run("describe", "refit", "--json");
        assertFits("describe");
        shell.run("gain", "tanh", "exponential", "--json");
        assertFits("gain");
        shell.run("check", "activation", "tanh", "--json");
        assertFits("check");
        shell.run("version", "--json");
        assertFits("version");
    }

    @Test
    void whatTheCommandsOfRunsPrintFitsTheirSchemas() throws Exception {
        String run = dir.resolve("run").toString();
        shell.run(
                "train",
                "--data",
                "moons",
                "--test",
                "moons(seed=1)",
                "--hidden",
                "4",
                "--steps",
                "6",
                "--evaluate-every",
                "2",
                "--out",
                run,
                "--json");
        assertFits("train");
        shell.run("runs", "--dir", dir.toString(), "--json");
        assertFits("runs");
        shell.run("show", run, "--json");
        assertFits("show");
        shell.run("evaluate", run, "--data", "moons(seed=2)", "--confusion", "--json");
        assertFits("evaluate");
        shell.run("predict", run, "--data", "moons(seed=2)", "--json");
        assertFits("predict");
        String table = dir.resolve("predicted.csv").toString();
        shell.run("predict", run, "--data", "moons(seed=2)", "--out", table, "--json");
        assertFits("predict");
        String zip = dir.resolve("run.zip").toString();
        shell.run("bundle", run, "--out", zip, "--json");
        assertFits("bundle");
        shell.run("unbundle", zip, "--out", dir.resolve("unpacked").toString(), "--json");
        assertFits("unbundle");
        String weights = dir.resolve("weights.npz").toString();
        shell.run("export", run, "--to", weights, "--json");
        assertFits("export");
        String network = "dense(4) sigmoid dense";
        String imported = dir.resolve("imported").toString();
        shell.run("import", weights, "--network", network, "--data", "moons", "--out", imported, "--json");
        assertFits("import");
        shell.run("summary", run, "--json");
        assertFits("summary");
        shell.run("summary", "--data", "moons", "--hidden", "4", "--json");
        assertFits("summary");
        shell.run("diagnose", run, "--json");
        assertFits("diagnose");
        shell.run("diagnose", "--data", "moons", "--hidden", "30x9", "--init", "zeros", "--json");
        assertFits("diagnose");
    }

    @Test
    void whatRerunPlotAndFindRatePrintFitsTheirSchemas() throws Exception {
        String run = dir.resolve("run").toString();
        shell.run("train", "--data", "moons", "--hidden", "4", "--steps", "6", "--out", run, "--json");
        shell.run("rerun", run, "--out", dir.resolve("again").toString(), "--json");
        assertFits("rerun");
        String picture = dir.resolve("picture.svg").toString();
        shell.run("plot", "history", run, "--out", picture, "--json");
        assertFits("plot-history");
        shell.run("plot", "landscape", run, "--out", picture, "--json");
        assertFits("plot-landscape");
        shell.run("plot", "activation", "tanh", "--out", picture, "--json");
        assertFits("plot-activation");
        shell.run("plot", "graph", run, "--out", picture, "--json");
        assertFits("plot-graph");
        shell.run(
                "plot",
                "graph",
                "--network",
                "9x(dense(4) relu) dense",
                "--data",
                "moons",
                "--method",
                "backprop",
                "--method",
                "rai",
                "--out",
                picture,
                "--json");
        assertFits("plot-graph");
        String probed = dir.resolve("probed").toString();
        shell.run("train", "--data", "moons", "--hidden", "4", "--steps", "6", "--probe", "weights", "--out", probed);
        shell.run("plot", "probe", probed, "--out", picture, "--json");
        assertFits("plot-probe");
        String rates = dir.resolve("rates").toString();
        shell.run("find-rate", "--data", "moons", "--hidden", "4", "--steps", "10", "--out", rates, "--json");
        assertFits("find-rate");
    }

    @Test
    void whatTheCommandsOfDataPrintFitsTheirSchemas() throws Exception {
        shell.run("data", "list", "--json");
        assertFits("data-list");
        Path set = Files.createDirectories(dir.resolve("uci-regression/yacht"));
        for (String name : List.of("data", "index_features", "index_target")) {
            Files.writeString(set.resolve(name + ".txt"), "0");
        }
        for (int k = 0; k < 20; k++) { // so that nothing is downloaded
            Files.writeString(set.resolve("index_train_" + k + ".txt"), "0");
            Files.writeString(set.resolve("index_test_" + k + ".txt"), "1");
        }
        shell.run("data", "fetch", "uci-regression(set=yacht)", "--to", dir.toString(), "--json");
        assertFits("data-fetch");
    }

    @Test
    void whatTheCommandsOfExtensionsPrintFitsTheirSchemas() throws Exception {
        Extensions.clear();
        try {
            Path jar = Files.write(dir.resolve("elliott.jar"), Extensions.bytes("elliott-1.0.0"));
            shell.run("install", jar.toString(), "--json");
            assertFits("install");
            Path newer = Files.write(dir.resolve("newer.jar"), Extensions.bytes("elliott-1.1.0"));
            shell.run("install", newer.toString(), "--json");
            assertThat(shell.json().getAsJsonObject().getAsJsonArray("replaced"))
                    .hasSize(1);
            assertFits("install");
            Extensions.drop("no jar at all".getBytes(StandardCharsets.UTF_8), "text.jar");
            shell.run("extensions", "--json");
            assertThat(shell.json().getAsJsonArray()).hasSize(2);
            assertFits("extensions");
            shell.run("uninstall", "extension.elliott", "--json");
            assertFits("uninstall");
        } finally {
            Extensions.clear();
        }
    }

    @Test
    void whatTheCommandsOfStudiesPrintFitsTheirSchemas() throws Exception {
        String study = dir.resolve("study").toString();
        String file = Files.writeString(dir.resolve("starts.yaml"), """
            study: 1
            title: Which rate?
            base:
              data: {train: "moons(n=40, noise=0.1)"}
              model: {network: dense(4) elu dense}
              phases: [{steps: 20, optimizer: "sgd(rate={rate})"}]
            axes: {rate: [0.1, 1e8]}
            seeds: 2
            """).toString();
        shell.run("study", "list", "--json");
        assertFits("study-list");
        shell.run("study", "plan", file, "--out", study, "--json");
        assertFits("study-plan");
        shell.run("study", "run", file, "--out", study, "--json");
        assertFits("study-run");
        assertThat(shell.json().getAsJsonObject().get("diverged").getAsInt()).isEqualTo(2);
        shell.run("study", "status", study, "--json");
        assertFits("study-status");
        shell.run("study", "report", study, "--json");
        assertFits("study-report");
        Path page = dir.resolve("pages/starts.md");
        shell.run("study", "page", study, "--out", page.toString(), "--json");
        assertFits("study-page");
        shell.run("study", "pages", page.getParent().toString(), "--json");
        assertFits("study-pages");
        shell.run("study", "trials", study, "--json");
        assertFits("study-trials");
        String trial =
                shell.json().getAsJsonArray().get(0).getAsJsonObject().get("id").getAsString();
        shell.run("study", "retry", study, "--json");
        assertFits("study-retry");
        String run = dir.resolve("run").toString();
        shell.run("study", "repeat", study, trial, "--out", run, "--json");
        assertFits("study-repeat");
        shell.run("compare", run, "--out", dir.resolve("compared").toString(), "--json");
        assertFits("compare");
    }

    @Test
    void whatTheDemoPrintsFitsItsSchema() throws Exception {
        String demo = dir.resolve("demo").toString();
        shell.run("demo", "--quick", "--only", "method=RAI + refit, reference start", "--out", demo, "--json");
        assertFits("demo");
    }

    @Test
    void anErrorFitsItsSchema() throws Exception {
        try {
            shell.run("train", "--stepz", "3", "--json");
        } catch (RuntimeException e) {
            assertFits("error");
            return;
        }
        throw new AssertionError("the option is unknown");
    }
}
