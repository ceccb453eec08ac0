package rai.report.canvas;

import java.util.Optional;

/**
 * What areas are filled with.
 *
 * @param ink the colour
 * @param opacity from 0, invisible, to 1
 * @param outline the line around the area
 */
public record Brush(Ink ink, double opacity, Optional<Pen> outline) {
    /**
     * @param ink a colour
     * @return a brush without an outline
     */
    public static Brush of(Ink ink) {
        return new Brush(ink, 1, Optional.empty());
    }

    /**
     * @param share the opacity of the area
     * @return the same, more transparent
     */
    public Brush opacity(double share) {
        return new Brush(ink, share, outline);
    }

    /**
     * @param pen a pen
     * @return the same, with an outline
     */
    public Brush outlined(Pen pen) {
        return new Brush(ink, opacity, Optional.of(pen));
    }
}
