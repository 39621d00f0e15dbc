package io.kuayu.models.text;

import io.kuayu.core.ArraySize;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.model.ContextCache;
import io.kuayu.model.Contribution;
import io.kuayu.model.Embedding;
import io.kuayu.model.Model;
import io.kuayu.model.ModelWriter;
import io.kuayu.model.live.Extensible;
import io.kuayu.models.content.ContentSpace;
import io.kuayu.models.content.ContentVectors;
import io.kuayu.models.dense.FastExponential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Scores an item by its {@link HistorySimilarity} to the last events. */
final class TextModel implements Model, Embedding, Extensible {
  static final String FAMILY = "text";
  static final String VECTORS = "vectors";
  static final String PRESENT = "present";

  private final Catalogue catalogue;
  private final ContentSpace space;
  private final HistorySimilarity similarity;
  private final DomainVectors[] domains;
  private final ContextCache<List<HistoryItem>> historyItems = new ContextCache<>();

  /**
   * @param space where the vectors came from
   * @param vectors of all items, of length 1
   */
  TextModel(
      Catalogue catalogue,
      ContentSpace space,
      HistorySimilarity similarity,
      ContentVectors vectors) {
    this(
        catalogue,
        space,
        similarity,
        IntStream.range(0, catalogue.domains().size())
            .mapToObj(domain -> DomainVectors.of(vectors, catalogue.ordinals(domain)))
            .toArray(DomainVectors[]::new));
  }

  private TextModel(
      Catalogue catalogue,
      ContentSpace space,
      HistorySimilarity similarity,
      DomainVectors[] domains) {
    this.catalogue = catalogue;
    this.space = space;
    this.similarity = similarity;
    this.domains = domains;
  }

  /** Encodes only the new and changed texts. */
  @Override
  public Model over(Catalogue later, int[] changed) {
    int[] read =
        IntStream.concat(Arrays.stream(changed), IntStream.range(catalogue.size(), later.size()))
            .toArray();
    ContentVectors vectors = space.vectors(Arrays.stream(read).mapToObj(later::item).toList());
    DomainVectors[] extended = new DomainVectors[later.domains().size()];
    for (int domain = 0; domain < extended.length; domain++) {
      DomainVectors before =
          domain < domains.length ? domains[domain] : DomainVectors.empty(dimension());
      int own = domain;
      int[] rows =
          IntStream.range(0, read.length).filter(row -> later.domainOf(read[row]) == own).toArray();
      extended[domain] = before;
      if (rows.length > 0) {
        extended[domain] = before.grown(later.ordinals(domain).length);
        for (int row : rows) {
          extended[domain].set(later.positionOf(read[row]), vectors, row);
        }
      }
    }
    return new TextModel(later, space, similarity, extended);
  }

  @Override
  public Optional<Embedding> embedding() {
    return Optional.of(this);
  }

  @Override
  public int dimension() {
    return space.whitening().dimension();
  }

  @Override
  public boolean has(int item) {
    return domains[catalogue.domainOf(item)].has(catalogue.positionOf(item));
  }

  @Override
  public void copy(int item, float[] target, int at) {
    domains[catalogue.domainOf(item)].copy(catalogue.positionOf(item), target, at);
  }

  /** An event whose item has text. */
  private static final class HistoryItem {
    final int event;
    final float[] vector;
    final float handicap;

    HistoryItem(int event, float[] vector, float handicap) {
      this.event = event;
      this.vector = vector;
      this.handicap = handicap;
    }
  }

  @Override
  public String family() {
    return FAMILY;
  }

  @Override
  public Catalogue catalogue() {
    return catalogue;
  }

  @Override
  public void score(Context context, int domain, float[] scores) {
    List<HistoryItem> past = historyItems.of(context, this::lastItems);
    DomainVectors vectors = domains[domain];
    float[][] history = past.stream().map(event -> event.vector).toArray(float[][]::new);
    float[][] cosines = new float[history.length][DomainVectors.TILE];
    float[] similarities = new float[DomainVectors.TILE];
    FastExponential exponentials = FastExponential.upTo(similarity.sharpness());
    int items = catalogue.ordinals(domain).length;
    for (int tile = 0; tile < vectors.tiles(); tile++) {
      int first = tile * DomainVectors.TILE;
      int count = Math.min(DomainVectors.TILE, items - first);
      if (history.length > 0) {
        vectors.products(tile, history, cosines);
        if (similarity.isMild()) {
          mild(exponentials, cosines, similarities, count);
        } else {
          sharp(past, cosines, similarities, count);
        }
      }
      for (int item = 0; item < count; item++) {
        scores[first + item] = vectors.has(first + item) ? similarities[item] : similarity.lowest();
      }
    }
  }

