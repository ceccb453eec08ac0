package rai.report.chart;

import java.util.List;
import rai.api.report.Chart;
import rai.report.canvas.Ink;
import rai.report.canvas.Picture;
import rai.report.canvas.Type;
import rai.report.canvas.Words;

/** Draws charts of every kind. */
public final class Drawings {
    /** The width of pictures for pages of any usual width, and for files. */
    public static final double WIDE = 720;
    /** The width of pictures for telephones. */
    public static final double NARROW = 360;

    private static final double MARGIN = 14;
    private static final Type TITLE = Type.LABEL.heavy().sized(16);
    private static final Type CAPTION = Type.LABEL.in(Ink.MUTED);

    private Drawings() {}

    /**
     * @param chart a chart
     * @param keys the numbers of its keys
     * @param width how wide to draw it
     * @return it, without its title and caption
     */
    public static Picture draw(Chart chart, Keys keys, double width) {
        if (chart instanceof Chart.Lines lines) {
            return new LinesDrawing(lines, keys, width).picture();
        } else if (chart instanceof Chart.Facets facets) {
            return new FacetsDrawing(facets, keys, width).picture();
        } else if (chart instanceof Chart.Dots dots) {
            return new DotsDrawing(dots, keys, width).picture();
        } else if (chart instanceof Chart.HeatMap map) {
            return new HeatMapDrawing(map, width).picture();
        } else if (chart instanceof Chart.CriticalDifference ranks) {
            return new RanksDrawing(ranks, keys, width).picture();
        } else if (chart instanceof Chart.Forest forest) {
            return new ForestDrawing(forest, keys, width).picture();
        } else if (chart instanceof Chart.Bars bars) {
            return new BarsDrawing(bars, keys, width).picture();
        } else if (chart instanceof Chart.Landscapes landscapes) {
            return new LandscapesDrawing(landscapes, width).picture();
        }
        throw new IllegalArgumentException(
                "charts of the kind " + chart.getClass().getName() + " can't be drawn");
    }

    /**
     * @param chart a chart
     * @param keys the numbers of its keys
     * @return it with its title and caption, to stand by itself
     */
    public static Picture complete(Chart chart, Keys keys) {
        return complete(chart, keys, WIDE);
    }

    /**
     * @param chart a chart
     * @param keys the numbers of its keys
     * @param width how wide to draw it, without its margin
     * @return it with its title and caption, to stand by itself
     */
    public static Picture complete(Chart chart, Keys keys, double width) {
        Picture inner = draw(chart, keys, width);
        List<String> title = Words.wrap(chart.title(), TITLE, inner.width());
        List<String> caption = Words.wrap(chart.caption(), CAPTION, inner.width());
        double top = MARGIN + 21 * title.size() + (title.isEmpty() ? 0 : 8);
        double bottom = top + inner.height() + (caption.isEmpty() ? 0 : 10);
        double height = bottom + 17 * caption.size() + MARGIN;
        return new Picture(inner.width() + 2 * MARGIN, height, canvas -> {
            for (int i = 0; i < title.size(); i++) {
                canvas.text(MARGIN, MARGIN + 16 + 21 * i, title.get(i), TITLE);
            }
            canvas.moved(MARGIN, top, () -> inner.draw(canvas));
            for (int i = 0; i < caption.size(); i++) {
                canvas.text(MARGIN, bottom + 12 + 17 * i, caption.get(i), CAPTION);
            }
        });
    }
}
