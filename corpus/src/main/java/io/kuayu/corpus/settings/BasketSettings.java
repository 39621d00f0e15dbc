package io.kuayu.corpus.settings;

import io.kuayu.core.settings.Settings;
import java.util.Locale;
import java.util.Optional;

/**
 * The key {@code baskets}: that the items of a basket are in no order, and how a list of them is
 * written.
 *
 * @param separator between the items of a text; empty where a text is one item
 */
public record BasketSettings(Optional<String> separator) {
  static final String KEY = "baskets";

  /** Reads {@code true}, {@code false} or a separator. */
  static Optional<BasketSettings> read(Settings block) {
    return block
        .text(KEY)
        .flatMap(
            written ->
                switch (written.toLowerCase(Locale.ROOT)) {
                  case "false", "no", "off" -> Optional.empty();
                  case "true", "yes", "on" -> Optional.of(new BasketSettings(Optional.empty()));
                  default ->
                      Optional.of(new BasketSettings(Optional.of(written.replace("\\t", "\t"))));
                });
  }

  String described() {
    return separator.orElse("true");
  }
}