  private void mild(
      FastExponential exponentials, float[][] cosines, float[] similarities, int count) {
    Arrays.fill(similarities, 0);
    for (int index = 0; index < cosines.length; index++) {
      exponentials.add(
          similarity.weight(index), (float) similarity.sharpness(), cosines[index], similarities);
    }
    for (int item = 0; item < count; item++) {
      similarities[item] = similarity.of(similarities[item]);
    }
  }

  private void sharp(List<HistoryItem> past, float[][] cosines, float[] similarities, int count) {
    for (int index = 0; index < cosines.length; index++) {
      add(past.get(index).handicap, cosines[index]);
    }
    for (int item = 0; item < count; item++) {
      similarities[item] = similarity.of(cosines, cosines.length, item);
    }
  }

  /**
   * The part of the score above the lowest is divided among the events in proportion to their terms
   * in the sum of the soft maximum.
   */
  @Override
  public List<Contribution> explain(Context context, int item) {
    DomainVectors vectors = domains[catalogue.domainOf(item)];
    int position = catalogue.positionOf(item);
    List<HistoryItem> past = historyItems.of(context, this::lastItems);
    if (past.isEmpty() || !vectors.has(position)) {
      return List.of();
    }
    float[] own = vectors.vector(position);
    float[][] cosines = new float[past.size()][1];
    for (int index = 0; index < cosines.length; index++) {
      HistoryItem event = past.get(index);
      cosines[index][0] = (float) cosine(event.vector, own) + event.handicap;
    }
    float score = similarity.of(cosines, cosines.length, 0);
    List<Contribution> contributions = new ArrayList<>();
    for (int index = 0; index < cosines.length; index++) {
      double share = Math.exp(similarity.sharpness() * (cosines[index][0] - score));
      contributions.add(
          Contribution.ofEvent(past.get(index).event, share * (score - similarity.lowest())));
    }
    return contributions;
  }

  @Override
  public void save(ModelWriter out) {
    int dimension = dimension();
    float[] vectors =
        new float[ArraySize.product("numbers of the text vectors", catalogue.size(), dimension)];
    int[] present = new int[catalogue.size()];
    for (int item = 0; item < present.length; item++) {
      DomainVectors ofDomain = domains[catalogue.domainOf(item)];
      int position = catalogue.positionOf(item);
      present[item] = ofDomain.has(position) ? 1 : 0;
      System.arraycopy(ofDomain.vector(position), 0, vectors, item * dimension, dimension);
    }
    out.floats(VECTORS, vectors, present.length, dimension);
    out.ints(PRESENT, present, present.length);
    out.property("history", Integer.toString(similarity.history()));
    out.property("history-decay", Double.toString(similarity.decay()));
    out.property("sharpness", Double.toString(similarity.sharpness()));
    space.save(out);
  }

  /** The last different items with a text, newest first. */
  private List<HistoryItem> lastItems(Context context) {
    List<HistoryItem> past = new ArrayList<>();
    int[] items = context.items();
    for (int event = items.length - 1; event >= 0 && past.size() < similarity.history(); event--) {
      DomainVectors vectors = domains[catalogue.domainOf(items[event])];
      int position = catalogue.positionOf(items[event]);
      if (vectors.has(position) && isNewest(items, event)) {
        past.add(
            new HistoryItem(event, vectors.vector(position), similarity.handicap(past.size())));
      }
    }
    return past;
  }

  private static boolean isNewest(int[] items, int event) {
    for (int later = event + 1; later < items.length; later++) {
      if (items[later] == items[event]) {
        return false;
      }
    }
    return true;
  }

  private static void add(float handicap, float[] cosines) {
    for (int item = 0; item < cosines.length; item++) {
      cosines[item] += handicap;
    }
  }

  private static double cosine(float[] a, float[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += (double) a[d] * b[d];
    }
    return sum;
  }
}
