package io.kuayu.models.blend;

/**
 * How the scores of experts become one.
 *
 * @param weights of each expert and fact, by situation
 * @param trees which correct what the weights give, in domains whose weights were learnt
 * @param bonus of items without training events
 */
record ScoreFusion(BlendWeights weights, BoostedTrees trees, NewItemBonus bonus) {
  /** The trees of a domain. */
  BoostedTrees treesOf(int domain) {
    return weights.speakFor(domain) ? trees : BoostedTrees.NONE;
  }

  /** The bonus of a domain; where one expert speaks alone, it ranks new items as well. */
  NewItemBonus bonusOf(int domain) {
    return weights.isAlone(domain) ? NewItemBonus.NONE : bonus;
  }
}
