package io.kuayu.engine;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.model.Contribution;
import io.kuayu.model.Model;
import io.kuayu.model.ModelWriter;
import io.kuayu.model.live.Extensible;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Gives each item the score that the test says, plus the number of events in the history. */
public final class FixedModel implements Model, Extensible {
  private final Catalogue catalogue;
  private final float[] fixed;

  private FixedModel(Catalogue catalogue, float[] fixed) {
    this.catalogue = catalogue;
    this.fixed = fixed;
  }

  /** Items are written {@code domain:id=score}; titles are the ids. */
  public static FixedModel of(List<String> domains, String... items) {
    List<Item> all = new ArrayList<>();
    float[] scores = new float[items.length];
    for (String written : items) {
      int equals = written.lastIndexOf('=');
      ItemKey key = ItemKey.parse(written.substring(0, equals));
      scores[all.size()] = Float.parseFloat(written.substring(equals + 1));
      all.add(new Item(key, key.id(), "", Map.of()));
    }
    return new FixedModel(Catalogue.of(domains, all), scores);
  }

  @Override
  public String family() {
    return "fixed";
  }

  @Override
  public Catalogue catalogue() {
    return catalogue;
  }

  @Override
  public void score(Context context, int domain, float[] scores) {
    int[] items = catalogue.ordinals(domain);
    for (int position = 0; position < items.length; position++) {
      scores[position] = fixed[items[position]] + context.length();
    }
  }

  @Override
  public List<Contribution> explain(Context context, int item) {
    List<Contribution> contributions = new ArrayList<>();
    contributions.add(Contribution.of("popularity", 2));
    for (int event = 0; event < context.length(); event++) {
      contributions.add(Contribution.ofEvent(event, event + 1));
    }
    return contributions;
  }

  @Override
  public Model over(Catalogue later, int[] changed) {
    return new FixedModel(later, Arrays.copyOf(fixed, later.size()));
  }

  @Override
  public void save(ModelWriter out) {
    throw new UnsupportedOperationException();
  }
}
