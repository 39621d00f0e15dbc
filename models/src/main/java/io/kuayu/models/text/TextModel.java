package io.kuayu.models.text;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.content.Modality;
import io.kuayu.model.ContextCache;
import io.kuayu.model.Contribution;
import io.kuayu.model.Embedding;
import io.kuayu.model.Model;
import io.kuayu.model.ModelWriter;
import io.kuayu.model.live.Extensible;
import io.kuayu.models.content.ContentVectors;
import io.kuayu.models.content.ModalitySpace;
import io.kuayu.models.dense.FastExponential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Scores an item by its {@link HistorySimilarity} to the last events. */
final class TextModel implements Model, Embedding, Extensible {
  static final String FAMILY = "text";
  private final Catalogue catalogue;
  private final ModalitySpace space;
  private final Vocabulary vocabulary;
  private final TextSimilarity texts;
  private final HistorySimilarity similarity;
  private final DomainTexts[] domains;
  private final ContextCache<List<HistoryItem>> historyItems = new ContextCache<>();

  /**
   * @param space where the vectors came from
   * @param vocabulary where the words came from; without words where they are not compared
   * @param texts how two texts are compared
   * @param similarity how a text is compared with a history
   * @param domains the texts of all items
   */
  TextModel(
      Catalogue catalogue,
      ModalitySpace space,
      Vocabulary vocabulary,
      TextSimilarity texts,
      HistorySimilarity similarity,
      DomainTexts[] domains) {
    this.catalogue = catalogue;
    this.space = space;
    this.vocabulary = vocabulary;
    this.texts = texts;
    this.similarity = similarity;
    this.domains = domains;
  }

  /** Which contents it reads. */
  Modality modality() {
    return space.encoder().modality();
  }

  /** Whether the history has any content that it reads. */
  boolean knows(Context context) {
    return !historyItems.of(context, this::lastItems).isEmpty();
  }

  /** Encodes only the new and changed texts. */
  @Override
  public TextModel over(Catalogue later, int[] changed) {
    int[] read =
        IntStream.concat(Arrays.stream(changed), IntStream.range(catalogue.size(), later.size()))
            .toArray();
    ContentVectors vectors = space.vectors(Arrays.stream(read).mapToObj(later::item).toList());
    WordVector[] words =
        IntStream.range(0, read.length)
            .mapToObj(
                row ->
                    vectors.has(row) ? vocabulary.vector(later.item(read[row])) : WordVector.NONE)
            .toArray(WordVector[]::new);
    DomainTexts[] extended = new DomainTexts[later.domains().size()];
    for (int domain = 0; domain < extended.length; domain++) {
      int own = domain;
      int[] rows =
          IntStream.range(0, read.length).filter(row -> later.domainOf(read[row]) == own).toArray();
      extended[domain] =
          domain < domains.length
              ? domains[domain]
              : DomainTexts.empty(texts, vocabulary.size(), dimension());
      if (rows.length > 0) {
        extended[domain] =
            extended[domain].over(
                later.ordinals(domain).length,
                Arrays.stream(rows).map(row -> later.positionOf(read[row])).toArray(),
                rows,
                vectors,
                words);
      }
    }
    return new TextModel(later, space, vocabulary, texts, similarity, extended);
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
    final ItemText text;
    final float handicap;

    HistoryItem(int event, ItemText text, float handicap) {
      this.event = event;
      this.text = text;
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
    DomainTexts own = domains[domain];
    ItemText[] history = past.stream().map(event -> event.text).toArray(ItemText[]::new);
    float[][] cosines = new float[history.length][DomainTexts.TILE];
    float[] similarities = new float[DomainTexts.TILE];
    FastExponential exponentials = FastExponential.upTo(similarity.sharpness());
    int items = catalogue.ordinals(domain).length;
    for (int tile = 0; tile < own.tiles(); tile++) {
      int first = tile * DomainTexts.TILE;
      int count = Math.min(DomainTexts.TILE, items - first);
      if (history.length > 0) {
        own.similarities(tile, history, cosines);
        if (similarity.isMild()) {
          mild(exponentials, cosines, similarities, count);
        } else {
          sharp(past, cosines, similarities, count);
        }
      }
      for (int item = 0; item < count; item++) {
        scores[first + item] =
            own.has(first + item) ? similarities[item] - own.handicap(first + item) : lowest();
      }
    }
  }

  /** The score of an item without text: less than any other after one event at least. */
  float lowest() {
    return similarity.lowest() - (float) texts.hubness();
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
    DomainTexts domain = domains[catalogue.domainOf(item)];
    int position = catalogue.positionOf(item);
    List<HistoryItem> past = historyItems.of(context, this::lastItems);
    if (past.isEmpty() || !domain.has(position)) {
      return List.of();
    }
    ItemText own = domain.text(position);
    float[][] cosines = new float[past.size()][1];
    for (int index = 0; index < cosines.length; index++) {
      HistoryItem event = past.get(index);
      cosines[index][0] = (float) event.text.similarity(own, texts) + event.handicap;
    }
    float uncorrected = similarity.of(cosines, cosines.length, 0);
    float score = uncorrected - domain.handicap(position);
    List<Contribution> contributions = new ArrayList<>();
    for (int index = 0; index < cosines.length; index++) {
      double share = Math.exp(similarity.sharpness() * (cosines[index][0] - uncorrected));
      Contribution ofEvent =
          Contribution.ofEvent(past.get(index).event, share * (score - lowest()));
      contributions.add(modality() == Modality.TEXT ? ofEvent : ofEvent.in(modality()));
    }
    return contributions;
  }

  @Override
  public void save(ModelWriter out) {
    new SavedTexts(catalogue, domains).save(out, texts, dimension());
    out.property("history", Integer.toString(similarity.history()));
    out.property("history-decay", Double.toString(similarity.decay()));
    out.property("sharpness", Double.toString(similarity.sharpness()));
    texts.save(out);
    if (texts.readsWords()) {
      vocabulary.save(out);
    }
    space.save(out);
  }

  /** The last different items with a text, newest first. */
  private List<HistoryItem> lastItems(Context context) {
    List<HistoryItem> past = new ArrayList<>();
    int[] items = context.items();
    for (int event = items.length - 1; event >= 0 && past.size() < similarity.history(); event--) {
      DomainTexts own = domains[catalogue.domainOf(items[event])];
      int position = catalogue.positionOf(items[event]);
      if (own.has(position) && isNewest(items, event)) {
        past.add(new HistoryItem(event, own.text(position), similarity.handicap(past.size())));
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
}
