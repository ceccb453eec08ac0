package rai.core.compute;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The addresses of an array [copies, rows, width], for products. */
final class Matrix {
    private final Pointer[] copies;
    private final Pointer[] tileStart;

    Matrix(INDArray array, int width, Tiling tiling) {
        copies = new Pointer[tiling.copies()];
        for (int c = 0; c < copies.length; c++) {
            copies[c] = Views.address(array, (long) c * tiling.rows() * width);
        }
        tileStart = copies.length > 1
                ? null
                : tiling.tiles().stream()
                        .map(t -> Views.address(array, (long) t.rowFrom() * width))
                        .toArray(Pointer[]::new);
    }

    Pointer copy(int copy) {
        return copies[copy];
    }

    Pointer tile(int tile, int copy) {
        return tileStart == null ? copies[copy] : tileStart[tile];
    }

    Pointer column(int copy, int column) {
        return column == 0 ? copies[copy] : offset(copies[copy], column);
    }

    static Pointer offset(Pointer base, long elements) {
        return base instanceof FloatPointer f
                ? new FloatPointer(f).position(elements)
                : new DoublePointer(base).position(elements);
    }
}
