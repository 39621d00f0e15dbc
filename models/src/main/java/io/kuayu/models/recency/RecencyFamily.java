package io.kuayu.models.recency;

import io.kuayu.core.Catalogue;
import io.kuayu.core.UnixTime;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.MinUserSupport;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamily;
import io.kuayu.model.ModelReader;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainerProvider;
import io.kuayu.privacy.dp.Guarantee;
import io.kuayu.privacy.dp.PrivacyBudget;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Recency popularity: the events of an item in the days before the query's moment, each with the
 * weight {@code exp(-age / τ)}; one or several τ. With {@code epsilon}, the events are noisy counts
 * of windows, under differential privacy.
 */
public final class RecencyFamily implements ModelFamily, TrainerProvider {
  private static final double TAU_DAYS = 7;
  private static final double MIN_DAYS = 1e-5;
  private static final double MAX_DAYS = 1e5;

  @Override
  public String name() {
    return RecencyModel.FAMILY;
  }

  @Override
  public String description() {
    return "what people take just before the moment of the query, fading over τ days";
  }

  @Override
  public Trainer trainer(Settings options) {
    Optional<NoisyWindowCounts> noisy = noisy(options);
    List<Double> days =
        options.decimals(
            "tau-days",
            List.of(noisy.isPresent() ? NoisyWindowCounts.DAYS : TAU_DAYS),
            MIN_DAYS,
            MAX_DAYS);
    List<Double> weights =
        options.decimals("weights", Collections.nCopies(days.size(), 1.0), 1e-9, 1e9);
    if (days.isEmpty()) {
      options.problem("tau-days", "is empty", "write at least one number of days");
    }
    if (weights.size() != days.size()) {
      options.problem(
          "weights",
          "has " + weights.size() + " entries for " + days.size() + " of tau-days",
          "write one weight for each");
    }
    double[] seconds = days.stream().mapToDouble(day -> day * UnixTime.SECONDS_PER_DAY).toArray();
    double[] shares = weights.stream().mapToDouble(Double::doubleValue).toArray();
    MinUserSupport support = MinUserSupport.read(options, budget(options));
    return (data, run) ->
        new RecencyModel(
            data.catalogue(),
            ItemEventTimes.of(
                noisy.map(windows -> windows.events(data)).orElseGet(() -> support.filter(data))),
            new ExponentialDecay(seconds, shares));
  }

  private static Optional<NoisyWindowCounts> noisy(Settings options) {
    int days = options.whole("window-days", NoisyWindowCounts.DAYS, 1, 3_650);
    return budget(options)
        .map(budget -> new NoisyWindowCounts(budget.noise(1), budget.maxEventsPerPerson(), days));
  }

  private static Optional<PrivacyBudget> budget(Settings options) {
    return PrivacyBudget.read(options, NoisyWindowCounts.MAX_PER_USER);
  }

  @Override
  public Optional<Guarantee> guarantee(Settings options) {
    return budget(options)
        .flatMap(
            budget ->
                noisy(options)
                    .map(noisy -> Guarantee.of(budget.delta(), List.of(noisy.mechanism()))));
  }

  @Override
  public boolean unlearnsByCounting() {
    return true;
  }

  @Override
  public Model load(ModelReader in, Catalogue catalogue) {
    return new RecencyModel(
        catalogue,
        new ItemEventTimes(in.ints("offsets"), in.longs("times")).extendedTo(catalogue.size()),
        new ExponentialDecay(numbers(in.property("tau-seconds")), numbers(in.property("weights"))));
  }

  private static double[] numbers(String text) {
    return List.of(text.split(",")).stream().mapToDouble(Double::parseDouble).toArray();
  }
}
