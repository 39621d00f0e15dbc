package io.kuayu.models.generative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Catalogue;
import io.kuayu.core.TrainingData;
import io.kuayu.models.semantic.Codebooks;
import io.kuayu.models.semantic.SemanticIds;
import io.kuayu.models.semantic.Trie;
import io.kuayu.models.transformer.Prior;
import io.kuayu.models.transformer.Small;
import org.junit.jupiter.api.Test;

class MassesTest {
  @Test
  void whatTrainingAsksAndWhatServingAsksAreTheSame() {
    TrainingData data = Small.data("a", "b");
    Catalogue catalogue = data.catalogue();
    SemanticIds ids =
        SemanticIds.assign(Codebooks.none(2), catalogue, new float[0], new int[catalogue.size()]);
    double[] days = {2, 30};
    Prior prior = Prior.of(data, days);
    for (int domain = 0; domain < 2; domain++) {
      Trie trie = Trie.of(ids, catalogue, domain);
      PastMasses past = new PastMasses(trie, prior.log(domain), days);
      for (long day = 0; day < 80; day += 7) {
        Masses then = past.at(day * Small.DAY);
        Masses now = new PresentMasses(trie, 2, prior.lookup(domain), day * Small.DAY);
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
