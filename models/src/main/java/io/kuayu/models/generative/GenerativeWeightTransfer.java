package io.kuayu.models.generative;

import io.kuayu.core.Catalogue;
import io.kuayu.models.sequence.DomainRowTransfer;
import io.kuayu.models.sequence.SequenceInput;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Carries what was learnt on some domains over to others: tables of one row a domain go by its
 * name, and a domain that training never saw is the mean of those that it saw. All else is of no
 * domain, the tokens first of all.
 */
public final class GenerativeWeightTransfer {
  private final GenerativeState state;
  private final Catalogue catalogue;

  /**
   * @param catalogue of the training, or an extension of it
   */
  public GenerativeWeightTransfer(GenerativeState state, Catalogue catalogue) {
    this.state = state;
    this.catalogue = catalogue;
  }

  /**
   * The learnt parameters with a row for every domain of a catalogue.
   *
   * @param to the own catalogue, or another one
   */
  public GenerativeParameters over(Catalogue to) {
    GenerativeParameters learnt = state.parameters();
    GenerativeParameters.Shape shape = learnt.shape();
    DomainRowTransfer domains =
        DomainRowTransfer.between(catalogue, shape.domains(), this::isSeen, to);
    if (domains.isSame()) {
      return learnt;
    }
    Map<String, float[]> values = new LinkedHashMap<>(learnt.values());
    values.put(
        GenerativeParameters.KIND,
        domains.over(learnt.get(GenerativeParameters.KIND), SequenceInput.kind(0)));
    values.put(
        GenerativeParameters.TARGET, domains.over(learnt.get(GenerativeParameters.TARGET), 1));
    values.put(
        GenerativeParameters.DOMAIN, domains.over(learnt.get(GenerativeParameters.DOMAIN), 0));
    if (shape.priors() > 0) {
      values.put(
          GenerativeParameters.PRIOR, domains.over(learnt.get(GenerativeParameters.PRIOR), 0));
    }
    return new GenerativeParameters(shape.over(to.domains().size()), values);
  }

  private boolean isSeen(int domain) {
    return state.prior().log(domain).times().length > 0;
  }
}
