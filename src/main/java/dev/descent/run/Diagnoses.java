package dev.descent.run;

import dev.descent.nn.spec.DataFacts;
import dev.descent.nn.train.LayerFigures;
import dev.descent.nn.train.diagnosis.Curve;
import dev.descent.nn.train.diagnosis.Diagnosis;
import dev.descent.nn.train.diagnosis.Recorded;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Diagnoses runs from what is on record. It reads some two hundred epochs, whatever the length of the run, and leaves the result in the
 * run's row, so that nobody who looks at runs touches the epochs.
 */
@Component
class Diagnoses {

    /** Of a run that has none yet. */
    static final String NONE = """
            {"fit":"unknown","evidence":[],"advice":[],"findings":[],"layers":[]}""";

    private static final Logger LOG = LoggerFactory.getLogger(Diagnoses.class);

    private final EpochRows epochs;
    private final SpecText specs;
    private final JsonMapper json;

    Diagnoses(EpochRows epochs, SpecText specs, JsonMapper json) {
        this.epochs = epochs;
        this.specs = specs;
        this.json = json;
    }

    /**
     * Diagnoses the run anew; an event tells where its findings have changed.
     *
     * @param layers as inspected since the last time; empty leaves them as they were
     * @param ending null while training goes on
     */
    void update(Run run, List<LayerFigures> layers, Ending ending) {
        var before = json.readTree(run.diagnosisJson());
        var shown = layers.isEmpty() ? layers(before) : layers;
        var diagnosis = diagnosis(run, recorded(run, shown, ending));
        var text = json.writeValueAsString(DiagnosisView.of(diagnosis, shown));
        run.diagnosed(text);
        var after = json.readTree(text);
        if (!found(after).equals(found(before))) {
            var data = new LinkedHashMap<String, Object>();
            data.put("fit", after.get("fit").asString());
            data.put("findings", after.get("findings"));
            run.tell("diagnosis", data);
        }
    }

    /** A mistake in here must not keep a run from being recorded. */
    private static Diagnosis diagnosis(Run run, Recorded recorded) {
        try {
            return Diagnosis.of(recorded);
        } catch (RuntimeException e) {
            LOG.error("Run {} could not be diagnosed and is shown as unknown; its training goes on", run.id(), e);
            return Diagnosis.NOTHING_KNOWN;
        }
    }

    private Recorded recorded(Run run, List<LayerFigures> layers, Ending ending) {
        var spec = specs.read(run.plan().effectiveSpec()).resolved();
        var facts = run.plan().dataFactsJson() == null ? DataFacts.UNKNOWN : json.readValue(run.plan().dataFactsJson(), DataFacts.class);
        boolean diverged = ending instanceof Ending.Failed(Failure failure) && failure.code() == Failure.Code.DIVERGED;
        return new Recorded(curve(run), spec, layers, facts, ending instanceof Ending.Succeeded,
                diverged ? ((Ending.Failed) ending).failure().detail() : null);
    }

    private Curve curve(Run run) {
        var course = run.course();
        var numbers = Curve.epochs(run.lineage().epochsBefore(), course.epochsDone(), course.bestEpoch() == null ? 0 : course.bestEpoch());
        return new Curve(epochs.these(run.id(), numbers).stream().map(epoch -> new Curve.Point(epoch.epoch(), epoch.trainLoss(), epoch.valLoss(),
                epoch.metrics(), epoch.learningRate(), epoch.gradientNorm())).toList());
    }

    private static Set<String> found(JsonNode diagnosis) {
        return StreamSupport.stream(diagnosis.get("findings").spliterator(), false)
                .map(finding -> finding.get("code").asString() + "/" + finding.get("layer").asString("")).collect(Collectors.toSet());
    }

    private static List<LayerFigures> layers(JsonNode diagnosis) {
        return StreamSupport.stream(diagnosis.get("layers").spliterator(), false).map(layer -> new LayerFigures(layer.get("name").asString(),
                layer.get("units").asInt(), layer.get("parameters").asLong(), number(layer, "deadShare"), number(layer, "gradientNorm"),
                orNaN(number(layer, "activationMean")), orNaN(number(layer, "activationStd")))).toList();
    }

    /** What was not finite is not told apart from what was not there, but for the figures that are always there. */
    private static Double number(JsonNode layer, String name) {
        return layer.get(name).isNumber() ? layer.get(name).asDouble() : null;
    }

    private static double orNaN(Double number) {
        return number == null ? Double.NaN : number;
    }
}
