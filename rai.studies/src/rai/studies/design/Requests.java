package rai.studies.design;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import rai.api.run.ExecutionOptions;
import rai.api.run.RunRequest;
import rai.api.spec.DocumentException;
import rai.api.spec.SpecException;
import rai.studies.document.Level;
import rai.studies.document.StudyDocument;
import rai.studies.document.Templates;

/** Makes the run of a trial: the base, then what axes, overrides and the quick form set, then the levels in all templates. */
final class Requests {
    private final StudyDocument study;
    private final boolean quick;
    private final DataPaths paths;
    /** Whether anything but the seed of the run depends on the seed. */
    private final boolean seeded;

    private final Map<List<Object>, RunRequest> known = new ConcurrentHashMap<>();

    Requests(StudyDocument study, boolean quick) {
        this.study = study;
        this.quick = quick;
        paths = new DataPaths(study.directory());
        seeded = study.source().text().contains("{seed}");
    }

    /**
     * The run of a trial.
     *
     * @param cell its levels
     * @param seed its seed
     * @param fold its fold, if there are folds
     * @param onValidation whether it is trained on the validation data, too
     * @return the run
     * @throws SpecException if there is no such run; with file and line
     */
    RunRequest of(Cell cell, long seed, OptionalInt fold, boolean onValidation) {
        if (seeded) {
            return read(cell, seed, fold, onValidation);
        }
        RunRequest any =
                known.computeIfAbsent(List.of(cell, fold, onValidation), key -> read(cell, seed, fold, onValidation));
        ExecutionOptions of = any.execution();
        return new RunRequest(
                any.data(),
                any.model(),
                any.phases(),
                any.evaluation(),
                new ExecutionOptions(seed, of.threads(), of.precision(), of.engine()),
                any.keeping(),
                any.faults());
    }

    private RunRequest read(Cell cell, long seed, OptionalInt fold, boolean onValidation) {
        Map<String, String> origins = new LinkedHashMap<>();
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, Object> document = Keys.copy(study.base());
        try {
            cell.levels().forEach((axis, level) -> {
                if (level.hasValue()) {
                    values.put(axis, level.value());
                    if (study.axis(axis).orElseThrow().isKey()) {
                        set(document, axis, level.value(), level.path(), origins);
                    }
                }
                level.set().forEach((key, value) -> set(document, key, value, level.path() + ".set." + key, origins));
            });
            study.overrides().stream()
                    .filter(of -> cell.matches(of.when()))
                    .forEach(of -> of.set()
                            .forEach((key, value) -> set(document, key, value, of.path() + ".set." + key, origins)));
            if (quick) {
                study.quick().set().forEach((key, value) -> set(document, key, value, "quick.set." + key, origins));
            }
            values.put("seed", seed);
            set(document, "execution.seed", seed, "seeds", origins);
            fold.ifPresent(number -> {
                values.put("fold", number);
                set(document, "data.fold", number, "folds", origins);
            });
            if (onValidation) {
                set(document, "data.use_valid", "train", "test.data", origins);
            }
            return RunRequest.of(paths.found(filled(document, values)));
        } catch (DocumentException e) {
            throw located(e, origins);
        }
    }

    private static void set(
            Map<String, Object> document, String key, Object value, String path, Map<String, String> origins) {
        origins.put(key, path);
        Keys.set(document, key, value);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> filled(Map<String, Object> document, Map<String, Object> values) {
        try {
            return (Map<String, Object>) Templates.fill(document, values);
        } catch (SpecException e) {
            throw study.source().error("axes", e.getMessage());
        }
    }

    /** The same problem, at its place in the file. */
    SpecException located(DocumentException refused, Cell cell) {
        Map<String, String> origins = new LinkedHashMap<>();
        cell.levels().forEach((axis, level) -> {
            origin(axis, level, origins);
            level.set().keySet().forEach(key -> origins.put(key, level.path() + ".set." + key));
        });
        study.overrides().stream()
                .filter(of -> cell.matches(of.when()))
                .forEach(of -> of.set().keySet().forEach(key -> origins.put(key, of.path() + ".set." + key)));
        if (quick) {
            study.quick().set().keySet().forEach(key -> origins.put(key, "quick.set." + key));
        }
        return located(refused, origins);
    }

    private void origin(String axis, Level level, Map<String, String> origins) {
        if (study.axis(axis).orElseThrow().isKey()) {
            origins.put(axis, level.path());
        }
    }

    private SpecException located(DocumentException refused, Map<String, String> origins) {
        String at = refused.path();
        String origin = null;
        String longest = "";
        for (Map.Entry<String, String> of : origins.entrySet()) {
            if (concerns(of.getKey(), at) && of.getKey().length() >= longest.length()) {
                longest = of.getKey();
                origin = of.getValue();
            }
        }
        return origin == null
                ? study.source().error("base." + at, refused.message("base." + at))
                : study.source().error(origin, refused.getMessage());
    }

    private static boolean concerns(String key, String path) {
        return path.equals(key)
                || path.startsWith(key + ".")
                || path.startsWith(key + "[")
                || key.startsWith(path + ".")
                || key.startsWith(path + "[");
    }
}
