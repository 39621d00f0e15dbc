package io.kuayu.engine.consent;

import io.kuayu.core.Catalogue;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.engine.request.Answer;
import io.kuayu.engine.request.Explanation;
import java.util.List;
import java.util.Set;

/**
 * Answers people within what they allow. What happened in a domain moves no score, reason or moment
 * in a domain for which it may not be used. Implementations are thread-safe.
 */
public interface PersonalEngine {
  /**
   * The list for a person. Where different events may be used for different domains, each group of
   * domains is answered apart and the answers are joined; the answer says what was not used.
   *
   * @throws KuayuException where the request names a domain that does not exist
   */
  Answer answer(Person person, PersonalRequest request);

  /**
   * Why an item has the score that it has for a person, whether or not it would be on the list.
   *
   * @throws KuayuException where there is no such item
   */
  Explanation explain(Person person, PersonalRequest request, ItemKey item);

  /**
   * The scores of given candidates, whether or not the history holds them.
   *
   * @return {@code [candidates]}; not a number for a candidate that is not offered
   */
  float[] scores(Person person, PersonalRequest request, List<ItemKey> candidates);

  /** The items of the request that count as history and that the catalogue does not hold. */
  List<ItemKey> unknownItems(Person person, PersonalRequest request);

  /**
   * The items most like an item; nothing of a person is used.
   *
   * @param domains where to look; empty means everywhere
   * @throws KuayuException where there is no such item or domain
   */
  Answer similar(ItemKey item, Set<String> domains, int size);

  /** Whether an item is known and not deleted. */
  boolean offers(ItemKey item);

  /** The catalogue of this moment; deleted items are still in it. */
  Catalogue catalogue();

  /** What answers are signed with. */
  String model();
}
