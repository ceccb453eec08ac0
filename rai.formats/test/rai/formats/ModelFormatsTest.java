package rai.formats;

import org.junit.jupiter.api.Nested;
import rai.api.exchange.ModelFormat;
import rai.formats.java.JavaClass;
import rai.formats.onnx.Onnx;
import rai.testkit.ModelFormatContract;

/** All formats keep the contract of model formats. */
class ModelFormatsTest {
    @Nested
    class OfNumpy implements ModelFormatContract {
        @Override
        public ModelFormat format() {
            return new Npz();
        }
    }

    @Nested
    class OfSafetensors implements ModelFormatContract {
        @Override
        public ModelFormat format() {
            return new Safetensors();
        }
    }

    @Nested
    class OfTorch implements ModelFormatContract {
        @Override
        public ModelFormat format() {
            return new Torch();
        }
    }

    @Nested
    class OfOnnx implements ModelFormatContract {
        @Override
        public ModelFormat format() {
            return new Onnx();
        }
    }

    @Nested
    class OfJava implements ModelFormatContract {
        @Override
        public ModelFormat format() {
            return new JavaClass();
        }
    }
}
