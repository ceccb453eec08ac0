package rai.plot;

import java.awt.Font;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;

/** Keys and their meanings, side by side as far as the width allows. */
final class Legend {

    /** Draws the key of an entry into a box of the given width around the middle {@code y}, beginning at {@code x}. */
    interface Key {
        void draw(Graphics2D pen, double x, double y, double width);
    }

    /**
     * @param key  may be null for text alone
     * @param text what the key means
     */
    record Entry(Key key, String text) {}

    private record Placed(Key key, Text text, double x, double y, double width) {}

    private final List<Placed> placed = new ArrayList<>();
    private final double keyWidth;
    private final double lineHeight;
    private double height;
    private double usedWidth;

    Legend(List<Entry> entries, Font font, double width) {
        keyWidth = font.getSize2D() * 1.9;
        lineHeight = Text.lineHeight(font);
        double gap = font.getSize2D() * 0.45;
        double space = font.getSize2D() * 1.3;
        double x = 0;
        double y = 0;
        double rowHeight = 0;
        for (Entry entry : entries) {
            double indent = entry.key() == null ? 0 : keyWidth + gap;
            Text text = Text.wrap(entry.text(), font, Text.BLACK, width - indent);
            double entryWidth = indent + text.width();
            if (x > 0 && x + entryWidth > width) {
                x = 0;
                y += rowHeight;
                rowHeight = 0;
            }
            placed.add(new Placed(entry.key(), text, x, y, indent));
            usedWidth = Math.max(usedWidth, x + entryWidth);
            x += entryWidth + space;
            rowHeight = Math.max(rowHeight, text.height());
        }
        height = y + rowHeight;
    }

    double width() {
        return usedWidth;
    }

    double height() {
        return height;
    }

    void draw(Graphics2D pen, double left, double top) {
        for (Placed entry : placed) {
            double x = left + entry.x();
            double y = top + entry.y();
            if (entry.key() != null) {
                entry.key().draw(pen, x, y + lineHeight / 2, keyWidth);
            }
            entry.text().draw(pen, x + entry.width(), y, 0);
        }
    }
}
