package rai.plot;

import java.awt.Font;

/** The sizes of type in a figure, all in proportion to one. */
record Type(float size) {

    /** The size of the labels of axes of one or two panels. */
    static final float USUAL = 14;

    /**
     * A figure is set across the width of a page however many columns it has, so more columns mean a stronger reduction, and
     * the type has to be larger in the picture to have the same size in print.
     */
    static Type forColumns(int columns) {
        return new Type(
                switch (columns) {
                    case 1, 2 -> USUAL;
                    case 3 -> 16;
                    default -> 19;
                });
    }

    Font figureTitle() {
        return font(Font.BOLD, 1.25f);
    }

    Font title() {
        return font(Font.BOLD, 1.05f);
    }

    Font caption() {
        return font(Font.PLAIN, 0.95f);
    }

    Font label() {
        return font(Font.PLAIN, 1f);
    }

    Font tick() {
        return font(Font.PLAIN, 0.9f);
    }

    Font note() {
        return font(Font.PLAIN, 0.9f);
    }

    Font footer() {
        return font(Font.PLAIN, 0.72f);
    }

    private Font font(int style, float factor) {
        return new Font(Font.SANS_SERIF, style, 1).deriveFont(size * factor);
    }
}
