package rai.report.study;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rai.api.report.Chart;
import rai.api.report.Report;
import rai.api.spec.SpecException;
import rai.report.canvas.Picture;
import rai.report.canvas.Raster;
import rai.report.canvas.Svg;
import rai.report.chart.Drawings;
import rai.report.chart.Keys;
import rai.report.page.Names;

/** The pictures of a report that a page shows, drawn. */
final class PagePictures {
    /** An SVG file that is larger is slower to show than pixels are. */
    private static final int LARGEST_SVG = 150_000;

    /** The end of the names of pictures for narrow screens. */
    private static final String NARROW = "-narrow";

    private final Keys keys;
    private final List<StudyResult.Picture> pictures = new ArrayList<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    /**
     * @param page the page, for messages
     * @param blocks its blocks
     * @param report the report
     * @throws SpecException if the page shows a picture that the report does not have
     */
    PagePictures(String page, PageBlocks blocks, Report report) {
        keys = Keys.of(report);
        Map<String, Chart> charts = new Names(report).charts();
        for (String name : names(blocks, charts.keySet())) {
            Chart chart = charts.get(name);
            if (chart == null) {
                throw new SpecException(page + " shows the picture '" + name + "', but the study has "
                        + (charts.isEmpty() ? "none" : "only " + String.join(", ", charts.keySet())));
            }
            draw(name, chart);
        }
    }

    /** Those that have a block of their own, and those listed for the block of everything; in its absence the first. */
    private static Set<String> names(PageBlocks blocks, Set<String> all) {
        Set<String> names = new LinkedHashSet<>();
        Optional<List<String>> listed = blocks.option("pictures");
        listed.ifPresent(names::addAll);
        blocks.parts().stream()
                .filter(part -> part.startsWith(ResultMarkdown.PICTURE))
                .forEach(part -> names.add(part.substring(ResultMarkdown.PICTURE.length())));
        if (listed.isEmpty() && names.isEmpty() && blocks.parts().contains("")) {
            all.stream().limit(1).forEach(names::add);
        }
        return names;
    }

    private void draw(String name, Chart chart) {
        String file = file(name, chart, Drawings.WIDE);
        String narrow = file(name + NARROW, chart, Drawings.NARROW);
        pictures.add(new StudyResult.Picture(name, chart.title(), chart.caption(), file, narrow));
    }

    private String file(String name, Chart chart, double width) {
        Picture picture = Drawings.complete(chart, keys, width);
        byte[] content = Svg.file(picture, chart.title()).getBytes(StandardCharsets.UTF_8);
        String file = name + ".svg";
        if (content.length > LARGEST_SVG && Raster.problem().isEmpty()) {
            content = Raster.png(picture);
            file = name + ".png";
        }
        files.put(file, content);
        return file;
    }

    /** @return the pictures, in the order in which the page shows them */
    List<StudyResult.Picture> pictures() {
        return pictures;
    }

    /** @return the content of each file by its name */
    Map<String, byte[]> files() {
        return files;
    }
}
