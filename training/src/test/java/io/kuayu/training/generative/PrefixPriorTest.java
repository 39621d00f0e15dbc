package io.kuayu.training.generative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Catalogue;
import io.kuayu.model.TrainingData;
import io.kuayu.models.content.ContentVectors;
import io.kuayu.models.generative.CurrentPrefixPrior;
import io.kuayu.models.generative.PrefixPrior;
import io.kuayu.models.recency.RecencyPrior;
import io.kuayu.models.semantic.Codebooks;
import io.kuayu.models.semantic.ItemTrie;
import io.kuayu.models.semantic.SemanticIds;
import io.kuayu.training.transformer.SmallTransformer;
import org.junit.jupiter.api.Test;

class PrefixPriorTest {
  @Test
  void whatTrainingAsksAndWhatServingAsksAreTheSame() {
    TrainingData data = SmallTransformer.data("a", "b");
    Catalogue catalogue = data.catalogue();
    SemanticIds ids =
        SemanticIds.assign(
            Codebooks.none(2), catalogue, ContentVectors.NONE, new int[catalogue.size()]);
    double[] days = {2, 30};
    RecencyPrior prior = RecencyPrior.of(data, days);
    for (int domain = 0; domain < 2; domain++) {
      ItemTrie trie = ItemTrie.of(ids, catalogue, domain);
      HistoricalPrefixPrior past = new HistoricalPrefixPrior(trie, prior.log(domain), days);
      for (long day = 0; day < 80; day += 7) {
        PrefixPrior then = past.at(day * SmallTransformer.DAY);
        PrefixPrior now =
            new CurrentPrefixPrior(trie, 2, prior.lookup(domain), day * SmallTransformer.DAY);
        for (int depth = 1; depth <= SemanticIds.LENGTH; depth++) {
          for (int node = 0; node < trie.nodes(depth); node++) {
            for (int tau = 0; tau < 2; tau++) {
              assertThat(then.log(tau, depth, node))
                  .as("domain %s, day %s, depth %s, node %s", domain, day, depth, node)
                  .isCloseTo(now.log(tau, depth, node), within(1e-4f));
            }
          }
        }
      }
    }
  }
}
