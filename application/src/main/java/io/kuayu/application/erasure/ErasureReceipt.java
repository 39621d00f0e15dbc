package io.kuayu.application.erasure;

import io.kuayu.privacy.receipt.ReceiptSigner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was done when somebody was erased.
 *
 * @param person a keyed hash of who it was: whoever has the key can tell whether it was somebody,
 *     nobody else can
 * @param moment ISO 8601
 * @param erased what was taken out
 * @param recounted models that were counted again without the person; their old versions are gone
 * @param waiting models whose weights hold traces until they are trained again
 * @param pending steps that could not be taken yet; named in the receipt only where there are any
 * @param remains what Kuayu cannot reach
 * @param checks name and outcome of each check; empty unless they were asked for
 */
record ErasureReceipt(
    String person,
    String moment,
    ErasureCounts erased,
    List<String> recounted,
    List<String> waiting,
    List<String> pending,
    List<String> remains,
    Map<String, Boolean> checks) {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final String SIGNATURE = "signature";
  private static final String KEY = "publicKey";

  /** The receipt as JSON, the signature of all else in its last field. */
  String signed(ReceiptSigner signer) {
    ObjectNode node = JSON.createObjectNode();
    node.put("receipt", "erasure").put("version", 1).put("person", person).put("moment", moment);
    node.putObject("erased")
        .put("storedEvents", erased.storedEvents())
        .put("corpusEvents", erased.corpusEvents())
        .put("consents", erased.consents())
        .put("checkpoints", erased.checkpoints());
    list(node.putArray("recounted"), recounted);
    list(node.putArray("waiting"), waiting);
    if (!pending.isEmpty()) {
      list(node.putArray("pending"), pending);
    }
    list(node.putArray("remains"), remains);
    ObjectNode found = node.putObject("checks");
    checks.forEach(found::put);
    node.put(KEY, signer.publicKey());
    node.put(SIGNATURE, signer.sign(JSON.writeValueAsString(node)));
    return JSON.writeValueAsString(node);
  }

  private static void list(ArrayNode to, List<String> texts) {
    texts.forEach(to::add);
  }

  /**
   * Whether a receipt is as it was written by the holder of a key.
   *
   * @param key public, base64
   */
  static boolean isGenuine(String receipt, String key) {
    return parsed(receipt)
        .filter(node -> node.path(SIGNATURE).isString())
        .filter(
            node -> {
              String signature = node.remove(SIGNATURE).asString();
              return ReceiptSigner.verify(JSON.writeValueAsString(node), signature, key);
            })
        .isPresent();
  }

  private static Optional<ObjectNode> parsed(String receipt) {
    try {
      JsonNode node = JSON.readTree(receipt);
      return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
