package dev.descent.prediction.web;

import dev.descent.prediction.GivenRows;
import dev.descent.prediction.ModelInterface;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Puts tensors together into rows: one tensor for each column, or a single one of all columns. */
final class InferRows {

    private final ModelInterface model;
    private final int mostRows;

    InferRows(ModelInterface model, int mostRows) {
        this.model = model;
        this.mostRows = mostRows;
    }

    /** @throws Problem where shapes and data do not fit together */
    GivenRows of(InferRequest request) {
        int rows = rows(request);
        var given = new ArrayList<Map<String, Object>>();
        for (int row = 0; row < rows; row++) {
            given.add(new LinkedHashMap<>());
        }
        for (var input : request.inputs()) {
            var columns = columns(input, request.inputs().size() == 1);
            var values = new ArrayList<JsonNode>();
            flatten(input.data(), values, (long) rows * columns.size(), input.name());
            if (values.size() != (long) rows * columns.size()) {
                throw wrong("input \"" + input.name() + "\" has " + values.size() + " values where its shape " + input.shape() + " has " + (long) rows * columns.size());
            }
            for (int i = 0; i < values.size(); i++) {
                given.get(i / columns.size()).put(columns.get(i % columns.size()), value(values.get(i), input));
            }
        }
        return new GivenRows(given, false);
    }

    private int rows(InferRequest request) {
        long rows = request.inputs().getFirst().shape().getFirst();
        for (var input : request.inputs()) {
            if (input.shape().stream().anyMatch(size -> size == null || size < 0)) {
                throw wrong("input \"" + input.name() + "\" has the shape " + input.shape() + ", which is none");
            }
            if (input.shape().getFirst() != rows) {
                throw wrong("input \"" + input.name() + "\" has " + input.shape().getFirst() + " rows and \"" + request.inputs().getFirst().name() + "\" has " + rows);
            }
        }
        if (rows > mostRows) {
            throw new Problem(ProblemCode.BATCH_TOO_LARGE, "at most " + mostRows + " rows are predicted at a time (were " + rows + ")");
        }
        return (int) rows;
    }

    private List<String> columns(InferRequest.Input input, boolean alone) {
        long width = input.shape().subList(1, input.shape().size()).stream().reduce(1L, (a, b) -> a * b);
        boolean isColumn = model.inputs().stream().anyMatch(known -> known.name().equals(input.name()));
        if (isColumn && width == 1) {
            return List.of(input.name());
        }
        if (alone && width == model.inputs().size()) {
            return model.inputs().stream().map(ModelInterface.Input::name).toList();
        }
        throw wrong("input \"" + input.name() + "\" of shape " + input.shape() + (isColumn ? " must have one value for each row" : " is no column of the model, nor all of them: these are "
                + model.inputs().stream().limit(20).map(ModelInterface.Input::name).toList() + (model.inputs().size() > 20 ? " and " + (model.inputs().size() - 20) + " more" : "")));
    }

    private static void flatten(JsonNode data, List<JsonNode> values, long most, String name) {
        if (!data.isArray()) {
            throw wrong("data of input \"" + name + "\" must be an array");
        }
        for (var element : data) {
            if (element.isArray()) {
                flatten(element, values, most, name);
            } else if (values.size() > most) {
                return;
            } else {
                values.add(element);
            }
        }
    }

    private static Object value(JsonNode node, InferRequest.Input input) {
        if (node.isNull()) {
            return null;
        }
        return switch (input.datatype()) {
            case BYTES -> {
                if (!node.isString()) {
                    throw wrong("input \"" + input.name() + "\" is BYTES and holds " + node + ", which is no text");
                }
                yield node.stringValue();
            }
            case BOOL -> {
                if (!node.isBoolean()) {
                    throw wrong("input \"" + input.name() + "\" is BOOL and holds " + node);
                }
                yield node.booleanValue();
            }
            case UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, FP16, FP32, FP64 -> {
                if (!node.isNumber()) {
                    throw wrong("input \"" + input.name() + "\" is " + input.datatype() + " and holds " + node + ", which is no number");
                }
                yield node.doubleValue();
            }
        };
    }

    private static Problem wrong(String detail) {
        return new Problem(ProblemCode.INVALID_PARAMETER, detail);
    }
}
