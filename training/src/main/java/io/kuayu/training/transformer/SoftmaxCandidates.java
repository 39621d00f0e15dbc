package io.kuayu.training.transformer;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Seed;
import io.kuayu.core.UnixTime;
import io.kuayu.models.recency.RecencyPrior;
import io.kuayu.models.transformer.ItemRows;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Candidates of a softmax: all items of a domain that training saw, or the targets of the batch and
 * a shared sample of negatives with a log-correction for the items that were not drawn.
 */
final class SoftmaxCandidates {
  private final Catalogue catalogue;
  private final ItemRows rows;
  private final RecencyPrior prior;
  private final int negatives;

  /**
   * Buffers of each lane, reused for each part: they are large, and only one is in use at a time.
   */
  private final float[][][] odds;

  /**
   * @param lanes how many threads may hand out parts at once
   */
  SoftmaxCandidates(
      Catalogue catalogue, ItemRows rows, RecencyPrior prior, int negatives, int lanes) {
    this.catalogue = catalogue;
    this.rows = rows;
    this.prior = prior;
    this.negatives = negatives;
    odds = new float[lanes][0][];
  }

  /**
   * The questions of one domain in the order of their moments, and their candidates.
   *
   * @param columns row of each candidate
   * @param bias added to each candidate's logit
   * @param places index of each question among all positions of the batch
   * @param targets index of each question's item among the candidates
   * @param moments of each question, on the grid of {@link #grid}
   */
  @SuppressWarnings("ArrayRecordComponent") // Shared columns of the hot path.
  record Draw(
      int domain, int[] columns, float[] bias, int[] places, int[] targets, long[] moments) {
    int size() {
      return places.length;
    }
  }

  /**
   * Consecutive questions, {@code begin … end-1}, and the counts before them.
   *
   * @param odds of each tile of items, prior, question and item, see {@link SoftmaxShard.Chunk};
   *     valid until the next part
   */
  @SuppressWarnings("ArrayRecordComponent") // Shared columns of the hot path.
  record Part(int begin, int end, float[][] odds) {}

  /**
   * The day of a moment: priors use earlier days only, so that events of one day do not leak into
   * each other.
   */
  static long grid(long moment) {
    return UnixTime.startOfDay(moment);
  }

  /**
   * The questions of a domain.
   *
   * @param length positions of a sequence in the batch
   */
  Draw draw(int domain, List<TransformerLearner.Question> all, int length, Seed seed) {
    List<TransformerLearner.Question> questions =
        all.stream()
            .filter(question -> catalogue.domainOf(question.item()) == domain)
            .sorted(Comparator.comparingLong(question -> grid(question.moment())))
            .toList();
    int[] columns = columns(domain, questions, seed);
    int[] indexOf = new int[rows.size()];
    for (int index = 0; index < columns.length; index++) {
      indexOf[columns[index]] = index;
    }
    return new Draw(
        domain,
        columns,
        bias(domain, columns, questions),
        questions.stream().mapToInt(q -> q.sequence() * length + q.position()).toArray(),
        questions.stream().mapToInt(q -> indexOf[rows.of(q.item())]).toArray(),
        questions.stream().mapToLong(q -> grid(q.moment())).toArray());
  }

  private int[] columns(int domain, List<TransformerLearner.Question> questions, Seed seed) {
    int begin = rows.begins()[domain];
    int end = rows.begins()[domain + 1];
    boolean[] chosen = new boolean[end - begin];
    if (negatives == 0) {
      Arrays.fill(chosen, true);
    } else {
      SplittableRandom random = seed.random();
      questions.forEach(question -> chosen[rows.of(question.item()) - begin] = true);
      for (int draw = 0; draw < negatives && chosen.length > 0; draw++) {
        chosen[random.nextInt(chosen.length)] = true;
      }
    }
    int[] columns = new int[chosen.length];
    int count = 0;
    for (int row = begin; row < end; row++) {
      if (chosen[row - begin]) {
        columns[count++] = row;
      }
    }
    return Arrays.copyOf(columns, count);
  }

  /** Drawn items stand for all that were not drawn: their logit grows by the log of how many. */
  private float[] bias(int domain, int[] columns, List<TransformerLearner.Question> questions) {
    float[] bias = new float[columns.length];
    long own = questions.stream().mapToInt(TransformerLearner.Question::item).distinct().count();
    int all = rows.begins()[domain + 1] - rows.begins()[domain];
    if (columns.length == own || columns.length == all) {
      return bias;
    }
    boolean[] target = new boolean[rows.size()];
    questions.forEach(question -> target[rows.of(question.item())] = true);
    float weight = (float) Math.log((double) (all - own) / (columns.length - own));
    for (int index = 0; index < columns.length; index++) {
      bias[index] = target[columns[index]] ? 0 : weight;
    }
    return bias;
  }

  /**
   * Some of a draw's questions, {@code begin … end-1}.
   *
   * @param lane index of the thread whose buffers are used, from 0
   */
  record Range(int lane, int begin, int end) {
    int size() {
      return end - begin;
    }

    /** As many ranges as there are lanes, or fewer, of about the same size. */
    static List<Range> of(int questions, int lanes) {
      return IntStream.range(0, lanes)
          .mapToObj(
              lane -> new Range(lane, questions * lane / lanes, questions * (lane + 1) / lanes))
          .filter(range -> range.size() > 0)
          .toList();
    }
  }

  /**
   * Hands out questions of a draw chunk by chunk, so that only the priors of one chunk are in
   * memory.
   */
  void forEachPart(Draw draw, Range range, ItemMasking[] maskings, Consumer<Part> use) {
    int[] positions = new int[draw.columns.length];
    Arrays.setAll(
        positions,
        at ->
            maskings[draw.columns[at]] == ItemMasking.NEW
                ? RecencyPrior.NO_EVENTS
                : catalogue.positionOf(rows.ordinals()[draw.columns[at]]));
    RecencyPrior.Sweep sweep = prior.sweep(draw.domain, positions);
    for (int begin = range.begin; begin < range.end; begin += SoftmaxShard.CHUNK) {
      int end = Math.min(range.end, begin + SoftmaxShard.CHUNK);
      use.accept(new Part(begin, end, odds(draw, new Range(range.lane, begin, end), sweep)));
    }
  }

  private float[][] odds(Draw draw, Range chunk, RecencyPrior.Sweep sweep) {
    int questions = chunk.size();
    int items = draw.columns.length;
    int tiles = Math.ceilDiv(items, DomainSoftmax.TILE);
    float[][] own = room(chunk.lane, tiles);
    for (int question = 0; question < questions; question++) {
      sweep.advance(draw.moments[chunk.begin + question]);
      for (int tau = 0; tau < prior.size(); tau++) {
        for (int tile = 0; tile < tiles; tile++) {
          int first = tile * DomainSoftmax.TILE;
          int size = Math.min(items - first, DomainSoftmax.TILE);
          sweep.odds(tau, first, size, own[tile], (tau * questions + question) * size);
        }
      }
    }
    return own;
  }

  private float[][] room(int lane, int tiles) {
    if (odds[lane].length < tiles) {
      odds[lane] = new float[tiles][prior.size() * SoftmaxShard.CHUNK * DomainSoftmax.TILE];
    }
    return odds[lane];
  }
}
