package io.kuayu.evaluation;

import io.kuayu.core.Seed;
import io.kuayu.model.Model;
import io.kuayu.model.TrainingData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * When other domains help: the gain over the single-domain twin by how much is known of the person
 * in the target's domain, and by how many people the domain has to learn from.
 *
 * @param known by the number of the person's known events in the domain, in the order of {@link
 *     Segment#KNOWN_EVENTS}; domain by domain, only groups that may be reported
 * @param overall the same over the questions of all domains, each answered by its own twin, and
 *     {@link Segment#FEW_KNOWN_EVENTS} last; a person counts once
 * @param left by the number of events in the domain that are left known of people who are known in
 *     another, the others being hidden: the same people in all points of a domain, and so a gain
 *     that nothing else explains; only where they may be reported
 * @param cuts by the share of people whose events of the domain were learnt from, domain by domain,
 *     the largest first; empty where they were not measured
 */
public record TransferCurve(
    List<Known> known, List<Known> overall, List<Left> left, List<Cut> cuts) {
  /** What stands for the domain in rows over all of them. */
  public static final String ALL_DOMAINS = "all domains";

  /** The shares of people whose events of the domain are kept in turn, beside all of them. */
  public static final List<Double> SHARES = List.of(1.0 / 3, 1.0 / 10, 1.0 / 30);

  /** How much of a curve is measured. */
  public enum Extent {
    /** What needs no further training: everything but the cuts. */
    KNOWN,
    /** All of it. */
    ALL
  }

  /** How many of a person's last events in the domain are left known in turn. */
  public static final List<Integer> EVENTS_LEFT = List.of(0, 1, 2, 4);

  /**
   * One group of questions.
   *
   * @param segment one of {@link Segment#KNOWN_EVENTS}
   * @param row the model of all domains against the twin, over these questions
   * @param adjustedP the p value after Holm's correction for all groups of the domain
   */
  public record Known(Segment segment, Transfer.Row row, double adjustedP) {
    private Known adjusted(double p) {
      return new Known(segment, row, p);
    }
  }

  /**
   * One number of events that are left known.
   *
   * @param events how many of the person's last events in the domain both models are told, at most
   * @param row the model of all domains against the twin, over {@link Segment#KNOWN_ELSEWHERE}
   * @param adjustedP the p value after Holm's correction for all points of the domain
   */
  public record Left(int events, Transfer.Row row, double adjustedP) {
    private Left adjusted(double p) {
      return new Left(events, row, p);
    }
  }

  /**
   * One share of people; all questions of the domain are asked, with all that is known of the
   * people who ask.
   *
   * @param share the share of people whose events of the domain both models learnt from
   * @param people how many of them have training events there
   * @param row the model of all domains against the twin
   * @param adjustedP the p value after Holm's correction for all shares of the domain
   */
  public record Cut(double share, int people, Transfer.Row row, double adjustedP) {
    private Cut adjusted(double p) {
      return new Cut(share, people, row, p);
    }
  }

  public TransferCurve {
    known = List.copyOf(known);
    overall = List.copyOf(overall);
    left = List.copyOf(left);
    cuts = List.copyOf(cuts);
  }

  /** How many models are trained for the cuts, the domains with questions being so many. */
  public static int trainings(EvaluationResult together) {
    return 2 * SHARES.size() * asked(together).size();
  }

  private static List<Integer> asked(EvaluationResult together) {
    List<Integer> asked = new ArrayList<>();
    for (int domain = 0; domain < together.domains().size(); domain++) {
      if (together.domain(domain).users() > 0) {
        asked.add(domain);
      }
    }
    return asked;
  }

  /** The points of one domain by what is known of the person. */
  static List<Known> known(EvaluationResult together, EvaluationResult alone, int domain) {
    List<Known> points = new ArrayList<>();
    for (Segment segment : Segment.KNOWN_EVENTS) {
      Summary summary = together.segment(segment, domain);
      if (!summary.hidden() && summary.users() > 0) {
        points.add(new Known(segment, Transfer.row(together, alone, domain, segment), 1));
      }
    }
    return adjusted(points);
  }

  /** The points over all domains. */
  static List<Known> overall(EvaluationResult together, EvaluationResult alone) {
    List<Known> points = new ArrayList<>();
    for (Segment segment : Segment.KNOWN_EVENTS) {
      overall(together, alone, segment).ifPresent(points::add);
    }
    List<Known> adjusted = new ArrayList<>(adjusted(points));
    boolean areFewShown =
        Segment.KNOWN_EVENTS.subList(1, 3).stream()
            .noneMatch(part -> together.segment(part).hidden());
    if (areFewShown) {
      overall(together, alone, Segment.FEW_KNOWN_EVENTS)
          .map(few -> few.adjusted(few.row().difference().p()))
          .ifPresent(adjusted::add);
    }
    return adjusted;
  }

  private static Optional<Known> overall(
      EvaluationResult together, EvaluationResult alone, Segment segment) {
    Summary summary = together.segment(segment);
    return summary.hidden() || summary.users() == 0
        ? Optional.empty()
        : Optional.of(
            new Known(
                segment,
                new Transfer.Row(
                    ALL_DOMAINS,
                    summary,
                    alone.segment(segment),
                    Comparison.between(together, alone, segment)),
                1));
  }

  private static List<Known> adjusted(List<Known> points) {
    double[] adjusted = holm(points.stream().map(Known::row).toList());
    return IntStream.range(0, adjusted.length)
        .mapToObj(n -> points.get(n).adjusted(adjusted[n]))
        .toList();
  }

  /** The points of one domain by what is left known; costs two runs each. */
  static List<Left> left(TransferModels models, Model model, Model twin, int domain) {
    List<Left> points = new ArrayList<>();
    for (int events : EVENTS_LEFT) {
      Transfer.Row row = models.forgetting(model, twin, events, domain);
      if (!row.together().hidden() && row.together().users() > 0) {
        points.add(new Left(events, row, 1));
      }
    }
    double[] adjusted = holm(points.stream().map(Left::row).toList());
    return IntStream.range(0, adjusted.length)
        .mapToObj(n -> points.get(n).adjusted(adjusted[n]))
        .toList();
  }

  private static double[] holm(List<Transfer.Row> rows) {
    return Holm.adjusted(rows.stream().mapToDouble(row -> row.difference().p()).toArray());
  }

  /**
   * The points of one domain by the share of people that is learnt from. Costs two trainings and
   * two runs for each of {@link #SHARES}; a share in which nobody is left is left out.
   *
   * @param full the point of all people
   */
  static List<Cut> cuts(TransferModels models, Transfer.Row full, TrainingData data, int domain) {
    Seed seed = models.whole().seed().derive("transfer cut");
    List<Cut> points = new ArrayList<>();
    points.add(new Cut(1, new TransferCut(domain, 1, seed).people(data), full, 1));
    for (double share : SHARES) {
      TransferCut cut = new TransferCut(domain, share, seed);
      TrainingData left = cut.of(data);
      int people = cut.people(left);
      if (people > 0) {
        EvaluationResult together = models.together(left, domain);
        EvaluationResult alone = models.alone(left, domain);
        points.add(new Cut(share, people, Transfer.row(together, alone, domain), 1));
      }
    }
    double[] adjusted = holm(points.stream().map(Cut::row).toList());
    return IntStream.range(0, adjusted.length)
        .mapToObj(n -> points.get(n).adjusted(adjusted[n]))
        .toList();
  }
}
