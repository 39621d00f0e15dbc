package io.kuayu.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.server.web.HttpProblem;
import io.kuayu.server.web.ProblemCode;
import io.kuayu.server.web.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RpcReplyTest {
  @Test
  void agentsAreNotToldOfTheServersOwnFailures() {
    Reply failed =
        RpcReply.problem(
            new HttpProblem(
                ProblemCode.STORE_FAILED,
                "/srv/kuayu/kuayu.db is locked",
                Map.of("Retry-After", "5")),
            "r-1");
    assertThat(failed.status()).isEqualTo(503);
    assertThat(failed.headers()).containsEntry("Retry-After", "5");
    assertThat(new String(failed.body(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32603,\"message\":\"The store failed\","
                + "\"data\":{\"code\":\"store-failed\",\"requestId\":\"r-1\"}}}");
    Reply loading =
        RpcReply.problem(new HttpProblem(ProblemCode.NOT_READY, "loading: the model"), "r-2");
    assertThat(new String(loading.body(), StandardCharsets.UTF_8)).contains("loading: the model");
  }
}
