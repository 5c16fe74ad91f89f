package dev.descent.export.onnx;

import dev.descent.nn.kernel.Function;
import java.util.List;

/** The elementwise functions in operators of ONNX. */
record OnnxFunctions(OnnxGraph graph) {

    /** @param parameter of those that have one */
    String of(Function function, float parameter, String x) {
        return switch (function) {
            case LINEAR -> x;
            case SIGMOID -> graph.node("Sigmoid", List.of(x));
            case TANH -> graph.node("Tanh", List.of(x));
            case RELU -> graph.node("Relu", List.of(x));
            case SOFTPLUS -> graph.node("Softplus", List.of(x));
            case LEAKY_RELU -> graph.node("LeakyRelu", List.of(x), Attribute.of("alpha", parameter));
            case ELU -> graph.node("Elu", List.of(x), Attribute.of("alpha", parameter));
            case GELU -> half(x, graph.node("Erf", List.of(times(x, (float) Math.sqrt(0.5)))));
            case GELU_TANH -> {
                var cube = graph.node("Mul", List.of(x, graph.node("Mul", List.of(x, x))));
                var inner = times(graph.node("Add", List.of(x, times(cube, 0.044715f))), (float) Math.sqrt(2 / Math.PI));
                yield half(x, graph.node("Tanh", List.of(inner)));
            }
            case SILU -> graph.node("Mul", List.of(x, graph.node("Sigmoid", List.of(x))));
        };
    }

    /** x/2·(1 + y) */
    private String half(String x, String y) {
        return graph.node("Mul", List.of(times(x, 0.5f), graph.node("Add", List.of(y, graph.floats(new float[] {1}, 1)))));
    }

    String times(String x, float factor) {
        return graph.node("Mul", List.of(x, graph.floats(new float[] {factor}, 1)));
    }
}
