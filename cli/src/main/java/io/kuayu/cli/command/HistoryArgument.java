package io.kuayu.cli.command;

import io.kuayu.application.WrongUsage;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Event;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.core.settings.NameSuggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads {@code --history food:821,kitchen:17}. A comma separates two items only if a domain and a
 * colon follow it, so ids may contain commas.
 */
public final class HistoryArgument {
  private final Catalogue catalogue;

  public HistoryArgument(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * The items, oldest first, as events of the second before {@code now}.
   *
   * @throws WrongUsage if a part names no item or no domain
   */
  public List<Event> read(List<String> written, long now) {
    List<Event> events = new ArrayList<>();
    for (String text : written) {
      for (String piece : pieces(text)) {
        events.add(Event.of(key(piece), now - 1));
      }
    }
    return events;
  }

  private List<String> pieces(String text) {
    String domains =
        catalogue.domains().stream().map(Pattern::quote).collect(Collectors.joining("|"));
    List<String> pieces = new ArrayList<>();
    for (String piece : text.split(",(?=(?:" + domains + "):)", -1)) {
      if (isKnown(piece)) {
        pieces.add(piece);
      } else {
        pieces.addAll(List.of(piece.split(",(?=[^,:]+:)", -1)));
      }
    }
    return pieces;
  }

  private boolean isKnown(String piece) {
    int colon = piece.indexOf(':');
    return colon > 0
        && colon < piece.length() - 1
        && catalogue.ordinal(ItemKey.parse(piece)).isPresent();
  }

  private ItemKey key(String piece) {
    ItemKey key;
    try {
      key = ItemKey.parse(piece);
    } catch (KuayuException e) {
      throw new WrongUsage(e.code(), "--history: " + e.getMessage(), e.remedy());
    }
    checkDomain("--history", key.domain(), catalogue);
    return key;
  }

  /** Rejects an unknown domain and names the existing domains and the closest match. */
  public static void checkDomain(String option, String domain, Catalogue catalogue) {
    if (!catalogue.domains().contains(domain)) {
      String all = "the domains are " + String.join(", ", catalogue.domains());
      throw new WrongUsage(
          option + ": there is no domain '" + domain + "'",
          NameSuggestion.to(domain, catalogue.domains())
              .map(near -> "did you mean '" + near + "'? " + all)
              .orElse(all));
    }
  }
}
