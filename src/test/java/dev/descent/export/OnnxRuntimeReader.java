package dev.descent.export;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.descent.nn.data.Schema;
import dev.descent.nn.data.Table;
import dev.descent.nn.train.Predictions;
import java.util.Arrays;
import java.util.HashMap;
import org.springframework.stereotype.Component;

/** ONNX Runtime, which the service finds in tests only. */
@Component
public class OnnxRuntimeReader implements ExportReader {

    /** Added to every number, to see that a file that differs is not handed out. */
    public static volatile double skew;

    @Override
    public String name() {
        return "ONNX Runtime";
    }

    @Override
    public double[][] values(byte[] file, Table rows, Predictions expected) {
        try (var session = OrtEnvironment.getEnvironment().createSession(file, new OrtSession.SessionOptions())) {
            var inputs = new HashMap<String, OnnxTensor>();
            for (var column : rows.schema().columns()) {
                if (session.getInputNames().contains(column.name())) {
                    inputs.put(column.name(), column.type() == Schema.Type.NUMERIC ? numbers(rows.numeric(column.name())) : texts(rows, column));
                }
            }
            try (var result = session.run(inputs)) {
                if (expected.classes().isEmpty()) {
                    return skewed((double[][]) result.get("values").orElseThrow().getValue());
                }
                var labels = (String[]) result.get("label").orElseThrow().getValue();
                for (int row = 0; row < labels.length; row++) {
                    if (!labels[row].equals(expected.classes().get(expected.labels()[row]))) {
                        throw new IllegalStateException("row " + row + " is " + labels[row]);
                    }
                }
                var probabilities = (float[][]) result.get("probabilities").orElseThrow().getValue();
                return skewed(Arrays.stream(probabilities).map(OnnxRuntimeReader::widened).toArray(double[][]::new));
            } finally {
                inputs.values().forEach(OnnxTensor::close);
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double[] widened(float[] row) {
        double[] wide = new double[row.length];
        Arrays.setAll(wide, i -> row[i]);
        return wide;
    }

    private static double[][] skewed(double[][] values) {
        return Arrays.stream(values).map(row -> Arrays.stream(row).map(value -> value + skew).toArray()).toArray(double[][]::new);
    }

    private static OnnxTensor numbers(double[] column) throws OrtException {
        return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), Arrays.stream(column).mapToObj(value -> new double[] {value}).toArray(double[][]::new));
    }

    private static OnnxTensor texts(Table rows, Schema.Column column) throws OrtException {
        return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(),
                Arrays.stream(rows.codes(column.name())).mapToObj(code -> new String[] {code < 0 ? "" : column.categories().get(code)}).toArray(String[][]::new));
    }
}
