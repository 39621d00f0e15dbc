package io.kuayu.evaluation.report;

import io.kuayu.evaluation.Comparison;
import io.kuayu.evaluation.Difference;
import io.kuayu.evaluation.Estimate;
import io.kuayu.evaluation.Evaluation;
import io.kuayu.evaluation.EvaluationResult;
import io.kuayu.evaluation.Metric;
import io.kuayu.evaluation.Segment;
import io.kuayu.evaluation.Summary;
import io.kuayu.evaluation.Transfer;
import io.kuayu.evaluation.TransferCurve;
import java.util.List;
import java.util.function.IntFunction;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of {@code evaluate --json}: an object per model. Keys never change their meaning. */
public final class ReportJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ReportJson() {}

  /** The object of a single model, or an array of objects where there are several. */
  public static String write(EvaluationReport report) {
    ArrayNode models = models(report);
    return MAPPER.writeValueAsString(models.size() == 1 ? models.get(0) : models);
  }

  /** The JSON beside the page: provenance, and the objects of all models. */
  static String writeAll(EvaluationReport report) {
    ObjectNode all = MAPPER.createObjectNode();
    ObjectNode provenance = all.putObject("provenance");
    report.provenance().forEach(provenance::put);
    all.set("models", models(report));
    return MAPPER.writeValueAsString(all);
  }

  private static ArrayNode models(EvaluationReport report) {
    ArrayNode models = MAPPER.createArrayNode();
    report.models().forEach(model -> models.add(model(report, model)));
    return models;
  }

  private static ObjectNode model(EvaluationReport report, ModelResult model) {
    EvaluationResult result = model.evaluation();
    Evaluation evaluation = result.evaluation();
    ObjectNode node = MAPPER.createObjectNode();
    node.put("model", model.name());
    node.put("split", report.split());
    node.put("candidates", evaluation.candidates().toString());
    node.put("seed", evaluation.seed().value());
    node.put("part", Labels.of(evaluation.part()));
    node.put("protocol", evaluation.protocol().name());
    node.set("domains", byDomain(result, result::domain));
    node.set("overall", summary(result.overall()));
    node.set("segments", segments(result, Segment.STANDARD));
    node.set("frequencies", segments(result, Segment.FREQUENCIES));
    node.set("comparisons", comparisons(report.comparisons(), model.name()));
    node.set("newcomerComparisons", comparisons(report.newcomerComparisons(), model.name()));
    model.transfer().ifPresent(transfer -> node.set("transfer", transfer(transfer)));
    model
        .transfer()
        .flatMap(Transfer::curve)
        .ifPresent(
            curve ->
                putKnown(
                    node.putObject("transferOverall").putArray("knownEvents"), curve.overall()));
    model.trainSeconds().ifPresent(seconds -> node.put("trainSeconds", seconds));
    model.peakMemoryMb().ifPresent(memory -> node.put("peakMemoryMb", memory));
    node.put("evaluateSeconds", result.seconds());
    return node;
  }

  private static ObjectNode byDomain(EvaluationResult result, IntFunction<Summary> summary) {
    ObjectNode node = MAPPER.createObjectNode();
    for (int domain = 0; domain < result.domains().size(); domain++) {
      node.set(result.domains().get(domain), summary(summary.apply(domain)));
    }
    return node;
  }

  private static ObjectNode segments(EvaluationResult result, List<Segment> segments) {
    ObjectNode node = MAPPER.createObjectNode();
    for (Segment segment : segments) {
      ObjectNode one = summary(result.segment(segment));
      one.set("domains", byDomain(result, domain -> result.segment(segment, domain)));
      node.set(segment.key(), one);
    }
    return node;
  }

  /** Where there are no questions, a metric is null: it is unknown, not zero. */
  private static ObjectNode summary(Summary summary) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("users", summary.users());
    node.put("targets", summary.targets());
    ObjectNode intervals = MAPPER.createObjectNode();
    for (Metric metric : Metric.ALL) {
      Estimate estimate = summary.metrics().get(metric.name());
      if (estimate == null) {
        node.putNull(metric.name());
      } else {
        node.put(metric.name(), estimate.value());
        intervals.set(metric.name(), interval(estimate));
      }
    }
    summary.coverage().ifPresent(coverage -> node.put("coverage@10", coverage));
    if (summary.hidden()) {
      // There are people, but fewer than 'privacy.least-people'.
      node.put("hidden", true);
    }
    node.set("intervals", intervals);
    return node;
  }

  private static ArrayNode interval(Estimate estimate) {
    return MAPPER.createArrayNode().add(estimate.low()).add(estimate.high());
  }

  private static ArrayNode comparisons(List<Comparison> all, String model) {
    ArrayNode node = MAPPER.createArrayNode();
    for (Comparison comparison : all) {
      if (comparison.model().equals(model)) {
        node.add(comparison(comparison));
      } else if (comparison.other().equals(model)) {
        node.add(comparison(comparison.reversed()));
      }
    }
    return node;
  }

  private static ObjectNode comparison(Comparison comparison) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("with", comparison.other());
    node.put("domain", comparison.domain());
    putDifference(node, comparison.difference());
    node.put("adjustedP", comparison.adjustedP());
    return node;
  }

  private static ObjectNode transfer(Transfer transfer) {
    ObjectNode node = MAPPER.createObjectNode();
    for (Transfer.Row row : transfer.rows()) {
      putRow(node.putObject(row.domain()), row);
    }
    for (Transfer.Row row : transfer.newcomerRows()) {
      putRow(node.withObject(row.domain()).putObject("newcomers"), row);
    }
    transfer.curve().ifPresent(curve -> putCurve(node, curve));
    return node;
  }

  private static void putCurve(ObjectNode transfer, TransferCurve curve) {
    for (TransferCurve.Known point : curve.known()) {
      putKnown(curve(transfer, point.row()).withArray("knownEvents"), List.of(point));
    }
    for (TransferCurve.Left point : curve.left()) {
      ObjectNode node = curve(transfer, point.row()).withArray("leftKnown").addObject();
      node.put("events", point.events());
      putRow(node, point.row());
      node.put("adjustedP", point.adjustedP());
    }
    for (TransferCurve.Cut point : curve.cuts()) {
      ObjectNode node = curve(transfer, point.row()).withArray("trainingPeople").addObject();
      node.put("share", point.share());
      node.put("people", point.people());
      putRow(node, point.row());
      node.put("adjustedP", point.adjustedP());
    }
  }

  private static void putKnown(ArrayNode list, List<TransferCurve.Known> points) {
    for (TransferCurve.Known point : points) {
      ObjectNode node = list.addObject();
      node.put("events", Labels.knownEvents(point.segment()));
      putRow(node, point.row());
      node.put("adjustedP", point.adjustedP());
    }
  }

  private static ObjectNode curve(ObjectNode transfer, Transfer.Row row) {
    return transfer.withObject(row.domain()).withObject("curve");
  }

  private static void putRow(ObjectNode node, Transfer.Row row) {
    node.set("together", summary(row.together()));
    node.set("alone", summary(row.alone()));
    putDifference(node, row.difference());
    node.put("helped", row.difference().better());
    node.put("hurt", row.difference().worse());
    node.put("unchanged", row.difference().equal());
  }

  private static void putDifference(ObjectNode node, Difference difference) {
    node.put("metric", Metric.NDCG_10.name());
    node.put("users", difference.users());
    node.put("difference", difference.mean().value());
    node.set("interval", interval(difference.mean()));
    node.put("effect", difference.effect());
    node.put("better", difference.better());
    node.put("worse", difference.worse());
    node.put("equal", difference.equal());
    node.put("p", difference.p());
  }
}
