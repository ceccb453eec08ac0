package rai.shell.train;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import rai.shell.console.Failure;

/** The document of a run as a file: YAML 1.2, or JSON. */
final class RunFile {
    private static final int NO_FOLDING = 1 << 20;

    private RunFile() {}

    /**
     * Reads a document.
     *
     * @param file a file that ends in .yaml, .yml or .json
     * @throws Failure if it can't be read, or is not a map; with line and column
     */
    static Map<?, ?> read(Path file) throws IOException {
        String name = file.toString().toLowerCase(Locale.ROOT);
        boolean json = name.endsWith(".json");
        if (!json && !name.endsWith(".yaml") && !name.endsWith(".yml")) {
            throw new Failure("--from needs a file that ends in .yaml, .yml or .json, not " + file);
        }
        Object document;
        try {
            String text = Files.readString(file);
            document = json ? json(text, file) : yaml(text, file);
        } catch (NoSuchFileException e) {
            throw new Failure("there is no file " + file + ": --from needs a document that train --print wrote");
        }
        if (document instanceof Map<?, ?> map) {
            return map;
        }
        throw new Failure(file + " is " + (document == null ? "empty" : "not a map of keys and values")
                + ": train --print shows what a run looks like");
    }

    private static Object json(String text, Path file) {
        try {
            return new GsonBuilder()
                    .setStrictness(Strictness.STRICT)
                    .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
                    .create()
                    .fromJson(text, new TypeToken<Map<String, Object>>() {}.getType());
        } catch (JsonParseException e) {
            String said = e.getCause() instanceof IOException cause ? cause.getMessage() : e.getMessage();
            throw new Failure(file + " is not a JSON document: "
                    + said.lines().findFirst().orElse(""));
        }
    }

    private static Object yaml(String text, Path file) {
        try {
            return new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build()).loadFromString(text);
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark();
            String where = mark.map(at -> ", line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1))
                    .orElse("");
            String context = e.getContext() == null ? "" : " " + e.getContext();
            throw new Failure(file + where + ": " + e.getProblem() + context);
        } catch (YamlEngineException e) {
            throw new Failure(file + " is not a YAML document: "
                    + e.getMessage().lines().findFirst().orElse(""));
        }
    }

    /** @return the document as YAML, one key per line */
    static String yaml(Map<String, Object> document) {
        return new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setWidth(NO_FOLDING)
                        .build())
                .dumpToString(document);
    }
}
