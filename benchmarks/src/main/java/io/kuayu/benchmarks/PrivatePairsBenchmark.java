package io.kuayu.benchmarks;

import io.kuayu.application.settings.ConfigFile;
import io.kuayu.application.settings.Configuration;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.Progress;
import io.kuayu.core.Seed;
import io.kuayu.core.Split;
import io.kuayu.core.metric.Rank;
import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.Corpus;
import io.kuayu.evaluation.CandidateSampling;
import io.kuayu.evaluation.Evaluation;
import io.kuayu.evaluation.Targets;
import io.kuayu.evaluation.attack.MembershipAttack;
import io.kuayu.evaluation.attack.RocAnalysis;
import io.kuayu.model.Embedding;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.ModelWriter;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.transitions.PrivateTransitions;
import io.kuayu.privacy.dp.PrivacyBudget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Private transitions against the text model that they correct: {@code PrivatePairsBenchmark
 * KUAYU.YAML test|valid ASKED AUDITED [NEIGHBOURS]}.
 *
 * <p>Releases counts three times for each of ε = 8, 3, 1 (δ = 1e-5), asks the same ASKED targets of
 * each domain of every release, of {@code text}, of private and exact {@code popularity} and of
 * exact {@code transitions}, and prints ndcg@10 with paired 95 % intervals of the gain over {@code
 * text}. The text model is asked once a target. Then attacks releases about AUDITED people by one
 * shadow model; everybody else is in all models.
 */
public final class PrivatePairsBenchmark {
  private static final int TOP = 10;
  private static final int NEIGHBOURS = 50;
  private static final int WINDOW = 5;
  private static final double DECAY = .5;
  private static final int RELEASES = 3;
  private static final double DELTA = 1e-5;
  private static final double Z95 = 1.959964;
  private static final double[] EPSILONS = {8, 3, 1};

  /** So much that hardly any noise is left. */
  private static final double NO_PRIVACY = 1e5;

  private final Catalogue catalogue;
  private final Interactions interactions;
  private final TrainingRun run;
  private final CachedModel text;
  private final PrivateTransitions transitions;

  private PrivatePairsBenchmark(Corpus corpus, TrainingRun run, int neighbours) {
    this.catalogue = corpus.catalogue();
    this.interactions = corpus.interactions();
    this.run = run;
    this.text = new CachedModel(trained("text", Settings.empty()));
    this.transitions = new PrivateTransitions(text, neighbours, run.threads());
  }

  /** Prints the tables to stdout. */
  public static void main(String[] arguments) {
    Configuration configuration =
        Configuration.read(ConfigFile.open(Path.of(arguments[0]), List.of(), System.getenv()));
    Path workdir = configuration.workdir();
    if (!Corpus.isCurrent(configuration.corpus(), workdir)) {
      var _ = Corpus.prepare(configuration.corpus(), workdir, Progress.NONE);
    }
    TrainingRun run =
        new TrainingRun(
            new Seed(configuration.seed()),
            1,
            workdir.resolve("cache"),
            Progress.NONE,
            () -> false);
    int neighbours = arguments.length > 4 ? Integer.parseInt(arguments[4]) : NEIGHBOURS;
    PrivatePairsBenchmark benchmark =
        new PrivatePairsBenchmark(Corpus.open(workdir), run, neighbours);
    Split part = arguments[1].equals("valid") ? Split.VALID : Split.TEST;
    benchmark.compare(part, Integer.parseInt(arguments[2]));
    int audited = Integer.parseInt(arguments[3]);
    if (audited > 0) {
      benchmark.attack(audited);
    }
  }

  private Model trained(String family, Settings options) {
    return ModelFamilies.trainer(family)
        .trainer(options)
        .train(new TrainingData(catalogue, interactions), run);
  }

  private Model released(double epsilon) {
    return transitions.release(
        interactions.upTo(Split.TRAIN), WINDOW, DECAY, new PrivacyBudget(epsilon, DELTA, 20));
  }

  /**
   * Models of one kind.
   *
   * @param gains by domain, {@code [releases][targets]}
   */
  private record Kind(String name, List<Model> releases, List<double[][]> gains) {
    Kind(String name, List<Model> releases) {
      this(name, releases, new ArrayList<>());
    }
  }

  private void compare(Split part, int asked) {
    Kind texts = new Kind("text", List.of(text));
    List<Kind> kinds = new ArrayList<>(List.of(texts));
    for (double epsilon : EPSILONS) {
      kinds.add(
          new Kind(
              "transitions with text-pairs, ε = %.0f".formatted(epsilon),
              IntStream.range(0, RELEASES).mapToObj(_ -> released(epsilon)).toList()));
    }
    kinds.add(new Kind("the same without noise", List.of(released(NO_PRIVACY))));
    for (String family : List.of("popularity", "transitions")) {
      kinds.add(new Kind(family + ", not private", List.of(trained(family, Settings.empty()))));
    }
    Evaluation evaluation =
        Evaluation.of(catalogue, interactions, CandidateSampling.full(), run.seed(), run.threads())
            .withThreads(part);
    List<String> head = new ArrayList<>(List.of("ndcg@10"));
    for (List<Integer> targets : drawn(evaluation.targets(), asked)) {
      head.add("%s (%,d)".formatted(catalogue.domains().get(head.size() - 1), targets.size()));
      kinds.forEach(kind -> kind.gains.add(new double[kind.releases.size()][targets.size()]));
      for (int index = 0; index < targets.size(); index++) {
        text.forget();
        for (Kind kind : kinds) {
          for (int release = 0; release < kind.releases.size(); release++) {
            int rank = rank(evaluation, targets.get(index), kind.releases.get(release));
            kind.gains.getLast()[release][index] = Rank.ndcg(rank, TOP);
          }
        }
      }
    }
    MarkdownTable.head(System.out, head);
    for (Kind kind : kinds) {
      List<String> row = new ArrayList<>(List.of(kind.name));
      for (int domain = 0; domain < kind.gains.size(); domain++) {
        row.add(cell(kind.gains.get(domain), texts.gains.get(domain)[0]));
      }
      MarkdownTable.row(System.out, row);
    }
  }

