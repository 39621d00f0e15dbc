package io.kuayu.models.semantic;

import io.kuayu.core.Catalogue;
import io.kuayu.models.content.ContentVectors;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Quality measures of the ids of a catalogue.
 *
 * @param explained share of the text vectors' variance that the codes up to each level explain
 * @param used share of the codes of each level that at least one item uses
 * @param evenness perplexity of the codes of each level divided by their number: 1 if all are used
 *     equally
 * @param shared share of the used prefixes of each length, from one code to three, that occur in
 *     several domains
 * @param colliding share of items that share their three codes with another item of their domain
 * @param largest largest number of items of a domain with the same three codes
 * @param withoutText share of items without a text vector
 */
@SuppressWarnings("ArrayRecordComponent") // Columns for printing.
public record CodeReport(
    double[] explained,
    double[] used,
    double[] evenness,
    double[] shared,
    double colliding,
    int largest,
    double withoutText) {

  /**
   * Measures the ids.
   *
   * @param vectors that they were made of
   */
  public static CodeReport of(SemanticIds ids, Catalogue catalogue, ContentVectors vectors) {
    int levels = Codebooks.LEVELS;
    double[] used = new double[levels];
    double[] evenness = new double[levels];
    double[] shared = new double[levels];
    for (int level = 0; level < levels; level++) {
      int[] uses = new int[ids.vocabulary()];
      Map<Long, BitSet> domains = new HashMap<>();
      for (int item = 0; item < ids.size(); item++) {
        uses[ids.token(item, level)]++;
        domains
            .computeIfAbsent(prefix(ids, item, level + 1), ignored -> new BitSet())
            .set(catalogue.domainOf(item));
      }
      int codes = ids.books().codes();
      int[] ofTexts = Arrays.copyOf(uses, codes);
      used[level] = Arrays.stream(ofTexts).filter(count -> count > 0).count() / (double) codes;
      evenness[level] = perplexity(ofTexts) / codes;
      long both = domains.values().stream().filter(of -> of.cardinality() > 1).count();
      shared[level] = both / (double) Math.max(1, domains.size());
    }
    Map<Long, Integer> groups = new HashMap<>();
    for (int item = 0; item < ids.size(); item++) {
      groups.merge(group(ids, catalogue, item), 1, Integer::sum);
    }
    int colliding = groups.values().stream().filter(size -> size > 1).mapToInt(size -> size).sum();
    return new CodeReport(
        explained(ids, vectors),
        used,
        evenness,
        shared,
        colliding / (double) Math.max(1, ids.size()),
        groups.values().stream().mapToInt(size -> size).max().orElse(0),
        withoutText(ids, vectors));
  }

  /** A one-line summary for human readers. */
  public String text() {
    int last = Codebooks.LEVELS - 1;
    return String.format(
        Locale.ROOT,
        "codes explain %.0f %% of the texts, %.0f %% of first codes are of several domains, %.0f %% of"
            + " items share all codes with another",
        100 * explained[last],
        100 * shared[0],
        100 * colliding);
  }

  private static long group(SemanticIds ids, Catalogue catalogue, int item) {
    return prefix(ids, item, Codebooks.LEVELS) * catalogue.domains().size()
        + catalogue.domainOf(item);
  }

  private static long prefix(SemanticIds ids, int item, int length) {
    long key = 0;
    for (int place = 0; place < length; place++) {
      key = key * ids.vocabulary() + ids.token(item, place);
    }
    return key;
  }

  private static double perplexity(int[] uses) {
    double sum = Arrays.stream(uses).sum();
    double entropy = 0;
    for (int use : uses) {
      entropy -= use == 0 ? 0 : use / sum * Math.log(use / sum);
    }
    return sum == 0 ? 0 : Math.exp(entropy);
  }

  private static double[] explained(SemanticIds ids, ContentVectors vectors) {
    Codebooks books = ids.books();
    int width = books.width();
    double[] explained = new double[Codebooks.LEVELS];
    if (width == 0) {
      return explained;
    }
    double[] mean = new double[width];
    int count = 0;
    for (int item = 0; item < ids.size(); item++) {
      if (vectors.has(item)) {
        count++;
        for (int axis = 0; axis < width; axis++) {
          mean[axis] += vectors.values()[item * width + axis];
        }
      }
    }
    double whole = 0;
    double[] left = new double[Codebooks.LEVELS];
    for (int item = 0; item < ids.size(); item++) {
      if (vectors.has(item)) {
        for (int axis = 0; axis < width; axis++) {
          double value = vectors.values()[item * width + axis];
          double off = value - mean[axis] / count;
          whole += off * off;
          for (int level = 0; level < left.length; level++) {
            int code = Math.min(ids.token(item, level), books.codes() - 1);
            value -= books.centres()[(level * books.codes() + code) * width + axis];
            left[level] += value * value;
          }
        }
      }
    }
    for (int level = 0; level < left.length; level++) {
      explained[level] = whole == 0 ? 0 : 1 - left[level] / whole;
    }
    return explained;
  }

  private static double withoutText(SemanticIds ids, ContentVectors vectors) {
    int count = 0;
    for (int item = 0; item < ids.size(); item++) {
      count += vectors.has(item) ? 0 : 1;
    }
    return count / (double) Math.max(1, ids.size());
  }
}
