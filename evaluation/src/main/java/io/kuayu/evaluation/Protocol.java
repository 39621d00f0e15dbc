package io.kuayu.evaluation;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Seed;
import io.kuayu.model.TrainingData;
import java.util.Locale;
import java.util.Optional;

/**
 * Which questions are asked and how much of a person's past the model sees. The candidates of a
 * target are the same in every protocol, so results differ only by the known history.
 */
public sealed interface Protocol
    permits Later,
        NewPeople,
        Protocol.Standard,
        Protocol.OneDomain,
        Protocol.ColdUser,
        Protocol.ColdItem,
        Protocol.ZeroShot {
  /** The name in options and reports. */
  String name();

  /**
   * The context for a target; empty where this protocol does not include it.
   *
   * @param before everything the person did before the target
   * @param target the item to find
   * @param trainingEvents how often the target occurs in training
   */
  Optional<Context> query(Catalogue catalogue, Context before, int target, int trainingEvents);

  /** The training data that a model may use under this protocol. */
  default TrainingData train(TrainingData data) {
    return data;
  }

  /**
   * Whether all later items of a person in a domain are one question, asked where the part begins,
   * instead of one question an event.
   */
  default boolean asksForSets() {
    return false;
  }

  /** Whether this protocol asks a person at all. */
  default boolean asks(String user) {
    return true;
  }

  /** This protocol with the seed of an evaluation, for what it draws. */
  default Protocol seeded(Seed seed) {
    return this;
  }

  /** The training data whose events tell how often a target occurs in training. */
  default TrainingData counted(TrainingData data) {
    return data;
  }

  /** Whether it asks about people of whom the model must have seen nothing. */
  default boolean needsNewPeople() {
    return false;
  }

  /** Whether models trained on all training data have seen data that this protocol excludes. */
  default boolean needsOwnTraining() {
    return false;
  }

  /** Every target, with everything that came before it. */
  record Standard() implements Protocol {
    @Override
    public String name() {
      return "standard";
    }

    @Override
    public Optional<Context> query(
        Catalogue catalogue, Context before, int target, int trainingEvents) {
      return Optional.of(before);
    }
  }

  /**
   * The targets of one domain, with the history in that domain alone, as for a single-domain twin.
   *
   * @param domain name of the domain
   * @param whole the protocol whose questions of this domain they are
   */
  record OneDomain(String domain, Protocol whole) implements Protocol {
    /** The questions of the standard protocol. */
    public OneDomain(String domain) {
      this(domain, standard());
    }

    @Override
    public String name() {
      return (whole instanceof Standard ? "" : whole.name() + ",") + "one-domain:" + domain;
    }

    @Override
    public boolean asksForSets() {
      return whole.asksForSets();
    }

    @Override
    public Optional<Context> query(
        Catalogue catalogue, Context before, int target, int trainingEvents) {
      int only = catalogue.domain(domain);
      return catalogue.domainOf(target) == only
          ? whole
              .query(catalogue, before, target, trainingEvents)
              .map(known -> known.where(item -> catalogue.domainOf(item) == only))
          : Optional.empty();
    }
  }

  /**
   * People who are new in the target's domain: the context is their history in other domains.
   * People without events there are left out.
   */
  record ColdUser() implements Protocol {
    @Override
    public String name() {
      return "cold-user";
    }

    @Override
    public Optional<Context> query(
        Catalogue catalogue, Context before, int target, int trainingEvents) {
      int domain = catalogue.domainOf(target);
      Context elsewhere = before.where(item -> catalogue.domainOf(item) != domain);
      return elsewhere.length() == 0 ? Optional.empty() : Optional.of(elsewhere);
    }
  }

  /** Targets that occur in no training event, with everything that came before them. */
  record ColdItem() implements Protocol {
    @Override
    public String name() {
      return "cold-item";
    }

    @Override
    public Optional<Context> query(
        Catalogue catalogue, Context before, int target, int trainingEvents) {
      return trainingEvents == 0 ? Optional.of(before) : Optional.empty();
    }
  }

  /**
   * Targets of a domain of which the model has seen no event in training; the person's own earlier
   * events there are part of the context, as they are when a new catalogue is served.
   *
   * @param domain name of the domain that is held out
   */
  record ZeroShot(String domain) implements Protocol {
    @Override
    public String name() {
      return "zero-shot:" + domain;
    }

    @Override
    public Optional<Context> query(
        Catalogue catalogue, Context before, int target, int trainingEvents) {
      return catalogue.domainOf(target) == catalogue.domain(domain)
          ? Optional.of(before)
          : Optional.empty();
    }

    @Override
    public TrainingData train(TrainingData data) {
      int heldOut = data.catalogue().domain(domain);
      return new TrainingData(
          data.catalogue(),
          data.interactions()
              .where(
                  event -> data.catalogue().domainOf(data.interactions().item(event)) != heldOut));
    }

    @Override
    public boolean needsOwnTraining() {
      return true;
    }
  }

  /** Every target with its whole past. */
  static Protocol standard() {
    return new Standard();
  }

  /**
   * Reads {@code standard}, {@code cold-user}, {@code cold-item}, {@code new-people}, {@code later}
   * or {@code zero-shot:DOMAIN}; and {@code later,} with one of the others. What a protocol draws
   * is drawn by the seed 0 until it is {@link #seeded}.
   *
   * @throws KuayuException where it is none of them
   */
  static Protocol parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "standard" -> new Standard();
      case "cold-user" -> new ColdUser();
      case "cold-item" -> new ColdItem();
      case NewPeople.NAME -> new NewPeople(new Seed(0));
      case Later.NAME -> new Later();
      default -> {
        if (text.startsWith(Later.NAME + ",")) {
          yield new Later(parse(text.substring(Later.NAME.length() + 1)));
        }
        String prefix = "zero-shot:";
        if (text.startsWith(prefix) && text.length() > prefix.length()) {
          yield new ZeroShot(text.substring(prefix.length()));
        }
        throw new KuayuException(
            ErrorCode.INVALID_EVALUATION,
            "there is no protocol '" + text + "'",
            "choose among standard, cold-user, cold-item, new-people, later and zero-shot:DOMAIN");
      }
    };
  }
}
