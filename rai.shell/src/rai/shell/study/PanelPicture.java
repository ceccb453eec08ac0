package rai.shell.study;

import java.util.List;
import rai.api.report.Chart;
import rai.plot.Axis;
import rai.plot.Figure;
import rai.plot.Landscape;
import rai.plot.Mark;
import rai.plot.Probabilities;

/** The landscapes of a report side by side, as a picture for a paper or a README. */
final class PanelPicture {
    private static final int MOST_IN_A_ROW = 4;

    private PanelPicture() {}

    static Figure of(Chart.Landscapes chart, String title) {
        List<Landscape> panels =
                chart.panels().stream().map(PanelPicture::panel).toList();
        int columns = panels.size() <= MOST_IN_A_ROW ? panels.size() : (int) Math.ceil(Math.sqrt(panels.size()));
        Figure figure = Figure.grid(columns, panels).withTitle(title);
        return panels.size() > 1 ? figure.withLetters() : figure;
    }

    private static Landscape panel(Chart.Panel of) {
        List<Mark> marks =
                of.points().stream().map(p -> new Mark(p[0], p[1], (int) p[2])).toList();
        return new Landscape(
                of.title(),
                of.captions(),
                Axis.of(of.features().get(0)).from(-of.range(), of.range()),
                Axis.of(of.features().get(1)).from(-of.range(), of.range()),
                new Probabilities(of.probability()),
                marks);
    }
}
