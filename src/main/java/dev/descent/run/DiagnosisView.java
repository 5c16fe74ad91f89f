package dev.descent.run;

import dev.descent.nn.train.LayerFigures;
import dev.descent.nn.train.diagnosis.Diagnosis;
import dev.descent.nn.train.diagnosis.Finding;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * How a run fits, in words and numbers: as of its last checkpoint while it trains, and of its end afterwards.
 *
 * @param evidence that of the findings
 * @param advice   that of the findings, each once
 * @param layers   in layer order; empty before the first checkpoint
 */
@Schema(name = "Diagnosis")
public record DiagnosisView(Diagnosis.Fit fit, List<String> evidence, List<String> advice, List<Finding> findings, List<LayerFigures> layers) {

    static DiagnosisView of(Diagnosis diagnosis, List<LayerFigures> layers) {
        return new DiagnosisView(diagnosis.fit(), diagnosis.evidence(), diagnosis.advice(), diagnosis.findings(), layers);
    }
}
