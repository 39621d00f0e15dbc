package io.kuayu.models.blend;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.model.TrainingData;
import java.util.ArrayList;
import java.util.List;

/**
 * How well a validation question was answered by weights that have not seen its person.
 *
 * @param question the same for data of one domain as for those of all
 * @param group of {@link TransferChoice}, by what was known
 * @param ndcg of the target
 */
record HeldOutAnswer(Question question, int group, double ndcg) {
  /**
   * A validation event by what stays when events of other domains are left out.
   *
   * @param user number of the person
   * @param domain of the target
   * @param earlier number of the person's earlier events in that domain
   */
  record Question(int user, int domain, int earlier) {
    static Question of(ValidationEvent event, TrainingData data) {
      Interactions interactions = data.interactions();
      Catalogue catalogue = data.catalogue();
      int domain = catalogue.domainOf(interactions.item(event.event()));
      int earlier = 0;
      for (int other = interactions.begin(event.user()); other < event.event(); other++) {
        earlier += catalogue.domainOf(interactions.item(other)) == domain ? 1 : 0;
      }
      return new Question(event.user(), domain, earlier);
    }
  }

  /**
   * The answers to the first of some validation events.
   *
   * @param ndcg {@code [answers]}
   */
  static List<HeldOutAnswer> of(
      List<ValidationEvent> events, double[] ndcg, TrainingData data, QuestionHistory history) {
    List<HeldOutAnswer> answers = new ArrayList<>();
    for (int n = 0; n < ndcg.length; n++) {
      ValidationEvent event = events.get(n);
      Question question = Question.of(event, data);
      Context known = history.before(event.user(), event.event());
      int group = TransferChoice.group(known, question.domain(), data.catalogue());
      answers.add(new HeldOutAnswer(question, group, ndcg[n]));
    }
    return answers;
  }
}
