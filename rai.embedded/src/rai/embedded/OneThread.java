package rai.embedded;

import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Each product runs in one thread, as with {@code ./rai}, which says so in the environment before Java starts: RAI runs several products at a time,
 * and the bits of a result must not depend on the machine.
 */
final class OneThread {
    private OneThread() {}

    static void perProduct() {
        Nd4j.zeros(1); // loads the libraries
        openblas.blas_set_num_threads(1);
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    }
}