  private List<List<Integer>> drawn(Targets targets, int asked) {
    List<List<Integer>> drawn = new ArrayList<>();
    for (int domain = 0; domain < catalogue.domains().size(); domain++) {
      int own = domain;
      List<Integer> all =
          new ArrayList<>(
              IntStream.range(0, targets.size())
                  .filter(target -> targets.domain(target) == own)
                  .boxed()
                  .toList());
      Collections.shuffle(all, new Random(run.seed().derive("asked").value()));
      drawn.add(all.subList(0, Math.min(asked, all.size())));
    }
    return drawn;
  }

  private int rank(Evaluation evaluation, int target, Model model) {
    int domain = evaluation.targets().domain(target);
    Context context = evaluation.context(target);
    float[] scores = new float[catalogue.ordinals(domain).length];
    model.score(context, domain, scores);
    boolean[] seen = context.positions(domain, catalogue);
    int position = catalogue.positionOf(interactions.item(evaluation.targets().event(target)));
    return Rank.of(scores, position, seen);
  }

  /** The mean of each release, and the gain of all of them over text with its paired interval. */
  private static String cell(double[][] releases, double[] text) {
    List<String> means = new ArrayList<>();
    double[] difference = new double[text.length];
    for (double[] release : releases) {
      means.add(number(Arrays.stream(release).average().orElse(0)));
      for (int target = 0; target < text.length; target++) {
        difference[target] += (release[target] - text[target]) / releases.length;
      }
    }
    double mean = Arrays.stream(difference).average().orElse(0);
    double squares = Arrays.stream(difference).map(each -> (each - mean) * (each - mean)).sum();
    double reach = Z95 * Math.sqrt(squares / Math.max(1, text.length - 1) / text.length);
    return "%s; %s [%s, %s]"
        .formatted(
            String.join(", ", means), signed(mean), signed(mean - reach), signed(mean + reach));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value).replaceFirst("^0", "");
  }

  private static String signed(double value) {
    return String.format(Locale.ROOT, "%+.4f", value).replaceFirst("0\\.", ".");
  }

  /** Attacks models of everybody and one half of some people. */
  private void attack(int audited) {
    List<Integer> people =
        new ArrayList<>(IntStream.range(0, interactions.users()).boxed().toList());
    Collections.shuffle(people, new Random(run.seed().derive("audited").value()));
    BitSet some = new BitSet();
    people.subList(0, audited).forEach(some::set);
    int[] owner = new int[interactions.events()];
    for (int user = 0; user < interactions.users(); user++) {
      Arrays.fill(owner, interactions.begin(user), interactions.end(user), user);
    }
    TrainingData asked =
        new TrainingData(catalogue, interactions.where(event -> some.get(owner[event])));
    MarkdownTable.head(System.out, List.of("attacked", "by loss", "by shadows"));
    for (double epsilon : new double[] {NO_PRIVACY, 8, 3, 1}) {
      PrivacyBudget budget = new PrivacyBudget(epsilon, DELTA, 20);
      MembershipAttack attack =
          new MembershipAttack(
              asked,
              (half, _) -> {
                BitSet members = members(half.interactions());
                Interactions all =
                    interactions.where(
                        event -> !some.get(owner[event]) || members.get(owner[event]));
                return transitions.release(all.upTo(Split.TRAIN), WINDOW, DECAY, budget);
              },
              run);
      MembershipAttack.Result result = attack.run(1, List.of(Duration.ofSeconds(1))).getFirst();
      MarkdownTable.row(
          System.out,
          List.of(
              epsilon == NO_PRIVACY ? "without noise" : "ε = %.0f".formatted(epsilon),
              area(result.loss()),
              area(result.shadows())));
    }
  }

  private static BitSet members(Interactions half) {
    BitSet members = new BitSet();
    IntStream.range(0, half.users())
        .filter(user -> half.begin(user) < half.end(user))
        .forEach(members::set);
    return members;
  }

  private static String area(RocAnalysis found) {
    return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", found.auc(), found.low(), found.high());
  }

  /** Remembers its answers until it is told to forget, so that models which share it ask once. */
  private static final class CachedModel implements Model {
    private final Model model;
    private final Map<List<Integer>, float[]> answers = new HashMap<>();

    CachedModel(Model model) {
      this.model = model;
    }

    void forget() {
      answers.clear();
    }

    @Override
    public String family() {
      return model.family();
    }

    @Override
    public Catalogue catalogue() {
      return model.catalogue();
    }

    @Override
    public void score(Context context, int domain, float[] scores) {
      List<Integer> key =
          IntStream.concat(IntStream.of(domain), IntStream.of(context.items())).boxed().toList();
      float[] known =
          answers.computeIfAbsent(
              key,
              _ -> {
                float[] asked = new float[catalogue().ordinals(domain).length];
                model.score(context, domain, asked);
                return asked;
              });
      System.arraycopy(known, 0, scores, 0, known.length);
    }

    @Override
    public Optional<Embedding> embedding() {
      return model.embedding();
    }

    @Override
    public void save(ModelWriter out) {
      model.save(out);
    }
  }
}
