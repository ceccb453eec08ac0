package rai.report.canvas;

import java.util.function.Consumer;

/**
 * A picture that can be drawn on any canvas.
 *
 * @param width its width in CSS pixels
 * @param height its height
 * @param drawing draws it
 */
public record Picture(double width, double height, Consumer<Canvas> drawing) {
    /**
     * Draws it.
     *
     * @param canvas where
     */
    public void draw(Canvas canvas) {
        drawing.accept(canvas);
    }
}
