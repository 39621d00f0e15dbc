package io.kuayu.evaluation.report;

import io.kuayu.evaluation.Estimate;
import io.kuayu.evaluation.EvaluationResult;
import io.kuayu.evaluation.Metric;
import io.kuayu.evaluation.Segment;
import io.kuayu.evaluation.Summary;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The data of the page's charts, as JSON. */
final class ChartData {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private ChartData() {}

  static String of(EvaluationReport report) {
    ObjectNode data = MAPPER.createObjectNode();
    data.put("metric", Metric.NDCG_10.name());
    Metric.ALL.forEach(metric -> data.withArray("metrics").add(metric.name()));
    EvaluationResult first = report.models().getFirst().evaluation();
    for (int domain = 0; domain < first.domains().size(); domain++) {
      data.withArray("domains").add(domain(report, domain));
    }
    CurvePart.of(report).putData(data);
    return MAPPER.writeValueAsString(data);
  }

  private static ObjectNode domain(EvaluationReport report, int domain) {
    EvaluationResult first = report.models().getFirst().evaluation();
    ObjectNode node = MAPPER.createObjectNode();
    node.put("name", first.domains().get(domain));
    for (int index = 0; index < report.models().size(); index++) {
      ModelResult model = report.models().get(index);
      ObjectNode one = MAPPER.createObjectNode();
      one.put("name", model.name()).put("index", index);
      one.set("metrics", metrics(model.evaluation().domain(domain)));
      node.withArray("models").add(one);
    }
    for (Segment segment : Segment.FREQUENCIES) {
      ObjectNode bucket = MAPPER.createObjectNode();
      bucket.put("key", segment.key()).put("users", first.segment(segment, domain).users());
      for (ModelResult model : report.models()) {
        bucket.withArray("metrics").add(metrics(model.evaluation().segment(segment, domain)));
      }
      node.withArray("frequencies").add(bucket);
    }
    return node;
  }

  private static ObjectNode metrics(Summary summary) {
    ObjectNode node = MAPPER.createObjectNode();
    for (Metric metric : Metric.ALL) {
      Estimate estimate = summary.metrics().get(metric.name());
      if (estimate == null) {
        node.putNull(metric.name());
      } else {
        node.putArray(metric.name()).add(estimate.value()).add(estimate.low()).add(estimate.high());
      }
    }
    return node;
  }
}
