package rai.formats.onnx;

import rai.formats.Message;

/** The numbers of fields and types that the ONNX standard gives, of onnx.proto. */
final class Schema {
    static final int FLOAT = 1;
    static final int INT64 = 7;
    static final int STRING = 8;
    static final int DOUBLE = 11;

    private static final int ATTRIBUTE_FLOAT = 1;
    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_INTS = 7;

    private Schema() {}

    static Message attribute(String name, float value) {
        return new Message().put(1, name).put(2, value).put(20, ATTRIBUTE_FLOAT);
    }

    static Message attribute(String name, long value) {
        return new Message().put(1, name).put(3, value).put(20, ATTRIBUTE_INT);
    }

    static Message attribute(String name, long[] values) {
        Message attribute = new Message().put(1, name);
        for (long value : values) {
            attribute.put(8, value);
        }
        return attribute.put(20, ATTRIBUTE_INTS);
    }

    /** A value with its type; sizes below 0 are those of the examples. */
    static Message value(String name, int type, long... shape) {
        Message dimensions = new Message();
        for (long size : shape) {
            dimensions.put(1, size < 0 ? new Message().put(2, "n") : new Message().put(1, size));
        }
        Message tensor = new Message().put(1, type).put(2, dimensions);
        return new Message().put(1, name).put(2, new Message().put(1, tensor));
    }

    static Message entry(String key, String value) {
        return new Message().put(1, key).put(2, value);
    }
}
