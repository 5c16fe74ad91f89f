package dev.descent.export;

import dev.descent.nn.data.Table;
import dev.descent.nn.train.Predictions;

/** Something that runs an ONNX file without this service; where there is none, what is handed out says so. */
public interface ExportReader {

    String name();

    /**
     * @param expected tells what kind of answer there is
     * @return [rows][classes] probabilities or [rows][targets] values
     */
    double[][] values(byte[] file, Table rows, Predictions expected);
}
