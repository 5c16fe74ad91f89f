package dev.descent.prediction.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.descent.prediction.Predicted;
import dev.descent.prediction.deployment.Deployments.Served;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What the Open Inference Protocol answers: label and probabilities of a classifier, values of any other model. */
@Schema(name = "InferenceResponse")
@JsonInclude(JsonInclude.Include.NON_NULL)
record InferAnswer(@JsonProperty("model_name") String modelName, @JsonProperty("model_version") String modelVersion, String id, Map<String, String> parameters, List<Output> outputs) {

    static final String LABEL = "label";
    static final String PROBABILITIES = "probabilities";
    static final String VALUES = "values";

    @Schema(name = "InferenceOutput")
    record Output(String name, String datatype, List<Integer> shape, @Schema(type = "array") Object data) {}

    static InferAnswer of(Served served, String run, InferRequest request, Predicted predicted) {
        var all = outputs(predicted);
        var wanted = request.outputs() == null || request.outputs().isEmpty() ? all : request.outputs().stream().map(output -> all.stream().filter(own -> own.name().equals(output.name()))
                .findFirst().orElseThrow(() -> new Problem(ProblemCode.INVALID_PARAMETER, "there is no output \"" + output.name() + "\": there are " + all.stream().map(Output::name).toList()))).toList();
        var parameters = Map.of("run", run, "checkpoint", predicted.checkpoint().kind() + " of epoch " + predicted.checkpoint().epoch());
        return new InferAnswer(served.name(), String.valueOf(served.version()), request.id(), parameters, wanted);
    }

    private static List<Output> outputs(Predicted predicted) {
        var predictions = predicted.predictions();
        int rows = predictions.values().length;
        int width = predicted.classifies() ? predictions.classes().size() : predictions.targets().size();
        double[] flat = Arrays.stream(predictions.values()).flatMapToDouble(Arrays::stream).toArray();
        var outputs = new ArrayList<Output>();
        if (predicted.classifies()) {
            outputs.add(new Output(LABEL, "BYTES", List.of(rows), IntStream.of(predictions.labels()).mapToObj(predictions.classes()::get).toList()));
        }
        outputs.add(new Output(predicted.classifies() ? PROBABILITIES : VALUES, "FP64", List.of(rows, width), flat));
        return outputs;
    }
}
