package rai.check;

import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What lies in memory behind an array that is a view into a longer one. */
final class Behind {
    private Behind() {}

    static void spoil(INDArray view) {
        int size = view.dataType().width();
        new BytePointer(view.data().pointer()).put((view.offset() + view.length()) * size, (byte) 1);
    }
}
