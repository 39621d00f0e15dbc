package io.kuayu.models.semantic;

import io.kuayu.core.ArraySize;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Seed;
import io.kuayu.models.content.ContentVectors;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Four tokens for each item of a catalogue: the codes of its text, from coarse to fine, in one
 * vocabulary for all domains, and a last token that distinguishes items of a domain with equal
 * codes. Together with the domain they identify one item. Immutable.
 *
 * <p>An item without a text begins with one of {@value #NAMELESS} reserved tokens; all its tokens
 * are chosen by a hash of its key. If too many items share their codes for the last token to
 * separate, the others take the next nearest code of the last level.
 */
public final class SemanticIds {
  /** Tokens of an id. */
  public static final int LENGTH = Codebooks.LEVELS + 1;

  private static final int LAST = LENGTH - 1;
  private static final int NAMELESS = 16;

  /**
   * Seed of the key hashes; not the run's seed, since a new item must get the same id everywhere.
   */
  private static final Seed KEYS = new Seed(0);

  private final Codebooks books;
  private final int[] tokens;

  private SemanticIds(Codebooks books, int[] tokens) {
    this.books = books;
    this.tokens = tokens;
  }

  /** Ids that were saved, {@code [items, LENGTH]}. */
  public static SemanticIds of(Codebooks books, int[] tokens) {
    return new SemanticIds(books, tokens);
  }

  /**
   * Ids for all items.
   *
   * @param vectors of the items, as wide as the books
   * @param weights among items that share their codes, the one with the greatest weight gets the
   *     first last token, so that this token always means "the usual one"; {@code [items]}
   */
  public static SemanticIds assign(
      Codebooks books, Catalogue catalogue, ContentVectors vectors, int[] weights) {
    Assignment assignment = new Assignment(books, catalogue, new int[length(catalogue)]);
    IntStream.range(0, catalogue.size())
        .boxed()
        .sorted(Comparator.comparingInt(item -> -weights[item]))
        .forEach(item -> assignment.assign(item, vectors, item));
    return new SemanticIds(books, assignment.tokens);
  }

  /**
   * These ids over a later catalogue. All other items keep theirs.
   *
   * @param read ordinals of items that are new or whose contents have changed
   * @param vectors of those items, in their order
   */
  public SemanticIds over(Catalogue later, int[] read, ContentVectors vectors) {
    int[] all = Arrays.copyOf(tokens, length(later));
    Assignment assignment = new Assignment(books, later, all);
    BitSet fresh = new BitSet();
    Arrays.stream(read).forEach(fresh::set);
    for (int item = 0; item < later.size(); item++) {
      if (!fresh.get(item)) {
        assignment.occupy(item);
      }
    }
    for (int row = 0; row < read.length; row++) {
      assignment.assign(read[row], vectors, row);
    }
    return new SemanticIds(books, all);
  }

  private static int length(Catalogue catalogue) {
    return ArraySize.product("tokens of the items", catalogue.size(), LENGTH);
  }

  public Codebooks books() {
    return books;
  }

  /** The number of tokens at each place of an id. */
  public int vocabulary() {
    return books.codes() + NAMELESS;
  }

  /** Number of items. */
  public int size() {
    return tokens.length / LENGTH;
  }

  /** The token at a place of an item's id, below {@link #vocabulary}. */
  public int token(int item, int place) {
    return tokens[item * LENGTH + place];
  }

  /** All tokens, {@code [items, LENGTH]}. The array is shared: do not write to it. */
  public int[] tokens() {
    return tokens;
  }

  /** An item's id in readable form, such as {@code 17-203-4-0}. */
  public String text(int item) {
    return IntStream.range(0, LENGTH)
        .mapToObj(place -> Integer.toString(token(item, place)))
        .collect(Collectors.joining("-"));
  }

  /** Assigns ids that are unique within a domain. */
  private static final class Assignment {
    private final Codebooks books;
    private final Codebooks.Quantiser quantiser;
    private final Catalogue catalogue;
    private final int[] tokens;
    private final Map<Long, BitSet> taken = new HashMap<>();

    private Assignment(Codebooks books, Catalogue catalogue, int[] tokens) {
      this.books = books;
      this.catalogue = catalogue;
      this.tokens = tokens;
      quantiser = books.quantiser();
    }

    private void occupy(int item) {
      int at = item * LENGTH;
      BitSet place = place(item, tokens[at], tokens[at + 1], tokens[at + 2]);
      place.set(tokens[at + LAST]);
    }

    private void assign(int item, ContentVectors vectors, int row) {
      if (!vectors.has(row)) {
        assignNameless(item);
        return;
      }
      float[] vector = vectors.gather(new int[] {row});
      int[] codes = quantiser.codes(vector.clone());
      if (take(item, codes[0], codes[1], codes[2])) {
        return;
      }
      for (int code : quantiser.byDistance(vector, codes)) {
        if (take(item, codes[0], codes[1], code)) {
          return;
        }
      }
      assignNameless(item);
    }

    private void assignNameless(int item) {
      long hash = KEYS.derive(catalogue.key(item).toString()).value();
      int codes = books.codes();
      int first = codes + Math.floorMod(hash, NAMELESS);
      int second = Math.floorMod(hash >> 8, codes);
      int third = Math.floorMod(hash >> 32, codes);
      for (int step = 0; step < codes * codes; step++) {
        int next = (second + step / codes) % codes;
        if (take(item, first, next, (third + step) % codes)) {
          return;
        }
      }
      throw new IllegalStateException("there is no id left for an item without text");
    }

    private boolean take(int item, int first, int second, int third) {
      BitSet place = place(item, first, second, third);
      int free = place.nextClearBit(0);
      if (free >= books.codes() + NAMELESS) {
        return false;
      }
      place.set(free);
      int at = item * LENGTH;
      tokens[at] = first;
      tokens[at + 1] = second;
      tokens[at + 2] = third;
      tokens[at + LAST] = free;
      return true;
    }

    private BitSet place(int item, int first, int second, int third) {
      long key = catalogue.domainOf(item);
      for (int token : new int[] {first, second, third}) {
        key = key * (books.codes() + NAMELESS) + token;
      }
      return taken.computeIfAbsent(key, ignored -> new BitSet());
    }
  }
}
