package io.kuayu.benchmarks;

import io.kuayu.core.Seed;
import io.kuayu.corpus.Corpus;
import io.kuayu.evaluation.Faithfulness;
import io.kuayu.model.Model;
import io.kuayu.model.bundle.Bundle;
import java.nio.file.Path;

/**
 * Whether the reasons of a trained model are true, see {@link Faithfulness}: {@code
 * FaithfulnessBenchmark WORKDIR FAMILY [PEOPLE]}.
 */
public final class FaithfulnessBenchmark {
  private FaithfulnessBenchmark() {}

  /** Prints one line to stdout. */
  public static void main(String[] arguments) {
    Path workdir = Path.of(arguments[0]);
    int people = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 400;
    try (Model model = Bundle.open(workdir.resolve("models"), arguments[1]).load()) {
      Faithfulness found =
          Faithfulness.of(model, Corpus.open(workdir).interactions(), people, new Seed(9));
      System.out.println(arguments[1] + ": " + found.text());
    }
  }
}
