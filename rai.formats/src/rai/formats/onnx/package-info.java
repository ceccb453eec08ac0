/** ONNX files: {@code Message} is their wire format, {@code GraphBuilder} makes nodes, {@code Operators} maps operators, {@code Onnx} writes. */
package rai.formats.onnx;
