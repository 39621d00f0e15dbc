package io.kuayu.engine;

import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Query;
import io.kuayu.model.Model;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.model.live.CatalogueExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an application that only serves does: {@code ServingMain MODELS NAME}. Prints which of the
 * heavy libraries it could load, a list with reasons, and what becomes of a new text.
 */
public final class ServingMain {
  static final List<String> HEAVY =
      List.of(
          "ai.djl.ndarray.NDManager",
          "ai.djl.huggingface.tokenizers.HuggingFaceTokenizer",
          "ai.onnxruntime.OrtEnvironment",
          "org.duckdb.DuckDBConnection");

  /** Is in a module of its own, unless a build puts all classes into one folder. */
  private static final String TEXT_ENCODERS = "io.kuayu.encoders.onnx.OnnxTextEncoderProvider";

  private ServingMain() {}

  public static void main(String[] arguments) {
    HEAVY.stream().filter(ServingMain::isPresent).forEach(name -> print("present", name));
    Model model = Bundle.open(Path.of(arguments[0]), arguments[1]).load();
    print("parts", model.family());
    ItemKey first = model.catalogue().key(0);
    long now = 1_710_000_000;
    History history = new History(List.of(Event.of(first, now - 1)));
    Engine.of(model)
        .recommend(new Query(history, now, Set.of(), 3, true))
        .forEach(item -> print("item", item.item() + " " + item.score()));
    if (!isPresent(TEXT_ENCODERS)) {
      readNewText(model, first.domain());
    }
  }

  private static void readNewText(Model model, String domain) {
    Item later = new Item(new ItemKey(domain, "new"), "new", "a new text", Map.of());
    try {
      print("read", CatalogueExtension.of(model, model.catalogue().with(List.of(later))).family());
    } catch (KuayuException e) {
      print("remedy", e.remedy());
    }
  }

  static boolean isPresent(String name) {
    try {
      Class.forName(name);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static void print(String label, String text) {
    System.out.println(label + " " + text);
  }
}
