package io.kuayu.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReplyTest {
  @Test
  void aFailureOfTheLibraryKeepsItsCodeBesideTheCodeOfTheProblem() {
    KuayuException failure = new KuayuException(ErrorCode.STORE_CLOSED, "closed", "start again");
    JsonNode body = body(new HttpProblem(ProblemCode.STORE_FAILED, "closed", Map.of(), failure));
    assertThat(body.get("code").asString()).isEqualTo("store-failed");
    assertThat(body.get("errorCode").asString()).isEqualTo("store.closed");
  }

  @Test
  void otherProblemsHaveNoErrorCode() {
    assertThat(body(new HttpProblem(ProblemCode.BAD_JSON, "no object")).has("errorCode")).isFalse();
  }

  private static JsonNode body(HttpProblem problem) {
    return JsonMapper.shared()
        .readTree(new String(Reply.problem(problem, "r1").body(), StandardCharsets.UTF_8));
  }
}
