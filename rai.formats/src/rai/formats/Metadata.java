package rai.formats;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import rai.api.run.Model;

/** What should be known of a network beside its numbers. */
public final class Metadata {
    private Metadata() {}

    /** Texts by name; lists are in JSON. */
    public static Map<String, String> of(Model model) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("producer", "RAI");
        metadata.put("network", String.valueOf(model.spec().get("network")));
        metadata.put("loss", String.valueOf(model.spec().get("loss")));
        metadata.put("task", model.task().name().toLowerCase(Locale.ROOT));
        metadata.put("features", JsonText.of(model.featureNames()));
        metadata.put("classes", JsonText.of(model.classNames()));
        metadata.put("targets", JsonText.of(model.targetNames()));
        return metadata;
    }
}
