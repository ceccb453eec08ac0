package rai.studies.file;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.BundleTracker;
import rai.api.catalog.Catalog;
import rai.api.report.Report;
import rai.api.run.Trainer;
import rai.api.spec.SpecException;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyRequest;
import rai.api.study.StudySource;
import rai.api.study.Trial;
import rai.studies.design.DesignedStudy;
import rai.studies.design.Judge;
import rai.studies.design.StudyServices;
import rai.studies.document.StudyDocument;
import rai.studies.document.StudyDocuments;
import rai.studies.source.BundledStudies;

/**
 * The studies in bundles that are active: the header {@code RAI-Studies} of a bundle names its study files, as in
 * {@code studies/*.yaml}. A file that can't be read is a study that says why.
 */
@Component
public final class BundleStudies implements BundledStudies {
    private static final String HEADER = "RAI-Studies";

    private final StudyServices services;
    private final Judge judge;
    private final BundleTracker<Found> tracker;

    /**
     * @param context of this bundle
     * @param catalog knows the metrics
     * @param trainer counts folds
     * @param judge judges the outcomes
     */
    @Activate
    public BundleStudies(
            BundleContext context, @Reference Catalog catalog, @Reference Trainer trainer, @Reference Judge judge) {
        services = new CatalogServices(catalog, trainer);
        this.judge = judge;
        tracker = new BundleTracker<>(context, Bundle.ACTIVE, null) {
            @Override
            public Found addingBundle(Bundle bundle, org.osgi.framework.BundleEvent event) {
                String files = bundle.getHeaders("").get(HEADER);
                return files == null ? null : new Found(bundle, files);
            }
        };
        tracker.open();
    }

    /** Forgets all bundles. */
    @Deactivate
    void close() {
        tracker.close();
    }

    @Override
    public List<StudySource> list() {
        List<StudySource> all = new ArrayList<>();
        tracker.getTracked().values().forEach(found -> all.addAll(found.studies()));
        all.sort(Comparator.comparing(StudySource::name).thenComparing(StudySource::origin));
        return all;
    }

    /** The studies of a bundle, which are read when somebody asks for them. */
    private final class Found {
        private final Bundle bundle;
        private final String files;
        private List<StudySource> studies;

        Found(Bundle bundle, String files) {
            this.bundle = bundle;
            this.files = files;
        }

        synchronized List<StudySource> studies() {
            if (studies == null) {
                studies = read();
            }
            return studies;
        }

        private List<StudySource> read() {
            List<StudySource> all = new ArrayList<>();
            for (String clause : files.split(",")) {
                String pattern = clause.strip();
                int slash = pattern.lastIndexOf('/');
                Enumeration<URL> entries = bundle.findEntries(
                        slash < 0 ? "/" : pattern.substring(0, slash), pattern.substring(slash + 1), false);
                if (entries == null) {
                    all.add(broken(
                            pattern,
                            "the header " + HEADER + " of the bundle " + bundle.getSymbolicName() + " names " + pattern
                                    + ", but the bundle contains no such file"));
                } else {
                    Collections.list(entries).forEach(entry -> all.add(read(entry)));
                }
            }
            return all;
        }

        private StudySource read(URL entry) {
            String file = bundle.getSymbolicName() + entry.getPath();
            try (InputStream in = entry.openStream()) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                StudyDocument document = StudyDocuments.read(text, file, Optional.empty());
                return new StudySource(
                        document.name(), document.title(), origin(), new DesignedStudy(document, judge, services));
            } catch (SpecException e) {
                return broken(entry.getPath(), e.getMessage());
            } catch (IOException e) {
                return broken(entry.getPath(), file + " can't be read: " + e.getMessage());
            }
        }

        private StudySource broken(String file, String sentence) {
            return new StudySource(
                    StudyDocuments.name(file), "can't be used: " + sentence, origin(), new BrokenStudy(sentence));
        }

        private String origin() {
            return bundle.getSymbolicName() + " " + bundle.getVersion();
        }
    }

    /**
     * A study that can't be read.
     *
     * @param sentence why
     */
    private record BrokenStudy(String sentence) implements Study {
        @Override
        public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
            throw new SpecException(sentence);
        }

        @Override
        public Report report(StudyRequest request, List<Outcome> outcomes, Models models) {
            throw new SpecException(sentence);
        }
    }
}
