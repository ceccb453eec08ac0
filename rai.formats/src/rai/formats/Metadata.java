package rai.formats;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import rai.api.run.Model;

/** What should be known of a network beside its numbers. */
public final class Metadata {
    static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();

    private Metadata() {}

    /** Texts by name; lists are in JSON. */
    public static Map<String, String> of(Model model) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("producer", "RAI");
        metadata.put("network", String.valueOf(model.spec().get("network")));
        metadata.put("loss", String.valueOf(model.spec().get("loss")));
        metadata.put("task", model.task().name().toLowerCase(Locale.ROOT));
        metadata.put("features", JSON.toJson(model.featureNames()));
        metadata.put("classes", JSON.toJson(model.classNames()));
        metadata.put("targets", JSON.toJson(model.targetNames()));
        return metadata;
    }
}
