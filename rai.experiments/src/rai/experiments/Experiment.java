package rai.experiments;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import rai.api.report.Report;
import rai.api.spec.SpecException;
import rai.api.study.Designs;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyRequest;
import rai.api.study.Trial;

/**
 * A study whose trainings a file in {@code designs/} describes, and whose report says more about their outcomes than the usual
 * judgement does.
 */
public abstract class Experiment implements Study {
    private final Designs designs;
    private final String name;
    private Study design;

    /**
     * @param designs makes a study of the file
     * @param name the name of the study; its file is {@code designs/NAME.yaml}
     */
    protected Experiment(Designs designs, String name) {
        this.designs = designs;
        this.name = name;
    }

    /** Adds to the usual report what only this study says. */
    protected abstract Report judged(Report usual, StudyRequest request, List<Outcome> outcomes, Models models);

    /** The study that the file describes, read when somebody asks for it: listing studies costs nothing. */
    protected final synchronized Study design() {
        if (design == null) {
            design = designs.read(name, design(name));
        }
        return design;
    }

    /**
     * The text of a file in {@code designs/}.
     *
     * @param name its name without the ending
     * @return the text
     */
    public static String design(String name) {
        String file = "/designs/" + name + ".yaml";
        try (InputStream in = Experiment.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new SpecException("the bundle of the named studies lacks " + file + ": install it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
        return design().plan(request, ended);
    }

    @Override
    public int later(StudyRequest request, List<Trial> known) {
        return design().later(request, known);
    }

    @Override
    public void requireMetrics(Set<String> metrics) {
        design().requireMetrics(metrics);
    }

    @Override
    public SpecException explain(Trial trial, SpecException refused) {
        return design().explain(trial, refused);
    }

    @Override
    public final Report report(StudyRequest request, List<Outcome> outcomes, Models models) {
        return judged(usual(request, outcomes, models), request, outcomes, models);
    }

    /** The usual judgement: of all outcomes, unless some belong to another design. */
    protected Report usual(StudyRequest request, List<Outcome> outcomes, Models models) {
        return design().report(request, outcomes, models);
    }
}
